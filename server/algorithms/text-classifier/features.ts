/** Which features there may be, and how many of them are looked at. */
export interface FeatureSpace {
  /** Features are numbers under 2^bits; what hashes alike is one feature. */
  bits: number;
  /** Of a longer text only so many distinct features count, the first ones. Unit: features. */
  most: number;
}

/** The distinct features of a text, in order of appearance. The array is valid until the next call. */
export type Featurizer = (text: string) => Int32Array;

const SKIP = 0; // between words: white space, hyphens, brackets
const BREAK = 1; // ends a phrase
const LETTER = 2;
const DIGIT = 3;
const SIGN = 4; // a token by itself: a mathematical sign, an ideograph
const BACKSLASH = 5;
const APOSTROPHE = 6;

const RIGHT_QUOTE = 0x2019;
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[a-z]/iu.test(char)) return LETTER;
  if (/\d/u.test(char)) return DIGIT;
  if (char === '\\') return BACKSLASH;
  if (char === "'") return APOSTROPHE;
  if (/[\^=<>+*/!%$|_&~]/u.test(char)) return SIGN;
  return /[\s\-{}()[\]`]/u.test(char) ? SKIP : BREAK;
});

function kindOf(code: number): number {
  if (code < 128) return ASCII[code]!;
  if (code < 0xc0) return code === 0xa0 ? SKIP : BREAK;
  if (code < 0x2000) return code === 0xd7 || code === 0xf7 ? SIGN : LETTER;
  if (code < 0x2190) return code === RIGHT_QUOTE ? APOSTROPHE : BREAK;
  if (code < 0x2c00) return SIGN;
  if (code === 0x3000) return SKIP;
  if (code < 0x3040) return BREAK;
  if (code < 0xa000 || (code >= 0xf900 && code < 0xfb00)) return SIGN;
  return code >= 0xac00 && code < 0xd7a4 ? LETTER : BREAK;
}

const START = 0x811c9dc5;
const step = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);
const NUMBER = 0x6e756d62; // numbers are told apart by how many digits they have, up to four

/** Spreads a hash over all its bits. Source: the finaliser of MurmurHash3 (Appleby). */
function spread(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * Hashed words and pairs of neighbouring words of a text, without an array of strings between (feature hashing:
 * Weinberger et al. 2009, arXiv:0902.2206). Words are runs of letters, LaTeX commands, single ideographs and
 * mathematical signs, and numbers by their length; case and a plural s are looked through. Stops part pairs.
 * Differs: a feature is there or not, without count or sign. Linear in the text; one for each thread.
 */
export function featurizer(space: FeatureSpace): Featurizer {
  const { add, begin, found } = featureSet(space);
  let text = '';
  let at = 0;
  let last = 0; // spread hash of the word before, 0 after a stop

  return (whole) => {
    text = whole.toLowerCase();
    at = 0;
    last = 0;
    begin();
    while (at < text.length && found.count < space.most) {
      const code = text.charCodeAt(at);
      at += 1;
      take(kindOf(code), code);
    }
    return found.features.subarray(0, found.count);
  };

  function take(kind: number, code: number): void {
    if (kind === LETTER) pair(letters(code));
    else if (kind === SIGN) sign(code);
    else if (kind === DIGIT) pair(step(NUMBER, digits()));
    else if (kind === BACKSLASH) command(code);
    else if (kind === APOSTROPHE) possessive();
    else if (kind === BREAK) last = 0;
  }

  /** A word, and the pair that it makes with the word before. */
  function pair(hash: number): void {
    const own = spread(hash);
    add(own);
    if (last !== 0) add(spread(Math.imul(last, 0x9e3779b1) ^ own));
    last = own;
  }

  /** Ideographs go in pairs; signs of mathematics stand alone. */
  function sign(code: number): void {
    if (code >= 0x2c00) pair(step(START, code));
    else {
      add(spread(step(START, code)));
      last = 0;
    }
  }

  function letters(first: number): number {
    const start = at - 1;
    let hash = step(START, first);
    let before = 0;
    let letter = first;
    for (; at < text.length; at += 1) {
      const next = text.charCodeAt(at);
      const kind = kindOf(next);
      if (kind !== LETTER && kind !== DIGIT) break;
      before = letter;
      letter = next;
      hash = step(hash, next);
    }
    const isPlural = letter === S && before !== S && at - start > 3;
    return isPlural ? unstep(hash) : hash;
  }

  /** Length of a number, up to four. */
  function digits(): number {
    const start = at;
    while (at < text.length && kindOf(text.charCodeAt(at)) === DIGIT) at += 1;
    return Math.min(at - start, 3);
  }

  function command(backslash: number): void {
    while (at < text.length && text.charCodeAt(at) === backslash) at += 1; // double-escaped text reads alike
    const start = at;
    let hash = step(START, backslash);
    for (; at < text.length; at += 1) {
      const next = text.charCodeAt(at);
      if (next < 0x61 || next > 0x7a) break;
      hash = step(hash, next);
    }
    if (at > start) pair(hash);
    else last = 0;
  }

  function possessive(): void {
    if (text.charCodeAt(at) === S && kindOf(text.charCodeAt(at + 1)) !== LETTER) at += 1;
  }
}

/** The distinct features of one text at a time. */
function featureSet({ bits, most }: FeatureSpace) {
  const mask = 2 ** bits - 1;
  const seen = new Uint32Array(2 ** bits); // the number of the text in which a feature was last seen
  const found = { features: new Int32Array(most), count: 0 };
  let text = 0;
  return {
    found,
    begin(): void {
      text += 1;
      found.count = 0;
    },
    add(hash: number): void {
      const feature = hash & mask;
      if (seen[feature] === text || found.count === most) return;
      seen[feature] = text;
      found.features[found.count] = feature;
      found.count += 1;
    },
  };
}

const S = 0x73;
/** Undoes the last `step` with an s: 0x359c449b is the inverse of the multiplier modulo 2^32. */
const unstep = (hash: number): number => Math.imul(hash, 0x359c449b) ^ S;
