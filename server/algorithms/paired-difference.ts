/** Trials that two sides both made, by who succeeded. */
export interface Pairs {
  /** All of them. */
  trials: number;
  /** The first side succeeded and the second did not, and the other way round. */
  onlyFirst: number;
  onlySecond: number;
}

export interface PairedDifference {
  /** Share of successes of the first side less that of the second, -1 to 1. */
  difference: number;
  interval: { low: number; high: number };
}

/** What is left out on each side of a 95 % interval. */
const TAIL = 0.025;
/** A share of the resamples below this is as good as none. */
const NEGLIGIBLE = 1e-18;
/** Sums of shares that should be equal differ by no more. */
const ROUNDING = 1e-12;

/**
 * How two shares of successes over the same trials differ, with the 95 % percentile interval of the paired bootstrap:
 * trials are resampled, each with what both sides made of it. An interval that leaves out 0 is no chance of which trials
 * were put.
 * Source: Efron and Tibshirani 1993, An Introduction to the Bootstrap, 13.3; as in table 2 of Muennighoff et al. 2025
 * (arXiv 2501.19393).
 * Differs: the paper draws 10,000 resamples; here their distribution is computed (a sum of independent steps of 1, 0 and
 * -1), which is what ever more of them come to. There is no seed and no noise.
 * @throws RangeError where there is no trial, or more are told apart than there are
 */
export function pairedDifference({ trials, onlyFirst, onlySecond }: Pairs): PairedDifference {
  if (trials < 1 || onlyFirst < 0 || onlySecond < 0 || onlyFirst + onlySecond > trials)
    throw new RangeError('There are no such pairs.');
  const chances = resampledSums(trials, onlyFirst / trials, onlySecond / trials);
  return {
    difference: (onlyFirst - onlySecond) / trials,
    interval: {
      low: (firstAbove(chances) - trials) / trials,
      high: (trials - firstAbove(chances.toReversed())) / trials,
    },
  };
}

/** The first place at which the sum from the start reaches the tail. */
function firstAbove(chances: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < chances.length; at++) {
    sum += chances[at] ?? 0;
    if (sum >= TAIL - ROUNDING) return at;
  }
  return chances.length - 1;
}

/** The chance of every sum of n independent steps of 1 (up), -1 (down) or 0; the sum -n stands at 0, n at 2n. */
function resampledSums(n: number, up: number, down: number): Float64Array {
  let now = new Float64Array(2 * n + 3);
  let next = new Float64Array(2 * n + 3);
  let [from, to] = [n + 1, n + 1]; // a place of nothing stands before and behind
  now[n + 1] = 1;
  for (let step = 0; step < n; step++) {
    from -= 1;
    to += 1;
    for (let at = from; at <= to; at++)
      next[at] = up * (now[at - 1] ?? 0) + (1 - up - down) * (now[at] ?? 0) + down * (now[at + 1] ?? 0);
    now.fill(0, from, to + 1);
    while (from < to && (next[from] ?? 0) < NEGLIGIBLE) next[from++] = 0;
    while (to > from && (next[to] ?? 0) < NEGLIGIBLE) next[to--] = 0;
    [now, next] = [next, now];
  }
  return now.subarray(1, 2 * n + 2);
}

/**
 * Chance that two equal sides differ by as much as they do, or more: McNemar's test (1947), exact, two-sided. Only
 * trials that tell the sides apart count.
 */
export function mcnemarExact({ onlyFirst, onlySecond }: Omit<Pairs, 'trials'>): number {
  const apart = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  let logTerm = -apart * Math.LN2; // of the binomial distribution with one half
  let tail = 0;
  for (let k = 0; k <= fewer; k++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log(apart - k) - Math.log(k + 1);
  }
  return Math.min(1, 2 * tail);
}
