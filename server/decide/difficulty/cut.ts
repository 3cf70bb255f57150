import { type EstimatesByDomain, isTeacher } from '../candidate.ts';
import type { NarrowRow } from '../stage.ts';

/**
 * The fit of the estimated gate: over the narrow rows of the whole pool, in any order. A question with a graded attempt
 * is left out, since its attempts decide.
 */
export function estimatesByDomain(
  rows: Iterable<Pick<NarrowRow, 'domain' | 'estimate' | 'evidence'>>,
  teachers: readonly string[],
): EstimatesByDomain {
  const lists = new Map<string, number[]>();
  for (const { domain, estimate, evidence } of rows) {
    if (estimate === null || estimate === undefined) continue;
    if (evidence.attempts.some((one) => isGraded(one) && !isTeacher(one.model, teachers))) continue;
    const list = lists.get(domain);
    if (list === undefined) lists.set(domain, [estimate]);
    else list.push(estimate);
  }
  return new Map([...lists].map(([domain, list]) => [domain, Float64Array.from(list).sort().reverse()]));
}

/** True where an attempt tells something. */
export const isGraded = ({ verdict }: { verdict: string | null }): boolean =>
  verdict === 'correct' || verdict === 'wrong';

/**
 * The estimate from which on a question of the domain stays: that of the last one among the hardest `share`, at least
 * one of them; equal ones stay together. -Infinity where the domain has none.
 */
export function cutOf(estimates: EstimatesByDomain, domain: string, share: number): number {
  const list = estimates.get(domain);
  if (list === undefined || list.length === 0) return Number.NEGATIVE_INFINITY;
  return list[keptOf(list.length, share) - 1]!;
}

/** How many of so many stay, rounded up: 1 of 1. The share may be off in its last bit. */
const keptOf = (count: number, share: number): number =>
  Math.max(1, Math.min(count, Math.ceil(count * share - 1e-9)));

/** The least share of its domain with which an estimate stays, 0 to 1. */
export function shareToKeep(estimates: EstimatesByDomain, domain: string, estimate: number): number {
  const list = estimates.get(domain) ?? new Float64Array(0);
  const harder = countAbove(list, estimate);
  return harder === list.length ? 1 : (harder + 1) / list.length;
}

/** How many of a list, the largest first, are above a value. */
function countAbove(list: Float64Array, value: number): number {
  let [from, end] = [0, list.length];
  while (from < end) {
    const middle = (from + end) >>> 1;
    if (list[middle]! > value) from = middle + 1;
    else end = middle;
  }
  return from;
}
