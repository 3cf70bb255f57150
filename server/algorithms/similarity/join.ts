import { PairList } from './pairs.ts';
import { Postings } from './postings.ts';
import {
  elementOf,
  heldByMore,
  type OrderedSets,
  orderedSets,
  type SetTable,
  type SimilarPair,
  sharedCount,
} from './sets.ts';

export interface JoinOptions {
  /** Least Jaccard similarity of a pair, above 0 to 1. */
  threshold: number;
  /**
   * An element that more sets hold finds no pairs: what agrees in boilerplate alone is left out, and the work
   * grows with the number of sets, not with its square. Infinity: every pair. Unit: sets.
   */
  longest?: number;
}

/**
 * Every pair of sets whose Jaccard similarity is at least the threshold, each once, by their numbers; the
 * order of the sets has no say. Complete, and each pair verified; with `longest`, complete for the pairs that
 * share an element which at most so many sets hold (the rarest shared element lies in both prefixes).
 * Method: prefix filter with length and positional filters, elements rarest first.
 * Source: Chaudhuri et al. 2006 (prefix filter); Bayardo et al. 2007 (All-Pairs); Xiao et al. 2008 (PPJoin).
 * Differs: rarity is counted with collisions, which changes the order of work and no result; the true number of
 * holders is never above that count, so a collision may let an element pass for a longer one.
 * @throws RangeError for a threshold that is not above 0 and at most 1
 */
export function similarityJoin(table: SetTable, options: JoinOptions): SimilarPair[] {
  checkThreshold(options.threshold);
  return joinOrdered(orderedSets(table), options).all();
}

export function checkThreshold(threshold: number): void {
  if (!(threshold > 0 && threshold <= 1)) throw new RangeError(`${threshold} is no similarity above 0 to 1`);
}

/** As `similarityJoin`, where the sets are ordered already, in flat arrays. */
export function joinOrdered(
  sets: OrderedSets,
  { threshold, longest = Number.POSITIVE_INFINITY }: JoinOptions,
): PairList {
  const { starts, sizes } = sets;
  const order = bySize(sizes);
  const frequent = heldByMore(longest);
  const postings = new Postings(prefixTotal(sets, threshold));
  const overlaps = new Int32Array(sizes.length); // shared elements seen so far; -1: can not reach the threshold
  const pairs = new PairList();
  const touched: number[] = [];
  for (const x of order) {
    const size = sizes[x]!;
    const start = starts[x]!;
    const alone = size - (starts[x + 1]! - start); // elements that no other set has come first
    const prefix = Math.min(prefixLength(size, threshold), size);
    for (let i = alone; i < prefix; i++) {
      const key = sets.ordered[start + i - alone]!;
      if (key >= frequent) break; // so is the rest
      const element = elementOf(key);
      probe(x, i, size, element);
      postings.add(element, x, i);
    }
    for (const y of touched) {
      if (overlaps[y]! > 0) verify(x, y, size);
      overlaps[y] = 0;
    }
    touched.length = 0;
  }
  return pairs.sorted();

  function probe(x: number, i: number, size: number, element: number): void {
    const { next, elements, sets: holders, positions } = postings;
    for (let at = postings.head(element); at >= 0; at = next[at]!) {
      const y = holders[at]!;
      const other = sizes[y]!;
      if (other < size * threshold - 1e-9) break; // the chain goes on with smaller ones
      if (elements[at] !== element || y === x) continue;
      const seen = overlaps[y]!;
      if (seen < 0) continue;
      const least = leastShared(size, other, threshold);
      const most = seen + 1 + Math.min(size - i - 1, other - positions[at]! - 1);
      if (seen === 0) touched.push(y);
      overlaps[y] = most >= least ? seen + 1 : -1;
    }
  }

  function verify(x: number, y: number, size: number): void {
    const least = leastShared(size, sizes[y]!, threshold);
    const shared = sharedCount(sets, x, y, least);
    if (shared >= 0) pairs.add(x, y, shared);
  }
}

/** Elements that two sets of these sizes must share to reach a Jaccard similarity. */
export const leastShared = (a: number, b: number, threshold: number): number =>
  Math.max(1, Math.ceil((threshold / (1 + threshold)) * (a + b) - 1e-9));

/** Whoever shares `ceil(threshold * size)` elements shares one of the first so many. */
export const prefixLength = (size: number, threshold: number): number =>
  size - Math.ceil(threshold * size - 1e-9) + 1;

/** How many elements of prefixes another set may have. */
function prefixTotal({ starts, sizes }: OrderedSets, threshold: number): number {
  let total = 0;
  sizes.forEach((size, set) => {
    const alone = size - (starts[set + 1]! - starts[set]!);
    total += size === 0 ? 0 : Math.max(0, Math.min(size, prefixLength(size, threshold)) - alone);
  });
  return total;
}

/** Numbers of the sets, smallest set first, then by number: a counting sort. */
export function bySize(sizes: Uint32Array): Uint32Array {
  const ends = new Uint32Array(sizes.reduce((most, size) => Math.max(most, size), 0) + 2);
  for (const size of sizes) ends[size + 1] = ends[size + 1]! + 1;
  for (let size = 1; size < ends.length; size++) ends[size] = ends[size]! + ends[size - 1]!;
  const order = new Uint32Array(sizes.length);
  sizes.forEach((size, set) => {
    order[ends[size]!] = set;
    ends[size] = ends[size]! + 1;
  });
  return order;
}
