/**
 * What can be read in two ways, and how it is read unless the reader chooses the second one:
 * `commas`: `1,234` is a number, or a list; `slash`: `1/2x` is (1/2)x, or 1/(2x); `pairs`: `(1,2)` is a tuple,
 * or an interval; `units`: the m of `5 m` is a variable, or the metre; `exponent`: `2e3` is 2000, or 2 times
 * e times 3; `log` is to the base 10, or natural; `colon`: `9:30` is a ratio, or a time of day; `dates`: the month
 * comes first in `2/3/2010`, or the day; `angle`: the 60 of `cos 60` is in radians, or in degrees; `point`: `1.234,56` is a list, or a number with a comma before its decimals.
 */
export type Ambiguity =
  | 'commas'
  | 'slash'
  | 'pairs'
  | 'units'
  | 'exponent'
  | 'log'
  | 'colon'
  | 'dates'
  | 'angle'
  | 'point';

/** Reads by one convention, and notes what it met that could have been read otherwise. */
export class Reader {
  readonly met = new Set<Ambiguity>();
  readonly #second: ReadonlySet<Ambiguity>;

  constructor(second: ReadonlySet<Ambiguity> = new Set()) {
    this.#second = second;
  }

  /** Whether the second way was asked for, without noting that it could matter. */
  wants(ambiguity: Ambiguity): boolean {
    return this.#second.has(ambiguity);
  }

  /** Whether the second way is chosen. */
  chooses(ambiguity: Ambiguity): boolean {
    this.met.add(ambiguity);
    return this.#second.has(ambiguity);
  }
}
