import { asciiEnd } from './ascii-tokens.ts';
import { CountCache, LONGEST_KEY } from './count-cache.ts';
import { mergeCounter } from './merge.ts';
import { normalise } from './normalise.ts';
import { preTokenEnd } from './pre-tokens.ts';
import { SHORT, ShortTokens } from './short-tokens.ts';
import { type BpeTable, hashBytes, isWord, LONGEST_WORD, openTable } from './table.ts';

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
  const firsts = [...new Set(table.addedTokens.flatMap((name) => (name === '' ? [] : name.charAt(0))))];
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
  const short = new ShortTokens();
  const countBytes = (bytes: Uint8Array, end = bytes.length): number => {
    let count = 0;
    for (let from = 0; from < end; ) {
      const quick = asciiEnd(bytes, from, end);
      const to = quick > 0 ? quick : preTokenEnd(bytes, from, end);
      if (to - from === 1) count++;
      else if (quick === 0 || to - from > SHORT) count += countOf(bytes, from, to);
      else {
        let [first, second] = [0, 0];
        const middle = Math.min(from + 4, to);
        for (let i = from; i < middle; i++) first = (first << 8) | bytes[i]!;
        for (let i = middle; i < to; i++) second = (second << 8) | bytes[i]!;
        const known = short.get(first, second);
        const own = known > 0 ? known : countOf(bytes, from, to);
        if (known === 0) short.set(first, second, own);
        count += own;
      }
      from = to;
    }
    return count;
  };
  return {
    count(text) {
      if (!firsts.some((first) => text.includes(first))) return countPlain(text); // nearly every text
      const parts = text.split(addedTokens);
      return parts.reduce((count, part) => count + countPlain(part), parts.length - 1);
    },
  };
}

/** Matches any of the names, the longest of those that start at one place. */
function anyOf(names: readonly string[]): RegExp {
  const longestFirst = names.filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const literals = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(literals.length === 0 ? '(?!)' : literals.join('|'), 'u');
}

/** Tokens of one pre-token: known words are one, then the cache, then the merges. */
function preTokenCounter(table: BpeTable): (bytes: Uint8Array, from: number, to: number) => number {
  const cache = new CountCache();
  const countMerges = mergeCounter(table);
  return (bytes, from, to) => {
    if (to - from > LONGEST_WORD) return countMerges(bytes, from, to);
    const hash = hashBytes(bytes, from, to);
    if (isWord(table, hash, bytes, from, to)) return 1;
    if (to - from > LONGEST_KEY) return countMerges(bytes, from, to);
    const known = cache.get(hash, bytes, from, to);
    if (known > 0) return known;
    const count = countMerges(bytes, from, to);
    cache.set(hash, bytes, from, to, count);
    return count;
  };
}
