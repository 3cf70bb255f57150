import { bySize } from './join.ts';
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
  return containmentOrdered(orderedSets(table), options).all();
}

/** As `containmentJoin`, where the sets are ordered already, in flat arrays. */
export function containmentOrdered(
  sets: OrderedSets,
  { threshold, ratio, least, longest = Number.POSITIVE_INFINITY }: ContainmentOptions,
): PairList {
  const { starts, ordered, sizes } = sets;
  const frequent = heldByMore(longest);
  const postings = new Postings(
    ordered.reduce((count, key) => (key < frequent ? count + 1 : count), 0),
    false,
  );
  const seen = new Int32Array(sizes.length).fill(-1); // the last set that looked at this one
  const pairs = new PairList();
  for (const x of bySize(sizes).reverse()) {
    const size = sizes[x]!;
    const needed = Math.ceil(threshold * size - 1e-9);
    const alone = size - (starts[x + 1]! - starts[x]!); // elements that no other set has come first
    const last = starts[x]! + (size < least ? 0 : Math.max(0, size - needed + 1 - alone));
    let end = starts[x]!;
    while (end < starts[x + 1]! && ordered[end]! < frequent) end++; // the rest is as frequent or more
    for (let at = starts[x]!; at < Math.min(last, end); at++) probe(x, size, elementOf(ordered[at]!), needed);
    for (let at = starts[x]!; at < end; at++) postings.add(elementOf(ordered[at]!), x, 0);
  }
  return pairs.sorted();

  function probe(x: number, size: number, element: number, needed: number): void {
    const { next, elements, sets: holders } = postings;
    for (let at = postings.head(element); at >= 0; at = next[at]!) {
      const y = holders[at]!;
      if (sizes[y]! > size * ratio) break; // the chain goes on with larger ones
      if (elements[at] !== element || seen[y] === x) continue;
      seen[y] = x;
      const shared = sharedCount(sets, x, y, needed);
      if (shared >= 0) pairs.add(x, y, shared);
    }
  }
}
