import type { VectorSpace } from './space.ts';
import { postingsOf, type Sparse, tfIdf } from './tf-idf.ts';

/**
 * Texts by the cosine of their TF-IDF vectors (`tfIdf`). Kept as rows and as postings by word, so that comparing one
 * text with all others costs as much as they share. Words of a single text count for its length alone, since nobody
 * shares them.
 * Memory: 16 bytes for each different word of each text, and 16 MB.
 * @param texts the words of each, as `hashedWords` gives them
 */
export function textSpace(texts: Iterable<Uint32Array>): VectorSpace {
  const { rows, frequency } = tfIdf(texts);
  return sparseSpace(rows, postingsOf(rows, frequency));
}

function sparseSpace(rows: Sparse, postings: Sparse): VectorSpace {
  const size = rows.starts.length - 1;
  return {
    size,
    similarities(of, out) {
      out.fill(0, 0, size);
      const end = rows.starts[of + 1]!;
      for (let at = rows.starts[of]!; at < end; at++) {
        const weight = rows.weights[at]!;
        const word = rows.features[at]!;
        const last = postings.starts[word + 1]!;
        for (let p = postings.starts[word]!; p < last; p++)
          out[postings.features[p]!]! += weight * postings.weights[p]!;
      }
      if (end > rows.starts[of]!) out[of] = 1;
    },
  };
}
