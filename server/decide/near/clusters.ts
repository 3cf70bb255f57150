import { UnionFind } from '../../algorithms/similarity/union-find.ts';
import type { DuplicateEdge } from './equal-texts.ts';

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

/** Places that hang together, ascending, of those that an edge has. */
export function components(count: number, edges: readonly Linked[]): number[][] {
  const groups = new UnionFind(count);
  for (const { a, b } of edges) groups.unite(a, b);
  const members = new Map<number, Set<number>>();
  for (const place of edges.flatMap(({ a, b }) => [a, b])) {
    const name = groups.find(place);
    const group = members.get(name) ?? new Set();
    members.set(name, group.add(place));
  }
  return [...members.values()].map((group) => [...group].sort((x, y) => x - y));
}
