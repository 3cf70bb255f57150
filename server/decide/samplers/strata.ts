import type { Sequence } from '../../algorithms/columns/sequence.ts';
import { geometricRank } from '../../algorithms/draw.ts';
import { byLength, byName, type DrawRow, Foremost, madeAt, type Want } from './sampler.ts';

/** The questions of one domain, as draws see them. */
export interface Stratum {
  size: number;
  /** How many of its rows stand before all draws. */
  first: number;
  /** The others, longest first, cut where 2^-rank no longer reaches. */
  queue: DrawRow[];
}

/** By domain, in the order of their codes. */
export function strataOf(rows: Sequence<DrawRow>, { count, first = [] }: Want): Map<string, Stratum> {
  const isFirst = new Set(first);
  const strata = new Map<string, { size: number; first: number; queue: Foremost<DrawRow> }>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows.at(i)!;
    const stratum = madeAt(strata, row.domain, () => ({
      size: 0,
      first: 0,
      queue: new Foremost(count + 64, byLength),
    }));
    stratum.size++;
    if (isFirst.has(row.id)) stratum.first++;
    else stratum.queue.add(row);
  }
  const whole = [...byName(strata)].map(
    ([domain, { queue, ...sizes }]) => [domain, { ...sizes, queue: queue.all() }] as const,
  );
  return new Map(whole);
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
