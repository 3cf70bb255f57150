import { keyedOrder, seededRandom } from '../../algorithms/random.ts';
import { byDomain, byLength, compare, type DrawRow, type Sampler } from './sampler.ts';

/** A thousand at random. Source: s1 section 5.1, baseline 1K-random. */
export const randomSampler: Sampler =
  (rows, _config, { count }) =>
  (seed) =>
    shuffled(rows, seed)
      .slice(0, count)
      .map(({ id }) => id);

/** The longest. Source: s1 section 5.1, baseline 1K-longest. */
export const longestSampler: Sampler = (rows, _config, { count }) => {
  const ranked = [...rows]
    .sort(byLength)
    .slice(0, count)
    .map(({ id }) => id);
  return () => ranked;
};

/** Domains uniformly, and any question of a domain. Source: s1 section 5.1, baseline 1K-diverse. */
export const diverseSampler: Sampler = (rows, _config, { count }) => {
  const domains = [...byDomain(rows).values()];
  const sizes = domains.map(({ length }) => length);
  return (seed) => {
    const queues = domains.map((members) => shuffled(members, seed).reverse());
    return uniformDomains(sizes, count, seed).flatMap((at) => queues[at]?.pop()?.id ?? []);
  };
};

/** The domains, by their numbers, that `diverse` draws from one after the other; a used-up one is not drawn again. */
export function uniformDomains(sizes: readonly number[], count: number, seed: number): number[] {
  const random = seededRandom(`diverse ${seed}`);
  const left = sizes.map((size, domain) => ({ domain, size })).filter(({ size }) => size > 0);
  const drawn: number[] = [];
  while (drawn.length < count && left.length > 0) {
    const at = random.int(left.length);
    const one = left[at]!;
    drawn.push(one.domain);
    one.size -= 1;
    if (one.size === 0) left.splice(at, 1);
  }
  return drawn;
}

/** Whoever passes, in the order of ids. Source: s1 section 5.1, baseline 59K-full. */
export const allSampler: Sampler = (rows, _config, { count }) => {
  const ranked = rows
    .map(({ id }) => id)
    .sort(compare)
    .slice(0, count);
  return () => ranked;
};

/** An order that hangs on seed and id alone, so that the order of the pool has no say. */
function shuffled(rows: readonly DrawRow[], seed: number): DrawRow[] {
  const keyed = rows.map((row) => ({ row, order: keyedOrder(seed, row.id) }));
  keyed.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : compare(a.row.id, b.row.id)));
  return keyed.map(({ row }) => row);
}
