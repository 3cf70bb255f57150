/** Each bucket ends half a per cent above the one before. */
const STEP = Math.log(1.005);

/**
 * Quantiles of a growing multitude of counts, in memory that hangs on their range and not on their number.
 * `at(p)` is the smallest bucket's end that at least a share p of them lies at or below: the nearest-rank quantile,
 * rounded up by half a per cent at most (plus one for the whole number). Source: log-scaled histograms, as DDSketch
 * (Masson et al. 2019, arXiv:1908.10693).
 */
export function createQuantiles() {
  const counts: number[] = [];
  let all = 0;
  return {
    count: (): number => all,
    /** @param value at least 0 */
    add(value: number): void {
      const bucket = bucketOf(value);
      while (counts.length <= bucket) counts.push(0);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
      all++;
    },
    /** @param p in (0, 1]. @returns 0 where there are no counts */
    at(p: number): number {
      const rank = Math.ceil(p * all);
      let seen = 0;
      for (const [bucket, count] of counts.entries()) {
        seen += count;
        if (seen >= rank && seen > 0) return endOf(bucket);
      }
      return 0;
    },
  };
}

/** 0 and 1 have a bucket each; the others lie at or below the end of theirs. */
const bucketOf = (value: number): number =>
  value <= 0 ? 0 : value <= 1 ? 1 : 1 + Math.ceil(Math.log(Math.min(value, 1e15)) / STEP - 1e-9);
const endOf = (bucket: number): number =>
  bucket === 0 ? 0 : Math.ceil(Math.exp((bucket - 1) * STEP) - 1e-6);
