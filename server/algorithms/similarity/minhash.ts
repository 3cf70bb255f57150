import { Buckets } from './buckets.ts';
import { checkThreshold, leastShared } from './join.ts';
import { PairList } from './pairs.ts';
import {
  type OrderedSets,
  orderedSets,
  type SetTable,
  type SimilarPair,
  setCount,
  sharedCount,
  sizeOf,
  spread,
} from './sets.ts';

/** Bands of a signature, and hash functions of each. */
export interface Bands {
  bands: number;
  rows: number;
}

export interface MinHashOptions extends Partial<Bands> {
  /** Least Jaccard similarity of a pair, above 0 to 1. */
  threshold: number;
  /** Sets of one bucket that one is compared with: so many that came before it. Unlimited where it is not said. */
  longest?: number;
}

/** Hash functions of a signature at most. */
const HASHES = 128;

/** Chance with which a pair that just reaches the threshold is to be found. */
const LEAST_RECALL = 0.95;

/** Chance that a pair of a similarity is found. Source: Indyk and Motwani 1998. */
export const recallOf = ({ bands, rows }: Bands, similarity: number): number =>
  1 - (1 - similarity ** rows) ** bands;

/**
 * The bands with the most rows, thus the fewest pairs looked at in vain, that find a pair of the threshold with a
 * chance of at least 0.95; higher similarities are found more surely still. For 0.6: 32 of 4 (0.988), for 0.7: 25 of 5 (0.990).
 */
export function bandsFor(threshold: number): Bands {
  for (let rows = 16; rows > 1; rows--) {
    const some = { bands: Math.floor(HASHES / rows), rows };
    if (recallOf(some, threshold) >= LEAST_RECALL) return some;
  }
  return { bands: HASHES, rows: 1 };
}

/**
 * Pairs of sets whose Jaccard similarity is at least the threshold, found by MinHash signatures in bands and
 * verified: no pair is false, few are missed (see `bandsFor`). Equal sets are always found, unless their bucket is
 * longer than `longest`. Time grows with the number of sets where `longest` is set, and memory by 8 bytes a set
 * and band.
 * Source: Broder 1997; Indyk and Motwani 1998.
 * Differs: each hash function is one multiplication and one mixing of the element; the pairs are verified.
 * @throws RangeError for a threshold that is not above 0 and at most 1
 */
export function minHashJoin(table: SetTable, options: MinHashOptions): SimilarPair[] {
  checkThreshold(options.threshold);
  return minHashOrdered(table, orderedSets(table), options).all();
}

/** As `minHashJoin`, where the sets are ordered already, in flat arrays. */
export function minHashOrdered(
  table: SetTable,
  sets: OrderedSets,
  { threshold, longest = Number.POSITIVE_INFINITY, ...asked }: MinHashOptions,
): PairList {
  const { bands, rows } = { ...bandsFor(threshold), ...asked };
  const count = setCount(table);
  const keys = signatures(table, { bands, rows });
  const buckets = Array.from({ length: bands }, () => new Uint32Array(count)); // place of each set in its bucket
  const pairs = new PairList();
  for (let band = 0; band < bands; band++) {
    const members = new Buckets(count);
    const places = buckets[band]!;
    for (let x = 0; x < count; x++) {
      if (sizeOf(table, x) === 0) continue;
      let y = members.add(x, keys[band]![x]!);
      places[x] = y < 0 ? 0 : places[y]! + 1;
      for (let left = longest; y >= 0 && left > 0; left--) {
        if (!wasCompared(band, x, y)) compare(x, y);
        y = members.before(y);
      }
    }
  }
  return pairs.sorted();

  /** Whether an earlier band compared the two. */
  function wasCompared(band: number, x: number, y: number): boolean {
    for (let i = 0; i < band; i++) {
      if (keys[i]![x] === keys[i]![y] && buckets[i]![x]! - buckets[i]![y]! <= longest) return true;
    }
    return false;
  }

  function compare(x: number, y: number): void {
    const shared = sharedCount(sets, y, x, leastShared(sizeOf(table, x), sizeOf(table, y), threshold));
    if (shared >= 0) pairs.add(x, y, shared);
  }
}

/** For each band, a key of each set: equal where the smallest values of its hash functions are. */
export function signatures(table: SetTable, { bands, rows }: Bands): Uint32Array[] {
  const keys = Array.from({ length: bands }, () => new Uint32Array(setCount(table)));
  const signature = signer(bands * rows);
  for (let x = 0; x < setCount(table); x++) {
    const minima = signature(table, x);
    for (let band = 0; band < bands; band++) keys[band]![x] = bandKey(minima, band * rows, rows);
  }
  return keys;
}

/** The smallest value of each hash function over the elements of a set; the array is used again. */
function signer(count: number): (table: SetTable, set: number) => Uint32Array {
  const minima = new Uint32Array(count);
  const multipliers = Int32Array.from({ length: count }, (_, i) => spread(Math.imul(i + 1, 0x9e3779b1)) | 1);
  return ({ offsets, elements }, set) => {
    minima.fill(0xffffffff);
    for (let at = offsets[set]!; at < offsets[set + 1]!; at++) {
      const element = spread(elements[at]!);
      for (let i = 0; i < count; i++) {
        const product = Math.imul(element + i, multipliers[i]!);
        const value = (product ^ (product >>> 15)) >>> 0;
        if (value < minima[i]!) minima[i] = value;
      }
    }
    return minima;
  };
}

function bandKey(minima: Uint32Array, from: number, rows: number): number {
  let key = 0;
  for (let i = from; i < from + rows; i++) key = Math.imul(spread(key ^ minima[i]!), 0xc2b2ae35);
  return key;
}
