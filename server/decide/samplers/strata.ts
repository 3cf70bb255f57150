import { geometricRank } from '../../algorithms/draw.ts';
import { byDomain, byLength, type DrawRow, type Want } from './sampler.ts';

/** The questions of one domain, as draws see them. */
export interface Stratum {
  size: number;
  /** How many of its rows stand before all draws. */
  first: number;
  /** The others, longest first, cut where 2^-rank no longer reaches. */
  queue: DrawRow[];
}

/** By domain, in the order of their codes. */
export function strataOf(rows: readonly DrawRow[], { count, first = [] }: Want): Map<string, Stratum> {
  const isFirst = new Set(first);
  const strata = new Map<string, Stratum>();
  for (const [domain, members] of byDomain(rows)) {
    const others = members.filter(({ id }) => !isFirst.has(id)).sort(byLength);
    const queue = others.slice(0, count + 64);
    strata.set(domain, { size: members.length, first: members.length - others.length, queue });
  }
  return strata;
}

/**
 * Draws of one domain, by u: rank r by length with probability 2^-(r+1) / (1 - 2^-m). What stands before all draws uses up as many
 * of them, and where there is none left a draw gives nothing.
 */
export function drawing({ first, queue }: Stratum): (u: number) => string[] {
  const left = queue.slice();
  let waiting = first;
  return (u) => {
    if (waiting > 0) {
      waiting--;
      return [];
    }
    if (left.length === 0) return [];
    return left.splice(geometricRank(left.length, u), 1).map(({ id }) => id);
  };
}
