import { naturalLog } from '../logarithm.ts';
import { BUCKETS } from './features.ts';
import type { VectorSpace } from './space.ts';

/** Rows of sparse vectors: row i holds features[starts[i], starts[i + 1]) with their weights. */
interface Sparse {
  starts: Uint32Array;
  features: Uint32Array;
  weights: Float32Array;
}

/** A word of more than this share of the texts tells nothing apart. Source: ours. */
const COMMON = 0.05;

/** But words of so few texts always count. */
const ALWAYS = 100;

/**
 * Texts by the cosine of their TF-IDF vectors over hashed words: weight (1 + ln tf) ln((n + 1) / df), vectors of
 * length 1. Kept as rows and as postings by word, so that comparing one text with all others costs as much as they
 * share.
 * Source: Salton and Buckley 1988 (term weighting, ltc), feature hashing after Weinberger et al. 2009.
 * Differs: words of more than a twentieth of the texts (and of more than 100) are left out; those of a single text
 * count for its length alone, since nobody shares them.
 * Memory: 16 bytes for each different word of each text, and 16 MB.
 * @param texts the words of each, as `hashedWords` gives them
 */
export function textSpace(texts: Iterable<Uint32Array>): VectorSpace {
  const { rows, frequency } = countWords(texts);
  const size = rows.starts.length - 1;
  weigh(rows, frequency, size);
  return sparseSpace(rows, postingsOf(rows, frequency, size));
}

/** The words of every text, each once, with how often it stands there as its weight; and in how many texts. */
function countWords(texts: Iterable<Uint32Array>): { rows: Sparse; frequency: Uint32Array } {
  const frequency = new Uint32Array(BUCKETS);
  const place = new Uint32Array(BUCKETS); // where the word was put last
  let features = new Uint32Array(2 ** 16);
  let weights = new Float32Array(2 ** 16);
  const starts = [0];
  let end = 0;
  for (const text of texts) {
    const start = end;
    if (features.length < end + text.length) {
      const length = 2 * (end + text.length);
      features = grown(features, new Uint32Array(length));
      weights = grown(weights, new Float32Array(length));
    }
    for (let i = 0; i < text.length; i++) {
      const word = text[i]!;
      const at = place[word]!;
      if (at >= start && at < end && features[at] === word) {
        weights[at]!++;
        continue;
      }
      place[word] = end;
      features[end] = word;
      weights[end] = 1;
      end++;
      frequency[word]!++;
    }
    starts.push(end);
  }
  return { rows: { starts: Uint32Array.from(starts), features, weights }, frequency };
}

function grown<A extends Uint32Array | Float32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

const isCommon = (df: number, size: number): boolean => df > ALWAYS && df > size * COMMON;

/** Turns counts into weights, each row of length 1; what is left out weighs 0. */
function weigh({ starts, features, weights }: Sparse, frequency: Uint32Array, size: number): void {
  const inverse = new Map<number, number>();
  const rarity = (df: number): number => {
    const known = inverse.get(df);
    if (known !== undefined) return known;
    const made = isCommon(df, size) ? 0 : naturalLog((size + 1) / df);
    inverse.set(df, made);
    return made;
  };
  const damped = Float64Array.from({ length: 1024 }, (_, count) => (count < 1 ? 0 : 1 + naturalLog(count)));
  for (let row = 0; row < size; row++) {
    let squares = 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const weight = damped[Math.min(1023, weights[at]!)]! * rarity(frequency[features[at]!]!);
      weights[at] = weight;
      squares += weight * weight;
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) weights[at]! *= scale;
  }
}

/** For each word the rows that hold it, where more than one does and it weighs something. */
function postingsOf({ starts, features, weights }: Sparse, frequency: Uint32Array, size: number): Sparse {
  const ends = new Uint32Array(BUCKETS + 1);
  let total = 0;
  for (let word = 0; word < BUCKETS; word++) {
    ends[word] = total;
    const df = frequency[word]!;
    if (df > 1 && !isCommon(df, size)) total += df;
    else frequency[word] = 0;
  }
  ends[BUCKETS] = total;
  const rows = new Uint32Array(total);
  const own = new Float32Array(total);
  const next = ends.slice(0, BUCKETS);
  for (let row = 0; row < size; row++) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const word = features[at]!;
      if (frequency[word] === 0) continue;
      const to = next[word]!++;
      rows[to] = row;
      own[to] = weights[at]!;
    }
  }
  return { starts: ends, features: rows, weights: own };
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
