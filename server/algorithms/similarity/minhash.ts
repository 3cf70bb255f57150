import { checkThreshold, leastShared } from './join.ts';
import {
  orderedSets,
  type SetTable,
  type SimilarPair,
  setCount,
  sharedCount,
  sizeOf,
  spread,
} from './sets.ts';

export interface MinHashOptions {
  /** Least Jaccard similarity of a pair, above 0 to 1. */
  threshold: number;
  bands?: number;
  rows?: number;
  /** Sets in one bucket that are compared with each other at most: of a fuller one, each with so many before it. */
  longest?: number;
}

/**
 * Pairs of sets whose Jaccard similarity is at least the threshold, found by MinHash signatures in bands and
 * verified: no pair is false, some are missed. A pair of similarity s is found with probability
 * 1 - (1 - s^rows)^bands: with 14 bands of 9, 0.44 for s = 0.7, 0.88 for 0.8, 0.999 for 0.9.
 * Source: Broder 1997; Indyk and Motwani 1998.
 * Differs: each hash function is one multiplication and one mixing of the element; the pairs are verified.
 */
export function minHashJoin(
  table: SetTable,
  { threshold, bands = 14, rows = 9, longest = Number.POSITIVE_INFINITY }: MinHashOptions,
): SimilarPair[] {
  checkThreshold(threshold);
  const sets = orderedSets(table);
  const signature = signer(bands * rows);
  const buckets = Array.from({ length: bands }, () => new Map<number, number[]>());
  const pairs: SimilarPair[] = [];
  const compared = new Int32Array(setCount(table)).fill(-1);
  for (let x = 0; x < setCount(table); x++) {
    const size = sizeOf(table, x);
    if (size === 0) continue;
    const minima = signature(table, x);
    for (let band = 0; band < bands; band++) {
      const members = bucketOf(buckets[band]!, bandKey(minima, band * rows, rows));
      const last = Math.max(0, members.length - longest);
      for (let i = members.length - 1; i >= last; i--) {
        const y = members[i]!;
        if (compared[y] === x) continue;
        compared[y] = x;
        const shared = sharedCount(sets, y, x, leastShared(size, sizeOf(table, y), threshold));
        if (shared >= 0) pairs.push({ a: y, b: x, shared });
      }
      members.push(x);
    }
  }
  return pairs.sort((p, q) => p.a - q.a || p.b - q.b);
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

function bucketOf(buckets: Map<number, number[]>, key: number): number[] {
  const there = buckets.get(key);
  if (there !== undefined) return there;
  const members: number[] = [];
  buckets.set(key, members);
  return members;
}
