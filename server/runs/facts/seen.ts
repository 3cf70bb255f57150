import type { Outcome } from '../../decide/stage.ts';
import type { SparseOutcomes } from './packing.ts';

/** What a stage saw, by place: undefined where it saw nothing. */
export interface SeenColumn {
  at(place: number): Outcome | undefined;
}

/** @param seen in the order of places; @param count of questions */
export function seenColumn(seen: SparseOutcomes, count: number): SeenColumn {
  const isSeen = new Uint8Array((count >> 3) + 1);
  for (const [place] of seen) isSeen[place >> 3] = isSeen[place >> 3]! | (1 << (place & 7));
  return {
    at(place) {
      if ((isSeen[place >> 3]! & (1 << (place & 7))) === 0) return undefined;
      let low = 0;
      let high = seen.length - 1;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (seen[middle]![0] < place) low = middle + 1;
        else high = middle;
      }
      return seen[low]![1];
    },
  };
}
