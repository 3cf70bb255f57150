/** A question of the test set: mathematics in LaTeX between dollars, as its author would write it. */
export interface Made {
  question: string;
  options: string[] | null;
}

/** A question that others are made from. */
export interface Base extends Made {
  /** A sentence of it that can be left out without another question coming of it. */
  spare?: string;
  /** Letters of variables in it that may be renamed, and what to: `xyz>uvw`. */
  rename?: string;
}

/** Two questions and whether they are one. */
export interface TruePair {
  kind: string;
  same: boolean;
  a: Made;
  b: Made;
}

/** What a half of the test set is made from; the two halves are written apart from each other. */
export interface Half {
  seed: string;
  bases: readonly Base[];
  before: readonly string[];
  behind: readonly string[];
  templates: readonly Template[];
}

/** Questions of one template that are different problems: each call with other numbers gives another one. */
export interface Template {
  kind: string;
  /** Two different problems by the `n`-th draw of `pick`. */
  make: (pick: Pick) => [Made, Made];
}

export interface Pick {
  int(from: number, to: number): number;
  /** Another number of the same range. */
  other(than: number, from: number, to: number): number;
  of<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
}

export const plain = (question: string): Made => ({ question, options: null });
