import { buildKeyTable, type KeyTable } from '../key-table.ts';
import { mixed } from '../normal-text.ts';
import { FoldedText, KIND } from './folded-text.ts';

/** A text of a protected set. */
export interface ProtectedText {
  set: string;
  id: string;
  text: string;
}

/**
 * The protected texts as tokens, each with its weight, in plain objects and typed arrays, so that workers can be
 * handed them. Token t of item k is `tokens[i]`, i from `itemStarts[k]` to `itemStarts[k + 1]`.
 */
export interface ContainmentIndexData {
  sets: string[];
  ids: string[];
  itemStarts: Uint32Array;
  tokens: Uint32Array;
  /** Bits that a token is worth; 0 within an exempted phrase. */
  weights: Float32Array;
  kinds: Uint8Array;
  /** Sums over each item: of all tokens, and of numbers, signs and commands alone. */
  total: Float32Array;
  critical: Float32Array;
  /** From the hash of a token to its number. */
  table: KeyTable;
  /** How many tokens there are, over all items. */
  distinct: number;
  /** From three tokens in a row to the items that have them: posts[postStarts[g], postStarts[g + 1]). */
  trigrams: KeyTable;
  postStarts: Uint32Array;
  posts: Uint32Array;
  /** Trigrams of each item, without those that many items have. */
  telling: Uint32Array;
}

/** Items that may share a trigram by which they are looked for; one that more have is boilerplate. */
const SHARED_BY = 24;
/** Bits of a token: at least something, and no more for one that stands once than for one that stands thrice. */
const BITS = { least: 0.25, most: 12 };

/** The distinct tokens of the protected texts, as hashes: what a pool is to be counted for. */
export function protectedTokens(items: readonly { text: string }[]): Int32Array {
  const folded = new FoldedText();
  const all = new Set<number>();
  for (const { text } of items) {
    folded.read([text]);
    for (let i = 0; i < folded.count; i++) all.add(folded.hashes[i]!);
  }
  return Int32Array.from(all).sort();
}

/** How many of `texts` texts have each of some tokens. */
export interface Rarity {
  texts: number;
  /** Hashes of the tokens, and in how many texts each stands. */
  tokens: Int32Array;
  counts: Uint32Array;
}

/**
 * Indexes protected texts. A token is worth its information, log2 of (texts + 1) / (texts that have it + 1)
 * (Spärck Jones 1972), in half bits, so that a few texts more or less change nothing.
 * @param exempt phrases that are worth nothing, wherever they stand
 */
export function buildContainmentIndex(
  items: readonly ProtectedText[],
  rarity: Rarity,
  exempt: readonly string[] = [],
): ContainmentIndexData {
  const sorted = [...items].sort((a, b) => order(a.set, b.set) || order(a.id, b.id));
  const numbers = new Map<number, number>([...rarity.tokens].map((hash, i) => [hash, i]));
  const bits = Float32Array.from(rarity.counts, (count) => bitsOf(count, rarity.texts));
  const phrases = exempt.map(tokensOf).filter((phrase) => phrase.length > 0);
  const folded = new FoldedText();
  const parts = sorted.map(({ text }) => {
    folded.read([text]);
    const hashes = folded.hashes.slice(0, folded.count);
    const tokens = Uint32Array.from(hashes, (hash) => numbers.get(hash) ?? missing(hash));
    const weights = Float32Array.from(
      tokens,
      (token, i) => (folded.kinds[i] === KIND.letter ? 0.5 : 1) * bits[token]!,
    );
    for (const phrase of phrases) silence(hashes, phrase, weights);
    return { tokens, weights, kinds: folded.kinds.slice(0, folded.count) };
  });
  const critical = parts.map(({ weights, kinds }) =>
    weights.map((weight, i) => (isCritical(kinds[i]!) ? weight : 0)),
  );
  return {
    sets: sorted.map(({ set }) => set),
    ids: sorted.map(({ id }) => id),
    itemStarts: starts(parts.map(({ tokens }) => tokens.length)),
    tokens: joined(
      parts.map(({ tokens }) => tokens),
      (n) => new Uint32Array(n),
    ),
    weights: joined(
      parts.map(({ weights }) => weights),
      (n) => new Float32Array(n),
    ),
    kinds: joined(
      parts.map(({ kinds }) => kinds),
      (n) => new Uint8Array(n),
    ),
    total: Float32Array.from(parts, ({ weights }) => sum(weights)),
    critical: Float32Array.from(critical, sum),
    table: buildKeyTable(Uint32Array.from(rarity.tokens)),
    distinct: bits.length,
    ...trigramsOf(parts),
  };
}

