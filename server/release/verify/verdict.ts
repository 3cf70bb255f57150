/** What came of looking: `untouched`, `tampered` (with the first broken thing), or `cannot-tell`. */
export type VerdictName = 'untouched' | 'tampered' | 'cannot-tell';

export interface Verdict {
  verdict: VerdictName;
  /** What is wrong, or what is missing to tell; null where nothing is. */
  why: string | null;
  /** What holds, in the order in which it was looked at. */
  held: string[];
  /** What this look can not prove. */
  limits: string[];
  releaseId: string | null;
  rows: number | null;
}

/** Ends a look at the first thing that decides it. */
export class Broken extends Error {
  readonly verdict: Exclude<VerdictName, 'untouched'>;

  constructor(verdict: Exclude<VerdictName, 'untouched'>, why: string) {
    super(why);
    this.verdict = verdict;
  }
}

export function tampered(why: string): never {
  throw new Broken('tampered', why);
}

export function cannotTell(why: string): never {
  throw new Broken('cannot-tell', why);
}
