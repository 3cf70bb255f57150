/** What a comparison may look at besides the two answers. */
export interface Setting {
  /** Seed of the points that formulas are tried at. */
  readonly seed: string;
  /** Whether the variables are known to be free of conditions. */
  readonly free: boolean;
  /** Whether the question speaks of per cent. */
  readonly percent: boolean;
}