/** Numbers, signs and names of functions: what makes another problem of a text when it is changed. */
export const isCritical = (kind: number): boolean =>
  kind === KIND.number || kind === KIND.sign || kind === KIND.command;

/** Of few texts even a rare word tells little: there the scale is stretched to the same end. */
function bitsOf(count: number, texts: number): number {
  const top = Math.log2((texts + 1) / 2);
  if (top <= 1) return BITS.most / 2;
  const bits = Math.log2((texts + 1) / (count + 1)) * Math.max(1, BITS.most / top);
  return Math.min(BITS.most, Math.max(BITS.least, Math.round(2 * bits) / 2));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sum = (all: Float32Array): number => all.reduce((total, one) => total + one, 0);

function missing(hash: number): never {
  throw new RangeError(`the token ${hash} was not counted`);
}

function tokensOf(text: string): Int32Array {
  const folded = new FoldedText();
  folded.read([text]);
  return folded.hashes.slice(0, folded.count);
}

/** Takes the weight of every place where a phrase stands. */
function silence(hashes: Int32Array, phrase: Int32Array, weights: Float32Array): void {
  for (let i = 0; i + phrase.length <= hashes.length; i++) {
    if (phrase.every((hash, k) => hashes[i + k] === hash)) weights.fill(0, i, i + phrase.length);
  }
}

function starts(lengths: readonly number[]): Uint32Array {
  const all = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    all[i + 1] = all[i]! + length;
  });
  return all;
}

function joined<A extends Uint32Array | Float32Array | Uint8Array>(
  arrays: readonly A[],
  make: (n: number) => A,
): A {
  const all = make(arrays.reduce((length, array) => length + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

/** Trigrams of the items, turned round: from a trigram to the items. What is exempted has none. */
function trigramsOf(parts: readonly { tokens: Uint32Array; weights: Float32Array }[]) {
  const lists = new Map<number, Set<number>>();
  parts.forEach(({ tokens, weights }, item) => {
    for (let i = 2; i < tokens.length; i++) {
      if (weights[i] === 0 && weights[i - 1] === 0 && weights[i - 2] === 0) continue;
      const key = trigramKey(tokens[i - 2]!, tokens[i - 1]!, tokens[i]!);
      const list = lists.get(key);
      if (list === undefined) lists.set(key, new Set([item]));
      else list.add(item);
    }
  });
  const kept = [...lists].filter(([, items]) => items.size <= SHARED_BY);
  const telling = new Uint32Array(parts.length);
  for (const [, items] of kept) for (const item of items) telling[item] = telling[item]! + 1;
  return {
    trigrams: buildKeyTable(Uint32Array.from(kept, ([key]) => key)),
    postStarts: starts(kept.map(([, items]) => items.size)),
    posts: Uint32Array.from(kept.flatMap(([, items]) => [...items])),
    telling,
  };
}

/** A hash of three tokens in a row. */
export function trigramKey(a: number, b: number, c: number): number {
  return mixed((Math.imul(Math.imul(a, BASE) + b, BASE) + c) | 0) >>> 0;
}

const BASE = 0x2c1b3c6d;
