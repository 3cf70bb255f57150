import type { VectorSpace } from './space.ts';

/**
 * Picks so that the farthest of all is as near as can be to one that is picked: again and again the one that is
 * least like any picked one, which is at most twice the best possible radius (in a metric).
 * Source: Gonzalez 1985, "Clustering to minimize the maximum intercluster distance".
 * Where several are as far, the first by number. Each pick costs one comparison with all.
 * @param first picked already; without any, `start` is the first pick
 * @returns the picks behind `first`, in their order; at most so many as there are
 */
export function kCenter(
  space: VectorSpace,
  { count, first, start }: { count: number; first: readonly number[]; start: number },
): number[] {
  const nearest = new Float32Array(space.size).fill(-2); // the cosine with the most similar pick
  const own = new Float32Array(space.size);
  const pick = (one: number): void => {
    space.similarities(one, own);
    for (let i = 0; i < nearest.length; i++) if (own[i]! > nearest[i]!) nearest[i] = own[i]!;
    nearest[one] = 3; // never again
  };
  for (const one of first) pick(one);
  const picks: number[] = [];
  while (picks.length < count && first.length + picks.length < space.size) {
    const next = first.length + picks.length === 0 ? start : leastOf(nearest);
    picks.push(next);
    pick(next);
  }
  return picks;
}

/** The place of the smallest value, the first of several. */
function leastOf(values: Float32Array): number {
  let at = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! < values[at]!) at = i;
  return at;
}
