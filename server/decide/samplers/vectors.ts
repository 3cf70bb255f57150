import type { Sequence } from '../../algorithms/columns/sequence.ts';
import { keyedOrder } from '../../algorithms/random.ts';
import { facilityLocation } from '../../algorithms/vectors/facility-location.ts';
import { kCenter } from '../../algorithms/vectors/k-center.ts';
import type { VectorSpace } from '../../algorithms/vectors/space.ts';
import { compare, type DrawRow, type Sampler, type Want } from './sampler.ts';

/** Who stand for all at most: each costs a look at everybody. Unit: questions. Source: ours. */
const MOST_CLIENTS = 4096;

/** Others that one of them can be similar to. Source: ours; what is less similar than that adds next to nothing. */
const NEIGHBOURS = 64;

/**
 * The greedy choice for which the sum over everybody of the similarity to the most similar chosen one is largest:
 * what is typical comes first. Domains and lengths have no say.
 * Source: facility location, Nemhauser, Wolsey and Fisher 1978; for subsets of data Wei, Iyer and Bilmes 2014.
 * Differs: of more than 4,096 questions as many stand for all, by seed; the seed has no say otherwise.
 */
export const facilityLocationSampler: Sampler = (rows, _config, want) => {
  const { ids, space, first } = placed(rows, want);
  return (seed) => {
    const count = want.count - first.length;
    const clients = ids.length <= MOST_CLIENTS ? ids.map((_, i) => i) : drawn(ids, seed, MOST_CLIENTS);
    const picks = facilityLocation(space, { count, first, clients, neighbours: NEIGHBOURS });
    return picks.flatMap((at) => ids[at] ?? []);
  };
};

/**
 * The greedy choice for which nobody is far from the nearest chosen one: what is like nothing yet comes first, from
 * a start by seed. Domains and lengths have no say.
 * Source: Gonzalez 1985; for subsets of data, Sener and Savarese 2018 (arXiv:1708.00489).
 */
export const kCenterSampler: Sampler = (rows, _config, want) => {
  const { ids, space, first } = placed(rows, want);
  return (seed) => {
    const start = drawn(ids, seed, 1)[0] ?? 0;
    const count = want.count - first.length;
    return kCenter(space, { count, first, start }).flatMap((at) => ids[at] ?? []);
  };
};

/** Ids in their order, with the space over them and the places of those that stand before all draws. */
function placed(
  rows: Sequence<DrawRow>,
  { first = [], spaceOf }: Want,
): { ids: string[]; space: VectorSpace; first: number[] } {
  const ids = rows.map(({ id }) => id).sort(compare);
  const at = new Map(ids.map((id, i) => [id, i]));
  const space = spaceOf?.(ids) ?? { size: ids.length, similarities: (_of, out) => void out.fill(0) };
  return { ids, space, first: first.flatMap((id) => at.get(id) ?? []) };
}

/** Places of `count` ids that hang on seed and id alone, in the order of the ids. */
function drawn(ids: readonly string[], seed: number, count: number): number[] {
  const keyed = ids.map((id, at) => ({ at, order: keyedOrder(seed, id) }));
  keyed.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.at - b.at));
  return keyed
    .slice(0, count)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
}
