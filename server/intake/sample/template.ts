import type { Draw } from './draw.ts';
import type { Level } from './level.ts';

export type Given = number | bigint | string | boolean | readonly Given[];

/** One question as a template makes it. */
export interface Made {
  question: string;
  /** Every step of the way to the answer. */
  solution: string;
  /** Null for a proof. */
  answer: string | null;
  level: Level;
  /** The numbers that the answer follows from, for an independent check; never written to a file. */
  given: Readonly<Record<string, Given>>;
  /** Answers that a plausible slip leads to, where the template knows some. */
  wrong?: readonly string[];
}

/** A way to make questions of one kind, each with the answer computed and the steps written out. */
export interface Template {
  /** `family/kind`, in words joined by hyphens. */
  name: string;
  /** Two digits of MSC 2020, or a word: `physics`, `chemistry`, `law`. */
  domain: string;
  make(draw: Draw): Made;
}
