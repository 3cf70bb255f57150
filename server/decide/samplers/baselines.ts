import { keyedOrder, seededRandom } from '../../algorithms/random.ts';
import { byDomain, byLength, compare, type DrawRow, type Sampler } from './sampler.ts';

/** A thousand at random. Source: s1 section 5.1, baseline 1K-random. */
export const randomSampler: Sampler = (rows, _config, seed, { count }) =>
  shuffled(rows, seed)
    .slice(0, count)
    .map(({ id }) => id);

/** The longest. Source: s1 section 5.1, baseline 1K-longest. */
export const longestSampler: Sampler = (rows, _config, _seed, { count }) =>
  [...rows]
    .sort(byLength)
    .slice(0, count)
    .map(({ id }) => id);

/** Domains uniformly, and any question of a domain. Source: s1 section 5.1, baseline 1K-diverse. */
export const diverseSampler: Sampler = (rows, _config, seed, { count }) => {
  const random = seededRandom(`diverse ${seed}`);
  const queues = [...byDomain(rows).values()].map((members) => shuffled(members, seed).reverse());
  const chosen: string[] = [];
  while (chosen.length < count && queues.length > 0) {
    const at = random.int(queues.length);
    const row = queues[at]?.pop();
    if (row !== undefined) chosen.push(row.id);
    if (queues[at]?.length === 0) queues.splice(at, 1);
  }
  return chosen;
};

/** Whoever passes, in the order of ids. Source: s1 section 5.1, baseline 59K-full. */
export const allSampler: Sampler = (rows, _config, _seed, { count }) =>
  rows
    .map(({ id }) => id)
    .sort(compare)
    .slice(0, count);

/** An order that hangs on seed and id alone, so that the order of the pool has no say. */
function shuffled(rows: readonly DrawRow[], seed: number): DrawRow[] {
  const keyed = rows.map((row) => ({ row, order: keyedOrder(seed, row.id) }));
  keyed.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : compare(a.row.id, b.row.id)));
  return keyed.map(({ row }) => row);
}
