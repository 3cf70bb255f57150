import { naturalLog } from '../logarithm.ts';
import { BUCKETS } from './features.ts';

/** Rows of sparse vectors: row i holds features[starts[i], starts[i + 1]) with their weights. */
export interface Sparse {
  starts: Uint32Array;
  features: Uint32Array;
  weights: Float32Array;
}

/** A word of more than this share of the texts tells nothing apart. Source: ours. */
const COMMON = 0.05;

/** But words of so few texts always count. */
const ALWAYS = 100;

/**
 * The TF-IDF vectors of texts over hashed words: weight (1 + ln tf) ln((n + 1) / df), each of length 1.
 * Source: Salton and Buckley 1988 (term weighting, ltc), feature hashing after Weinberger et al. 2009.
 * Differs: words of more than a twentieth of the texts (and of more than 100) weigh nothing.
 * @param texts the words of each, as `hashedWords` gives them
 * @returns the rows, and in how many texts each word stands
 */
export function tfIdf(texts: Iterable<Uint32Array>): { rows: Sparse; frequency: Uint32Array } {
  const { rows, frequency } = countWords(texts);
  weigh(rows, frequency, rows.starts.length - 1);
  return { rows, frequency };
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

/** For each word the rows that hold it, where more than one does and it weighs something; features are rows here. */
export function postingsOf({ starts, features, weights }: Sparse, frequency: Uint32Array): Sparse {
  const size = starts.length - 1;
  const isShared = (word: number): boolean => frequency[word]! > 1 && !isCommon(frequency[word]!, size);
  const ends = new Uint32Array(BUCKETS + 1);
  let total = 0;
  for (let word = 0; word < BUCKETS; word++) {
    ends[word] = total;
    if (isShared(word)) total += frequency[word]!;
  }
  ends[BUCKETS] = total;
  const rows = new Uint32Array(total);
  const own = new Float32Array(total);
  const next = ends.slice(0, BUCKETS);
  for (let row = 0; row < size; row++) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const word = features[at]!;
      if (!isShared(word)) continue;
      const to = next[word]!++;
      rows[to] = row;
      own[to] = weights[at]!;
    }
  }
  return { starts: ends, features: rows, weights: own };
}
