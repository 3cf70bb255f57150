import { UnionFind } from '../../algorithms/similarity/union-find.ts';
import type { DuplicateEdge } from './pairs.ts';

type Linked = Pick<DuplicateEdge, 'a' | 'b'>;

/** A question that stays, and those that are it once more. By their places. */
export interface Cluster {
  kept: number;
  dropped: number[];
}

/**
 * Puts duplicates into groups of one that stays and others that are the same question: of what hangs together,
 * one is chosen to stay, and whoever is the same as it by itself goes with it; the rest, which hangs on by way of
 * others, is grouped anew. So no text is dropped for one that it does not resemble, and of two that are the same
 * at most one stays.
 * @param count number of questions
 * @param choose which of some places stays
 * @param isSame whether two places are the same question, looked at by themselves
 */
export function clustersOf(
  count: number,
  edges: readonly Linked[],
  choose: (members: readonly number[]) => number,
  isSame: (a: number, b: number) => boolean,
): Cluster[] {
  const clusters: Cluster[] = [];
  let left = edges;
  while (left.length > 0) {
    const settled = new Set<number>();
    for (const members of components(count, left)) {
      const kept = choose(members);
      const dropped = members.filter((place) => place !== kept && isSame(kept, place));
      if (dropped.length > 0) clusters.push({ kept, dropped });
      settled.add(kept);
      for (const place of dropped) settled.add(place);
    }
    left = left.filter(({ a, b }) => !settled.has(a) && !settled.has(b));
  }
  return clusters.sort((x, y) => x.kept - y.kept);
}

/** Places that hang together, ascending, of those that an edge has: groups in the order of their first places. */
export function components(count: number, edges: Iterable<Linked>): number[][] {
  const together = new UnionFind(count);
  const isLinked = new Uint8Array(count);
  for (const { a, b } of edges) {
    together.unite(a, b);
    isLinked[a] = 1;
    isLinked[b] = 1;
  }
  const groups: number[][] = [];
  const groupAt = new Int32Array(count); // by its name, the first of its places
  for (let place = 0; place < count; place++) {
    if (isLinked[place] === 0) continue;
    const name = together.find(place);
    if (name === place) groupAt[name] = groups.push([place]) - 1;
    else groups[groupAt[name]!]!.push(place);
  }
  return groups;
}
