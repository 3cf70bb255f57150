/** How long texts are. Unit: tokens. Percentiles are nearest-rank; all are 0 where there is no text. */
export interface TokenStatistics {
  total: number;
  /** One decimal. */
  mean: number;
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

/** Statistics of lengths; sorts a copy. */
export function statisticsOf(lengths: readonly number[]): TokenStatistics {
  const sorted = [...lengths].sort((a, b) => a - b);
  const total = sorted.reduce((sum, length) => sum + length, 0);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return {
    total,
    mean: sorted.length === 0 ? 0 : Math.round((10 * total) / sorted.length) / 10,
    p50: rank(0.5),
    p90: rank(0.9),
    p99: rank(0.99),
    max: sorted.at(-1) ?? 0,
  };
}
