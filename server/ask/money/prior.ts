/** What is known of a model's replies before it was asked: output tokens (thoughts and answer) a reply. */
export interface Prior {
  mean: number;
  /** The mean of a collection lies between `low` and `high` nine times in ten. */
  low: number;
  high: number;
  /** Nineteen replies of twenty are no longer. */
  p95: number;
}

/** So many replies make better evidence than any prior. */
export const ENOUGH_OUTPUTS = 20;

/** Whether a number can be one of tokens. */
export const isTokens = (value: number | null): value is number =>
  value !== null && Number.isFinite(value) && value >= 0;
