import { type Cost, costOf } from './micro-usd.ts';
import { ENOUGH_OUTPUTS, isTokens, type Prior } from './prior.ts';

interface Interval {
  mean: number;
  low: number;
  high: number;
}

export interface CostEstimate {
  calls: number;
  /** Of all calls together, in whole micro-dollars. */
  microUsd: Interval | null;
  /** Of all calls together. */
  outputTokens: Interval | null;
}

/** Of the normal distribution: nine of ten lie within. */
const Z90 = 1.6448536269514722;

/**
 * What so many calls will cost, all of them together, before they are made.
 *
 * The interval holds the true sum nine times in ten. It joins two spreads in quadrature, each scaled to N calls:
 * that of the mean, which all calls share (grows with N), and that of single replies (grows with the root of N).
 * Before 20 outputs they come from the prior: `low` and `high` are the 90 % interval of its mean, and `p95 - mean`
 * is the 90 % half-width of one reply. From 20 outputs on the prior is left aside: the sample's mean m and standard
 * deviation s give m N +- t s N sqrt(1/n + 1/N), the prediction interval of a sum of N further values (normal
 * theory, no bootstrap), t being Student's quantile for n - 1 degrees of freedom. Where there is no prior, two
 * outputs are enough for that.
 *
 * @param o.promptTokens of each call
 * @param o.outputs output tokens of the replies so far
 * @returns tokens and money of all calls together; money in whole micro-dollars, each call rounded up as it will be
 * paid, null where a price is missing; both null where nothing is known of the replies, save the money of what is free
 */
export function estimateCost(o: {
  promptTokens: readonly number[];
  prior: Prior | null;
  outputs: readonly number[];
  cost: Cost;
}): CostEstimate {
  const calls = o.promptTokens.length;
  const outputTokens = outputOf(calls, o.prior, o.outputs.filter(isTokens));
  if (outputTokens === null)
    return { calls, microUsd: isFree(o.cost) ? { mean: 0, low: 0, high: 0 } : null, outputTokens: null };
  return { calls, microUsd: moneyOf(o.promptTokens, outputTokens, o.cost), outputTokens };
}

/** Whether a call costs nothing however long it is. */
const isFree = (cost: Cost): boolean => costOf(cost, 1_000_000, 1_000_000) === 0;

function outputOf(calls: number, prior: Prior | null, outputs: readonly number[]): Interval | null {
  if (outputs.length >= ENOUGH_OUTPUTS || (prior === null && outputs.length >= 2)) {
    return fromOutputs(calls, outputs);
  }
  if (prior === null) return null;
  const single = (prior.p95 - prior.mean) * Math.sqrt(calls);
  return around(
    prior.mean * calls,
    Math.hypot((prior.mean - prior.low) * calls, single),
    Math.hypot((prior.high - prior.mean) * calls, single),
  );
}

function fromOutputs(calls: number, outputs: readonly number[]): Interval {
  const n = outputs.length;
  const mean = outputs.reduce((sum, output) => sum + output, 0) / n;
  const variance = outputs.reduce((sum, output) => sum + (output - mean) ** 2, 0) / (n - 1);
  const spread = studentT90(n - 1) * Math.sqrt(variance * (calls ** 2 / n + calls));
  return around(mean * calls, spread, spread);
}

const around = (mean: number, below: number, above: number): Interval => ({
  mean: Math.round(mean),
  low: Math.max(0, Math.floor(mean - below)),
  high: Math.ceil(mean + above),
});

/**
 * The quantile of Student's t that nine of ten lie within (Abramowitz and Stegun 1964, 26.7.5); for the first two
 * degrees of freedom, where that series is off, the exact values.
 */
function studentT90(freedom: number): number {
  if (freedom <= 2) return freedom === 1 ? 6.3138 : 2.92;
  const [z, z3, z5] = [Z90, Z90 ** 3, Z90 ** 5];
  return z + (z3 + z) / (4 * freedom) + (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2);
}

/** Prompts are summed one by one, since a price may hang on the size of a prompt; outputs are spread evenly. */
function moneyOf(prompts: readonly number[], outputs: Interval, cost: Cost): Interval | null {
  const sumAt = (total: number): number | null => {
    let sum = 0;
    for (const prompt of prompts) {
      const micro = costOf(cost, isTokens(prompt) ? prompt : 0, Math.round(total / prompts.length));
      if (micro === null) return null;
      sum += micro;
    }
    return sum;
  };
  const [mean, low, high] = [sumAt(outputs.mean), sumAt(outputs.low), sumAt(outputs.high)];
  return mean === null || low === null || high === null ? null : { mean, low, high };
}
