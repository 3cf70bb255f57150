/**
 * A token is one 32-bit number: 28 bits that say which one it is, and 4 bits for its kind. Tokens are the same
 * where the first 28 bits are, whatever the kind: a `one` that counts and a `one` that does not are one word.
 */
export type Token = number;

export const KIND = {
  /** Words that carry little: the, is, of. */
  stop: 0,
  /** Words that ask or instruct: find, answer, carefully. */
  asking: 1,
  word: 2,
  /** A word written with a capital inside a sentence. */
  name: 3,
  number: 4,
  /** A single letter, or a name of three or four capitals: `ABC`. */
  letter: 5,
  /** Operators, relations, functions, units of angle. */
  operator: 6,
  /** Words that turn a question into another: not, least, before, odd. */
  turning: 7,
  open: 8,
  close: 9,
  /** End of a sentence, and of one that asks; no part of the wording. */
  stopMark: 10,
  askMark: 11,
  /** Stands before each option. */
  option: 12,
  /** Words of lessons and exams: they fill a sentence that says nothing about the question, and are words else. */
  school: 13,
} as const;

export type Kind = (typeof KIND)[keyof typeof KIND];

export const tokenOf = (id: number, kind: Kind): Token => ((id << 4) | kind) >>> 0;
export const kindOf = (token: Token): Kind => (token & 15) as Kind;
export const idOf = (token: Token): number => token >>> 4;

/** Words of at most so many letters a to z are their own number, so that they can be read again. */
const PACKED = 5;
const HASHED = 1 << 27;

/**
 * The number of a word: its letters, five bits each, where it has at most five of a to z; else 13 bits for which
 * letters it has, 3 for its length and 11 of a hash, so that a slip of the pen shows as a word with nearly the
 * same letters. Two words of a large vocabulary agree with a chance of some 1e-6.
 */
export function wordId(word: string): number {
  const length = stemLength(word.length, word.charCodeAt(word.length - 1), word.charCodeAt(word.length - 2));
  let packed = length <= PACKED ? 0 : -1;
  let hash = FNV_START;
  let letters = 0;
  for (let i = 0; i < length; i++) {
    const unit = word.charCodeAt(i);
    hash = fnv(hash, unit);
    letters |= letterBit(unit);
    packed = packed >= 0 && unit >= 0x61 && unit <= 0x7a ? packed * 32 + unit - 0x60 : -1;
  }
  return packed >= 0 ? packed : hashedId(hash, letters, length);
}

/**
 * Letters of a word without the `s` of a plural, told by its last two: `scores` is `score`, but not `this`,
 * `minus` and `less`.
 */
export const stemLength = (length: number, last: number, before: number): number =>
  length > 4 && last === 0x73 && before !== 0x73 && before !== 0x75 && before !== 0x69 ? length - 1 : length;

export const FNV_START = 0x811c9dc5;
/** One step of FNV-1a, a UTF-16 unit at a time. */
export const fnv = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

/** One of 13 bits for a letter. */
export const letterBit = (unit: number): number => (unit < 128 ? LETTER_BITS[unit]! : 1 << (unit % 13));

/** Looked up for ASCII, as a remainder for each letter of a pool shows. */
const LETTER_BITS = Uint16Array.from({ length: 128 }, (_, unit) => 1 << (unit % 13));

/** The number for a hash that was gathered by `fnv`, letters that were gathered by `letterBit`, and a length. */
export const hashedId = (hash: number, letters: number, length: number): number =>
  HASHED | (letters << 14) | ((length & 7) << 11) | ((hash ^ (hash >>> 13)) & 0x7ff);

/** Length of a word of more than five letters, 0 to 7: the remainder by 8. */
export const lengthOf = (token: Token): number => (idOf(token) >>> 11) & 7;

/** Which of the 13 groups of letters a word has. */
export function lettersIn(token: Token): number {
  const id = idOf(token);
  if ((id & HASHED) !== 0) return (id >>> 14) & 0x1fff;
  let letters = 0;
  for (const letter of lettersOf(token) ?? '') letters |= letterBit(letter.charCodeAt(0));
  return letters;
}

/** The letters of a short word, or null for any other token. */
export function lettersOf(token: Token): string | null {
  let id = idOf(token);
  if ((id & HASHED) !== 0) return null;
  let letters = '';
  for (; id > 0; id >>>= 5) letters = String.fromCharCode(0x60 + (id & 31)) + letters;
  return letters;
}

/** A number by its digits, as `3`, `0.5`, `1000`; words for numbers get the same. */
export const numberId = (digits: string): number => plainId(NUMBER_START, digits);

/** An operator or another sign by its name; no word has the same number. */
export const signId = (name: string): number => plainId(SIGN_START, name);

/** What numbers and signs begin with, so that no word is one of them: `#` and a backslash. */
const NUMBER_START = fnv(FNV_START, 0x23);
const SIGN_START = fnv(FNV_START, 0x5c);

/** All 27 bits of a hash: here a slip of the pen is another number. */
function plainId(start: number, name: string): number {
  let hash = start;
  for (let i = 0; i < name.length; i++) hash = fnv(hash, name.charCodeAt(i));
  return HASHED | ((hash ^ (hash >>> 15)) & (HASHED - 1));
}
