import { naturalLog } from './logarithm.ts';

/**
 * The rank drawn by u from 0..m-1 with P(r) = 2^-(r+1) / (1 - 2^-m): the longest first, each next one half
 * as likely. Inverse of the distribution function: the smallest r with 1 - 2^-(r+1) > u (1 - 2^-m).
 * Uses halving alone, no logarithm, so that every machine draws the same. Any m works: beyond some 53 ranks
 * a u of 53 bits can not reach, their chance is under 2^-53.
 * @param m how many there are to draw from
 * @param u uniform in [0, 1)
 * @throws RangeError unless m is an integer of at least 1 and u in [0, 1)
 */
export function geometricRank(m: number, u: number): number {
  if (!Number.isInteger(m) || m < 1) throw new RangeError(`geometricRank: ${m} is no number of ranks`);
  checkUniform(u);
  const beyond = 1 - u * (1 - 2 ** -m);
  let rank = 0;
  for (let half = 0.5; half >= beyond && rank < m - 1; half /= 2) rank++;
  return rank;
}

/**
 * The index drawn by u, each with a chance in proportion to its weight; a weight of 0 is never drawn.
 * @throws RangeError for a negative or not finite weight, where all are 0, and for u outside [0, 1)
 */
export function weightedIndex(weights: readonly number[], u: number): number {
  checkUniform(u);
  let total = 0;
  for (const weight of weights) {
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`weightedIndex: ${weight} is no weight`);
    total += weight;
  }
  let left = u * total;
  let last = -1; // where rounding leaves a rest after all of them, the last possible one is meant
  for (const [index, weight] of weights.entries()) {
    if (weight === 0) continue;
    if (left < weight) return index;
    left -= weight;
    last = index;
  }
  if (last < 0) throw new RangeError('weightedIndex: no weight is above 0');
  return last;
}

/**
 * The waiting time drawn by u, exponential with mean 1: -ln(1 - u).
 * @param u uniform in [0, 1), a multiple of 2^-53
 */
export function waitingTime(u: number): number {
  checkUniform(u);
  return -naturalLog(1 - u);
}

function checkUniform(u: number): void {
  if (!(u >= 0 && u < 1)) throw new RangeError(`${u} is not in [0, 1)`);
}
