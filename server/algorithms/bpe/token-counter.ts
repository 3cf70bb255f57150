import { CountCache, LONGEST_KEY } from './count-cache.ts';
import { mergeCounter } from './merge.ts';
import { normalise } from './normalise.ts';
import { preTokenEnd } from './pre-tokens.ts';
import {
  type BpeTable,
  HASH_START,
  hashBytes,
  hashEnd,
  isWord,
  LONGEST_WORD,
  nextHash,
  openTable,
} from './table.ts';

/** Counts tokens; exact. Keeps buffers and a cache: one for each thread. */
export interface TokenCounter {
  /** Tokens of a text without special tokens around it; half a surrogate pair counts as U+FFFD. */
  count(text: string): number;
}

/** Texts of up to so many UTF-16 units share one buffer; longer ones get theirs for the one text. */
const KEPT_UNITS = 1 << 18;

const encoder = new TextEncoder();

/**
 * Counts as Hugging Face `tokenizers` does with `addSpecialTokens: false` for a byte-level BPE of Qwen2's
 * kind: added tokens split off first, then normalisation form C, Qwen2's pre-tokens, BPE of each.
 * @param buffer the table written by `scripts/tokenizer-table.mjs`; a SharedArrayBuffer serves many threads
 * @throws WinnowError `failed` where the table can not be read
 */
export function createTokenCounter(buffer: ArrayBuffer | SharedArrayBuffer): TokenCounter {
  const table = openTable(buffer);
  const kept = new Uint8Array(3 * KEPT_UNITS);
  const addedTokens = anyOf(table.addedTokens);
  const countOf = preTokenCounter(table);

  const countPlain = (text: string): number => {
    const scratch = text.length <= KEPT_UNITS ? kept : new Uint8Array(3 * text.length);
    const { written: end } = encoder.encodeInto(text, scratch);
    if (end !== text.length) {
      const normal = normalise(text); // ASCII is its own normal form
      if (normal !== text) return countBytes(encoder.encode(normal));
    }
    return countBytes(scratch, end);
  };
  const countBytes = (bytes: Uint8Array, end = bytes.length): number => {
    let count = 0;
    for (let from = 0; from < end; ) {
      // Plain words are most of any text: they are hashed as they are read.
      let to = bytes[from] === BLANK ? from + 1 : from;
      let hash = to === from ? HASH_START : BLANK_HASH;
      const start = to;
      while (to < end && IS_PLAIN_LETTER[bytes[to]!] === 1) hash = nextHash(hash, bytes[to++]!);
      const isPlain = to > start && (to === end || bytes[to]! < 0x80); // else the word may go on
      if (!isPlain) to = preTokenEnd(bytes, from, end);
      if (to - from === 1) count++;
      else count += countOf(isPlain ? hashEnd(hash) : hashBytes(bytes, from, to), bytes, from, to);
      from = to;
    }
    return count;
  };
  return {
    count(text) {
      const parts = text.split(addedTokens);
      return parts.reduce((count, part) => count + countPlain(part), parts.length - 1);
    },
  };
}

const BLANK = 0x20;
const BLANK_HASH = nextHash(HASH_START, BLANK);
const IS_PLAIN_LETTER = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) ? 1 : 0,
);

/** Matches any of the names, the longest of those that start at one place. */
function anyOf(names: readonly string[]): RegExp {
  const longestFirst = names.filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const literals = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(literals.length === 0 ? '(?!)' : literals.join('|'), 'u');
}

/** Tokens of one pre-token, whose hash is handed in: known words are one, then the cache, then the merges. */
function preTokenCounter(
  table: BpeTable,
): (hash: number, bytes: Uint8Array, from: number, to: number) => number {
  const cache = new CountCache();
  const countMerges = mergeCounter(table);
  return (hash, bytes, from, to) => {
    if (to - from > LONGEST_WORD) return countMerges(bytes, from, to);
    if (isWord(table, hash, bytes, from, to)) return 1;
    if (to - from > LONGEST_KEY) return countMerges(bytes, from, to);
    const known = cache.get(hash, bytes, from, to);
    if (known > 0) return known;
    const count = countMerges(bytes, from, to);
    cache.set(hash, bytes, from, to, count);
    return count;
  };
}
