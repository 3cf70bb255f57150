import { keyedOrder, seededRandom } from '../../algorithms/random.ts';
import { byLength, byName, compare, type DrawRow, Foremost, type Sampler } from './sampler.ts';

/** A thousand at random. Source: s1 section 5.1, baseline 1K-random. */
export const randomSampler: Sampler =
  (rows, _config, { count }) =>
  (seed) =>
    idsIn(foremost(keyed(rows, seed), count, byKey));

/** The longest. Source: s1 section 5.1, baseline 1K-longest. */
export const longestSampler: Sampler = (rows, _config, { count }) => {
  const ranked = foremost(rows, count, byLength).map(({ id }) => id);
  return () => ranked;
};

/** Domains uniformly, and any question of a domain. Source: s1 section 5.1, baseline 1K-diverse. */
export const diverseSampler: Sampler = (rows, _config, { count }) => {
  const sizeOf = new Map<string, number>();
  for (const { domain } of rows) sizeOf.set(domain, (sizeOf.get(domain) ?? 0) + 1);
  const domains = byName(sizeOf);
  const sizes = [...domains.values()];
  return (seed) => {
    const queues = new Map([...domains.keys()].map((domain) => [domain, new Foremost(count, byKey)]));
    for (const one of keyed(rows, seed)) queues.get(one.row.domain)?.add(one);
    const left = [...queues.values()].map((queue) => idsIn(queue.all()).reverse());
    return uniformDomains(sizes, count, seed).flatMap((at) => left[at]?.pop() ?? []);
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
  const ranked = foremost(rows, count, (a, b) => compare(a.id, b.id)).map(({ id }) => id);
  return () => ranked;
};

function foremost<T>(all: Iterable<T>, count: number, order: (a: T, b: T) => number): T[] {
  const first = new Foremost(count, order);
  for (const one of all) first.add(one);
  return first.all();
}

interface Keyed {
  row: DrawRow;
  order: number;
}

/** With an order that hangs on seed and id alone, so that the order of the pool has no say. */
function* keyed(rows: Iterable<DrawRow>, seed: number): Generator<Keyed> {
  for (const row of rows) yield { row, order: keyedOrder(seed, row.id) };
}

const byKey = (a: Keyed, b: Keyed): number => a.order - b.order || compare(a.row.id, b.row.id);

const idsIn = (all: readonly Keyed[]): string[] => all.map(({ row }) => row.id);
