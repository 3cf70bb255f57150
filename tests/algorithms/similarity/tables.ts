import type { SetTable, SimilarPair } from '../../../server/algorithms/similarity/sets.ts';

/** A table of sets that are written down as lists; each is made free of repeats. */
export function tableOf(sets: readonly (readonly number[])[]): SetTable {
  const unique = sets.map((set) => [...new Set(set)]);
  const offsets = [0];
  for (const set of unique) offsets.push(offsets.at(-1)! + set.length);
  return { offsets: Uint32Array.from(offsets), elements: Uint32Array.from(unique.flat()) };
}

/** Every pair for which `isWanted(shared, sizeA, sizeB)` holds, by comparing all with all. */
export function bruteForce(
  sets: readonly (readonly number[])[],
  isWanted: (shared: number, sizeA: number, sizeB: number) => boolean,
): SimilarPair[] {
  const unique = sets.map((set) => new Set(set));
  const pairs: SimilarPair[] = [];
  for (let a = 0; a < unique.length; a++) {
    for (let b = a + 1; b < unique.length; b++) {
      const shared = [...unique[a]!].filter((one) => unique[b]!.has(one)).length;
      if (shared > 0 && isWanted(shared, unique[a]!.size, unique[b]!.size)) pairs.push({ a, b, shared });
    }
  }
  return pairs;
}
