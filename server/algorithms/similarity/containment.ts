import { Postings } from './postings.ts';
import {
  elementOf,
  type OrderedSets,
  orderedSets,
  type SetTable,
  type SimilarPair,
  setCount,
  sharedCount,
  sizeOf,
  weightOf,
} from './sets.ts';

export interface ContainmentOptions {
  /** Least share of the smaller set that the larger one holds, above 0 to 1. */
  threshold: number;
  /** The larger set may have at most so many times the elements of the smaller one. */
  ratio: number;
  /** Fewest elements of a set that is looked for in others: of a short one much is held by chance. */
  least: number;
  /** As for the join: an element that more sets hold finds nothing. Unit: sets. */
  longest?: number;
}

/**
 * Every pair of sets of which the larger holds at least the threshold of the smaller, each once, verified: what
 * the Jaccard similarity misses where something long was put before or behind. Found by the rarest elements of
 * the smaller set; complete as the join is.
 * Source: Chaudhuri et al. 2006 (prefix filter), on one side only, since the larger set shows no such prefix.
 */
export function containmentJoin(table: SetTable, options: ContainmentOptions): SimilarPair[] {
  return containmentOrdered(orderedSets(table), table, options);
}

/** As `containmentJoin`, where the sets are ordered already. */
export function containmentOrdered(
  sets: OrderedSets,
  table: SetTable,
  { threshold, ratio, least, longest = Number.POSITIVE_INFINITY }: ContainmentOptions,
): SimilarPair[] {
  const isUseful = (key: number): boolean => weightOf(key) > 1 && weightOf(key) <= longest;
  const postings = new Postings(sets.ordered.reduce((sum, key) => sum + (isUseful(key) ? 1 : 0), 0));
  const seen = new Int32Array(setCount(table)).fill(-1); // the last set that looked at this one
  const pairs: SimilarPair[] = [];
  for (const x of largestFirst(table)) {
    const size = sizeOf(table, x);
    const start = table.offsets[x]!;
    const needed = Math.ceil(threshold * size - 1e-9);
    const prefix = size < least ? 0 : size - needed + 1;
    for (let i = 0; i < size; i++) {
      const key = sets.ordered[start + i]!;
      if (weightOf(key) > longest) break; // the rest is as frequent or more
      if (!isUseful(key)) continue;
      const element = elementOf(key);
      if (i < prefix) probe(x, size, element, needed);
    }
    for (let i = 0; i < size; i++) {
      const key = sets.ordered[start + i]!;
      if (weightOf(key) > longest) break;
      if (isUseful(key)) postings.add(elementOf(key), x, i);
    }
  }
  return pairs.sort((p, q) => p.a - q.a || p.b - q.b);

  function probe(x: number, size: number, element: number, needed: number): void {
    const { next, elements, sets: holders } = postings;
    for (let at = postings.head(element); at >= 0; at = next[at]!) {
      const y = holders[at]!;
      if (sizeOf(table, y) > size * ratio) break; // the chain goes on with larger ones
      if (elements[at] !== element || seen[y] === x) continue;
      seen[y] = x;
      const shared = sharedCount(sets, x, y, needed);
      if (shared >= 0) pairs.push({ a: Math.min(x, y), b: Math.max(x, y), shared });
    }
  }
}

/** Numbers of the sets, largest set first, then by number. */
function largestFirst(table: SetTable): Uint32Array {
  const sizes = Uint32Array.from({ length: setCount(table) }, (_, set) => sizeOf(table, set));
  return Uint32Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
}
