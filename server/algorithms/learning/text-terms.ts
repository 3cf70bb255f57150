import { BLANK, DIGIT, KINDS, LETTER, WIDE } from './unit-kinds.ts';

/** How many buckets terms are hashed into: a bucket fits 16 bits. */
export const BUCKETS = 65_536;

/** Plain counts over a text, in this order; see `TextTerms.sizes`. */
export const SIZES = [
  'units',
  'tokens',
  'distinct tokens',
  'words',
  'letters in words',
  'single letters',
  'commands',
  'distinct commands',
  'numbers',
  'long numbers',
  'digits',
  'equals signs',
  'powers',
  'full stops',
  'dollar signs',
  'line ends',
  'opening brackets',
  'signs',
] as const;

// Places of SIZES: an object of them would be looked up millions of times.
const [UNITS, TOKENS, DISTINCT, WORDS, LETTERS, SINGLE] = [0, 1, 2, 3, 4, 5];
const [COMMANDS, DISTINCT_COMMANDS, NUMBERS, LONG_NUMBERS, DIGITS] = [6, 7, 8, 9, 10];
const [LINES, SIGNS] = [15, 17];

/** Which plain count a sign of ASCII adds to, beside `signs`; 0 for none. */
const SIGN_COUNTS = new Uint8Array(128);
for (const [sign, size] of [
  ['=', 11],
  ['^', 12],
  ['.', 13],
  ['$', 14],
  ['(', 16],
  ['[', 16],
  ['{', 16],
] as const)
  SIGN_COUNTS[sign.charCodeAt(0)] = size;

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
const PAIR = 0x9e3779b1;
const GAPPED = 0x85ebca77;
const BACKSLASH = 92;

/** A number of more digits is told by its length alone. */
const EXACT_DIGITS = 2;

/**
 * The terms of a text as a linear model reads them: words, LaTeX commands, numbers and signs, and pairs of
 * neighbours, hashed into buckets (Weinberger et al. 2009, arXiv:0902.2886, without the sign bit), with plain counts.
 * Letters of ASCII are folded to lower case; a character of a script without spaces is a word of its own; a number is
 * its digits up to two of them, else its length, so that 1,024 and 4,096 are alike.
 * One object reads many texts: what it holds is that of the last one.
 */
export class TextTerms {
  /** Buckets of the text in the order of their first appearance; `count` of them hold. */
  readonly buckets = new Uint16Array(BUCKETS);
  /** How often each stands there, at most 255; by place, as `buckets`. */
  readonly times = new Uint8Array(BUCKETS);
  count = 0;
  /** The plain counts of SIZES. */
  readonly sizes = new Uint32Array(SIZES.length);

  readonly #seenAt = new Uint32Array(BUCKETS);
  readonly #place = new Uint16Array(BUCKETS);
  #texts = 0;
  #gapped = false;
  #before = 0;
  #earlier = 0;

  /** @param gapped whether a pair may also have one token between (skip-grams, Guthrie et al. 2006) */
  read(text: string, gapped = false): this {
    this.#gapped = gapped;
    this.#texts++;
    this.count = 0;
    this.sizes.fill(0);
    this.#before = 0;
    this.#earlier = 0;
    this.sizes[UNITS] = text.length;
    for (let at = 0; at < text.length; ) at = this.#token(text, at);
    return this;
  }

  /** Reads the token at a place. @returns the place behind it */
  #token(text: string, at: number): number {
    const unit = text.charCodeAt(at);
    const kind = KINDS[unit]!;
    if (kind === LETTER) return this.#word(text, at);
    if (kind === BLANK) {
      if (unit === 10) this.#add(LINES);
      return at + 1;
    }
    if (kind === DIGIT) return this.#number(text, at);
    if (unit === BACKSLASH && KINDS[text.charCodeAt(at + 1)] === LETTER) return this.#command(text, at);
    this.#add(kind === WIDE ? WORDS : SIGNS);
    if (unit < 128 && SIGN_COUNTS[unit]! > 0) this.#add(SIGN_COUNTS[unit]!);
    this.#term(hashOf(SEED, unit));
    return at + 1;
  }

  #word(text: string, from: number): number {
    let hash = SEED;
    let at = from;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (KINDS[unit] !== LETTER) break;
      hash = hashOf(hash, unit <= 90 ? unit | 32 : unit);
    }
    if (at - from === 1) this.#add(SINGLE);
    else {
      this.#add(WORDS);
      this.#add(LETTERS, at - from);
    }
    this.#term(hash);
    return at;
  }

  #command(text: string, from: number): number {
    let hash = hashOf(SEED, BACKSLASH);
    let at = from + 1;
    for (; at < text.length && KINDS[text.charCodeAt(at)] === LETTER; at++)
      hash = hashOf(hash, text.charCodeAt(at));
    this.#add(COMMANDS);
    if (this.#term(hash)) this.#add(DISTINCT_COMMANDS);
    return at;
  }

  #number(text: string, from: number): number {
    let hash = hashOf(SEED, 35);
    let at = from;
    for (; at < text.length && KINDS[text.charCodeAt(at)] === DIGIT; at++)
      hash = hashOf(hash, text.charCodeAt(at));
    const digits = at - from;
    this.#add(NUMBERS);
    if (digits > EXACT_DIGITS) {
      this.#add(LONG_NUMBERS);
      hash = hashOf(hashOf(SEED, 35), 256 + Math.min(digits, 16));
    }
    this.#add(DIGITS, digits);
    this.#term(hash);
    return at;
  }

  #add(size: number, by = 1): void {
    this.sizes[size] = this.sizes[size]! + by;
  }

  /** Counts a token and its pairs with those before. @returns true where the token is new to the text */
  #term(hash: number): boolean {
    this.#add(TOKENS);
    const isNew = this.#count(mix(hash));
    if (isNew) this.#add(DISTINCT);
    if (this.#before !== 0) this.#count(mix(Math.imul(this.#before, PAIR) ^ hash));
    if (this.#gapped && this.#earlier !== 0) this.#count(mix(Math.imul(this.#earlier, GAPPED) ^ hash));
    this.#earlier = this.#before;
    this.#before = hash;
    return isNew;
  }

  #count(hash: number): boolean {
    const bucket = hash >>> 16;
    if (this.#seenAt[bucket] === this.#texts) {
      const place = this.#place[bucket]!;
      if (this.times[place]! < 255) this.times[place] = this.times[place]! + 1;
      return false;
    }
    this.#seenAt[bucket] = this.#texts;
    this.#place[bucket] = this.count;
    this.buckets[this.count] = bucket;
    this.times[this.count] = 1;
    this.count++;
    return true;
  }
}

/** True where a text has any term. */
export function hasTerms(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (KINDS[text.charCodeAt(at)] !== BLANK) return true;
  return false;
}

/** FNV-1a (Fowler, Noll and Vo), a step a UTF-16 unit. */
const hashOf = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME);

/** Brings every bit of a hash into its upper half: the finalizer of MurmurHash3 (Appleby 2011). */
function mix(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
