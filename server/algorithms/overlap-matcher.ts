import { findEntry, mayHold } from './key-table.ts';
import { eachNgram, NormalText } from './normal-text.ts';
import type { OverlapIndexData } from './overlap-index.ts';
import { type Match, matchesOf } from './overlap-match.ts';
import type { FingerprintTable, NgramTable } from './overlap-tables.ts';
import { sliceHasher } from './sha256-lanes.ts';

/**
 * Finds what a text shares with the indexed items: every item that has at least one n-gram in common,
 * the closest first. A text shorter than the window matches nothing. Where the hash of an indexed text
 * agrees the words are compared; of a fingerprint item 64 bits of SHA-256 are all there is, so there a
 * match can be false, with a chance of n-grams looked at x fingerprints x 2^-64.
 * The function that comes back keeps buffers: one for each thread. A text without a hit costs one pass.
 */
export function overlapMatcher(index: OverlapIndexData): (text: string) => Match[] {
  const { texts, fingerprints, window } = index;
  const text = new NormalText();
  const hits: number[] = [];
  const findNgrams = ngramFinder(texts, window, text, hits);
  const findFingerprints = fingerprintFinder(fingerprints, window, text, hits, texts.keys.length);
  return (original) => {
    hits.length = 0;
    text.read(original);
    findNgrams();
    findFingerprints();
    return hits.length === 0 ? [] : matchesOf(index, original, hits);
  };
}

/**
 * Looks for n-grams of indexed texts: rolling hash, bitmap, table, and then the words themselves.
 * @param hits gets pairs: number of the n-gram, its first word in the text
 */
function ngramFinder(texts: NgramTable, window: number, text: NormalText, hits: number[]): () => void {
  let at = 0;
  const sameWords = (entry: number): boolean => {
    const start = texts.starts[entry]!;
    const from = text.starts[at]!;
    const length = texts.ends[entry]! - start;
    if (text.ends[at + window - 1]! - from !== length) return false;
    for (let i = 0; i < length; i++) if (texts.bytes[start + i] !== text.bytes[from + i]) return false;
    return true;
  };
  const visit = (hash: number, word: number): void => {
    if (!mayHold(texts, hash)) return;
    at = word;
    const entry = findEntry(texts, hash, sameWords);
    if (entry >= 0) hits.push(entry, word);
  };
  return () => {
    if (texts.keys.length > 0) eachNgram(text, window, visit);
  };
}

/**
 * Looks for fingerprints: a SHA-256 for every n-gram, as nothing cheaper can be compared with them.
 * @param first number of the first fingerprint among the hits
 */
function fingerprintFinder(
  fingerprints: FingerprintTable,
  window: number,
  text: NormalText,
  hits: number[],
  first: number,
): () => void {
  if (fingerprints.keys.length === 0) return () => {};
  const hasher = sliceHasher();
  const { high, low } = hasher;
  let at = 0;
  const sameLow = (entry: number): boolean => fingerprints.low[entry] === low[at];
  return () => {
    const ngrams = text.count - window + 1;
    const ends = text.ends.subarray(window - 1);
    for (let from = 0; from < ngrams; ) {
      const hashed = hasher.hash(text.bytes, text.starts, ends, from, ngrams);
      for (at = 0; at < hashed; at++) {
        if (!mayHold(fingerprints, high[at]!)) continue;
        const entry = findEntry(fingerprints, high[at]!, sameLow);
        if (entry >= 0) hits.push(first + entry, from + at);
      }
      from += hashed;
    }
  };
}
