import type { Sparse } from '../vectors/tf-idf.ts';

/** For each row its nearest ones, `count` each, the nearest first, and how far they are (1 - cosine). */
export interface Neighbours {
  count: number;
  /** A row that shares nothing with so many names itself, or its last one, again. */
  others: Uint32Array;
  distances: Float32Array;
}

/**
 * Looks for the rows that are most similar to one: exactly, by adding up what rows share, feature by feature. Of
 * equally similar ones the first by number.
 * @param postings of the rows that are looked among
 * @param size how many these are
 */
export function neighbourFinder(postings: Sparse, size: number, count: number) {
  const scores = new Float64Array(size);
  const touched = new Uint32Array(size);
  const best = new Float64Array(count);
  const who = new Uint32Array(count);

  /** Puts one among the best, which are kept in order. @returns how many there are then */
  const offer = (other: number, similar: number, found: number): number => {
    let at = found < count ? found : count - 1;
    for (; at > 0 && isBefore(other, similar, who[at - 1]!, best[at - 1]!); at--) {
      best[at] = best[at - 1]!;
      who[at] = who[at - 1]!;
    }
    best[at] = similar;
    who[at] = other;
    return found < count ? found + 1 : count;
  };

  const addUp = ({ starts, features, weights }: Sparse, row: number): number => {
    let met = 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const weight = weights[at]!;
      const end = postings.starts[features[at]! + 1]!;
      for (let p = postings.starts[features[at]!]!; p < end; p++) {
        const other = postings.features[p]!;
        if (scores[other] === 0) touched[met++] = other;
        scores[other]! += weight * postings.weights[p]!;
      }
    }
    return met;
  };

  return {
    /**
     * @param self which of those that are looked among it is; it is left out (-1: none)
     * @param write hears of each one found, the nearest first
     */
    find(
      rows: Sparse,
      row: number,
      self: number,
      write: (i: number, other: number, distance: number) => void,
    ): void {
      const met = addUp(rows, row);
      let found = 0;
      for (let t = 0; t < met; t++) {
        const other = touched[t]!;
        const similar = scores[other]!;
        scores[other] = 0;
        if (other === self) continue;
        if (found < count || isBefore(other, similar, who[count - 1]!, best[count - 1]!))
          found = offer(other, similar, found);
      }
      for (let i = 0; i < found; i++) write(i, who[i]!, Math.max(0, 1 - best[i]!));
    },
  };
}

const isBefore = (a: number, similarA: number, b: number, similarB: number): boolean =>
  similarA > similarB || (similarA === similarB && a < b);

/** The nearest others of every row. */
export function* nearestOthers(
  rows: Sparse,
  postings: Sparse,
  count: number,
): Generator<{ done: number; total: number }, Neighbours> {
  const size = rows.starts.length - 1;
  const found: Neighbours = {
    count,
    others: new Uint32Array(size * count),
    distances: new Float32Array(size * count).fill(1),
  };
  const finder = neighbourFinder(postings, size, count);
  for (let row = 0; row < size; row++) {
    const from = row * count;
    let last = row;
    let known = 0;
    finder.find(rows, row, row, (i, other, distance) => {
      found.others[from + i] = other;
      found.distances[from + i] = distance;
      last = other;
      known = i + 1;
    });
    found.others.fill(last, from + known, from + count);
    if (row % 2048 === 2047) yield { done: row + 1, total: size };
  }
  return found;
}
