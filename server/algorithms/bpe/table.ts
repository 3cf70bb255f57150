import { WinnowError } from '../../../shared/error.ts';

/**
 * A byte-level BPE vocabulary as `scripts/tokenizer-table.mjs` lays it out: hash tables that are used where
 * they lie, so that loading costs nothing and threads share one copy. Token ids follow the merges: a
 * pair that is merged earlier has the smaller id, so that an id is the rank of its merge too.
 */
export interface BpeTable {
  /** Token of each single byte. */
  byteTokens: Uint32Array;
  /** Two words a slot, see `mergedToken`. */
  pairs: Uint32Array;
  /** Two words a slot, see `isWord`. */
  words: Uint32Array;
  wordBytes: Uint8Array;
  /** Texts that are one token wherever they stand, split off before anything else. */
  addedTokens: string[];
}

const MAGIC = 0x45_50_42_57; // "WBPE" read as a little-endian word
const VERSION = 1;
const HEADER_WORDS = 8;

/** No token: above every id. */
export const NONE = 0x7fff_ffff;

/**
 * Opens a table; nothing is copied but the few added tokens.
 * @throws WinnowError `failed` for anything that is not a whole table of this version and byte order
 */
export function openTable(buffer: ArrayBuffer | SharedArrayBuffer): BpeTable {
  const head = buffer.byteLength < 4 * HEADER_WORDS ? [] : new Uint32Array(buffer, 0, HEADER_WORDS);
  const [magic, version, pairs = 0, words = 0, wordBytes = 0, added = 0] = head;
  const pairsAt = 4 * (HEADER_WORDS + 256);
  const wordsAt = pairsAt + 8 * pairs;
  const bytesAt = wordsAt + 8 * words;
  if (magic !== MAGIC || version !== VERSION || bytesAt + wordBytes + added !== buffer.byteLength) {
    throw new WinnowError(
      'failed',
      'The tokenizer table is damaged or of another version: run "npm run build".',
    );
  }
  const names = new Uint8Array(buffer, bytesAt + wordBytes, added).slice(); // a decoder takes no shared bytes
  return {
    byteTokens: new Uint32Array(buffer, 4 * HEADER_WORDS, 256),
    pairs: new Uint32Array(buffer, pairsAt, 2 * pairs),
    words: new Uint32Array(buffer, wordsAt, 2 * words),
    wordBytes: new Uint8Array(buffer, bytesAt, wordBytes),
    addedTokens: new TextDecoder().decode(names).split('\n'),
  };
}

/**
 * The token that two neighbours merge to, NONE where they do not. A slot: left in 18 bits and the low 14
 * of right; then the high 4 of right and the merged token in 18. An empty slot is 0, 0.
 */
export function mergedToken({ pairs }: BpeTable, left: number, right: number): number {
  const low = (left | (right << 18)) >>> 0;
  const high = right >>> 14;
  const mask = pairs.length - 2;
  for (let slot = pairSlot(left, right) & mask; ; slot = (slot + 2) & mask) {
    const second = pairs[slot + 1]!;
    if (second === 0) return NONE;
    if (pairs[slot] === low && (second & 0xf) === high) return second >>> 4;
  }
}

function pairSlot(left: number, right: number): number {
  const hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
  return (hash ^ (hash >>> 15)) << 1;
}

/** FNV-1a over bytes[from, to), as the table of words uses it. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Words of the table are at most so long. */
export const LONGEST_WORD = 255;

/**
 * Whether bytes[from, to) are a token that the merges arrive at. A slot: hash; offset in 24 bits and
 * length in 8, both of `wordBytes`. An empty slot has length 0.
 */
export function isWord(table: BpeTable, hash: number, bytes: Uint8Array, from: number, to: number): boolean {
  const { words, wordBytes } = table;
  const mask = words.length - 2;
  for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
    const place = words[slot + 1]!;
    if (place === 0) return false;
    if (words[slot] !== hash || (place & 0xff) !== to - from) continue;
    let same = from;
    for (let at = place >>> 8; same < to && bytes[same] === wordBytes[at]; at++) same++;
    if (same === to) return true;
  }
}
