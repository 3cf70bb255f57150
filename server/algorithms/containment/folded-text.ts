import { LOOK_ALIKES, SAME, SIGN_WORDS, TYPESETTING } from './spellings.ts';

/** What a token is: what is written in signs is what a problem hangs on, words may be put otherwise. */
export const KIND = { word: 0, number: 1, sign: 2, command: 3, letter: 4, character: 5 } as const;

/**
 * Texts as tokens in which spellings of one thing are one: words in lower case without accents and look-alikes,
 * numbers with their digits (`1,000` is 1000, `two` is 2), `+` and `-`, the names of LaTeX's commands but for those
 * that only set type, and single characters of Chinese. The buffers are used again for the next text.
 */
export class FoldedText {
  count = 0;
  hashes = new Int32Array(1024);
  kinds = new Uint8Array(1024);
  /** UTF-16 offsets into the part that the token is of. */
  starts = new Uint32Array(1024);
  ends = new Uint32Array(1024);
  /** Number of the part. */
  parts = new Uint8Array(1024);

  /** Reads texts one behind the other; what was there before is gone. */
  read(texts: readonly string[]): void {
    this.count = 0;
    texts.forEach((text, part) => {
      this.#append(text, part);
    });
  }

  #append(text: string, part: number): void {
    this.#makeRoom(text.length + 1);
    const length = text.length;
    for (let i = 0; i < length; ) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80 ? isLetter(unit) : isForeign(unit)) i = this.#word(text, i, part);
      else if (isDigit(unit) || isWideDigit(unit)) i = this.#number(text, i, part);
      else if (unit === 0x2b || unit === 0x2d || unit === 0x2212) i = this.#sign(text, i, unit, part);
      else if (unit === 0x25) i = this.#put(hashOf('percent'), KIND.word, i, i + 1, part);
      else i = unit < 0x80 ? i + 1 : this.#other(i, unit, part);
    }
  }

  #word(text: string, start: number, part: number): number {
    let hash = 0;
    let i = start;
    let letters = 0;
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) {
        if (!isLetter(unit)) break;
        hash = next(hash, unit | 0x20);
        letters++;
      } else if (isForeign(unit)) {
        hash = next(hash, plainLetter(unit));
        letters++;
      } else if (!isInvisible(unit)) break;
    }
    const isCommand = text.charCodeAt(start - 1) === 0x5c;
    if (letters === 1) {
      if (hash === S && isApostrophe(text.charCodeAt(start - 1))) return i;
      return this.#put(hash, KIND.letter, start, i, part);
    }
    const same = SAME_HASHES.get(hash);
    if (same !== undefined) {
      return this.#put(
        same.hash,
        same.isNumber ? KIND.number : isCommand ? KIND.command : KIND.word,
        start,
        i,
        part,
      );
    }
    if (!isCommand) return this.#put(hash, KIND.word, start, i, part);
    if (hash === BEGIN || hash === END) return endOfBraces(text, i);
    return TYPESETTING_HASHES.has(hash) ? i : this.#put(hash, KIND.command, start, i, part);
  }

  #number(text: string, start: number, part: number): number {
    let hash = 0;
    let i = start;
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (isDigit(unit)) hash = next(hash, unit);
      else if (isWideDigit(unit)) hash = next(hash, unit - 0xfee0);
      else if (unit === 0x2c && isGroup(text, i, start)) continue;
      else if (unit === 0x2e && isDigit(text.charCodeAt(i + 1)) && !isDotted(text, start, i))
        hash = next(hash, unit);
      else break;
    }
    return this.#put(hash, KIND.number, start, i, part);
  }

  /** A minus between two letters is a hyphen. */
  #sign(text: string, i: number, unit: number, part: number): number {
    const isHyphen = unit === 0x2d && isLetter(text.charCodeAt(i - 1)) && isLetter(text.charCodeAt(i + 1));
    return isHyphen ? i + 1 : this.#put(unit === 0x2b ? PLUS : MINUS, KIND.sign, i, i + 1, part);
  }

  #other(i: number, unit: number, part: number): number {
    if (unit >= 0x3400 && unit < 0xa000) return this.#put(next(0, unit), KIND.character, i, i + 1, part);
    const words = SIGN_WORDS.get(unit);
    if (words === undefined) return i + 1;
    for (const word of words.split(' ')) {
      this.#put(hashOf(word), /\d/.test(word) ? KIND.number : KIND.command, i, i + 1, part);
    }
    return i + 1;
  }

  #put(hash: number, kind: number, start: number, end: number, part: number): number {
    const at = this.count++;
    this.hashes[at] = hash;
    this.kinds[at] = kind;
    this.starts[at] = start;
    this.ends[at] = end;
    this.parts[at] = part;
    return end;
  }

  /** Every unit may be two tokens (a half is). */
  #makeRoom(units: number): void {
    const wanted = this.count + 2 * units;
    if (wanted <= this.hashes.length) return;
    const grown = <A extends Int32Array | Uint32Array | Uint8Array>(array: A, bigger: A): A => {
      bigger.set(array.subarray(0, this.count));
      return bigger;
    };
    const size = 2 * wanted;
    this.hashes = grown(this.hashes, new Int32Array(size));
    this.kinds = grown(this.kinds, new Uint8Array(size));
    this.starts = grown(this.starts, new Uint32Array(size));
    this.ends = grown(this.ends, new Uint32Array(size));
    this.parts = grown(this.parts, new Uint8Array(size));
  }
}

/** FNV-1a, a unit at a time. */
function next(hash: number, unit: number): number {
  return Math.imul((hash ^ unit) + 0x9e37, 0x01000193);
}

function hashOf(word: string): number {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = next(hash, word.charCodeAt(i));
  return hash;
}

const S = hashOf('s');
const BEGIN = hashOf('begin');
const END = hashOf('end');
const PLUS = hashOf('+');
const MINUS = hashOf('-');
const SAME_HASHES = new Map(
  Object.entries(SAME).map(([word, other]) => [
    hashOf(word),
    { hash: hashOf(other), isNumber: /^\d/.test(other) },
  ]),
);
const TYPESETTING_HASHES = new Set([...TYPESETTING].map(hashOf));

/** Behind `{align*}`, and behind the columns of an array. */
function endOfBraces(text: string, from: number): number {
  let i = from;
  for (let pair = 0; pair < 2 && text.charCodeAt(i) === 0x7b; pair++) {
    const close = text.indexOf('}', i);
    if (close < 0 || close - i > 30 || (pair === 1 && /[^lcr|{]/.test(text.slice(i, close)))) break;
    i = close + 1;
  }
  return i;
}

function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
/** Of full width. */
const isWideDigit = (unit: number): boolean => unit >= 0xff10 && unit <= 0xff19;
const isApostrophe = (unit: number): boolean => unit === 0x27 || unit === 0x2019 || unit === 0x60;
const isInvisible = (unit: number): boolean =>
  unit === 0xad ||
  (unit >= 0x200b && unit <= 0x200d) ||
  unit === 0x2060 ||
  unit === 0xfeff ||
  (unit >= 0x300 && unit < 0x370);
/** Latin letters with accents, letters of full width, and letters of other scripts but Greek and Chinese. */
function isForeign(unit: number): boolean {
  if (unit < 0xc0) return false;
  if (unit < 0x250) return unit !== 0xd7 && unit !== 0xf7;
  return (
    (unit >= 0x400 && unit < 0x2000) ||
    unit === 0x3bf ||
    (unit >= 0xff21 && unit <= 0xff5a) ||
    (unit >= 0x3040 && unit < 0x3100) ||
    (unit >= 0xac00 && unit < 0xd7b0)
  );
}

const plainLetters = new Map<number, number>(LOOK_ALIKES);
/** The letter without its accent, its width and its case. */
function plainLetter(unit: number): number {
  let plain = plainLetters.get(unit);
  if (plain === undefined) {
    plain = String.fromCharCode(unit).normalize('NFKD').toLowerCase().charCodeAt(0);
    plainLetters.set(unit, plain);
  }
  return plain;
}

/** A comma between digits that sets off three of them. */
const isGroup = (text: string, comma: number, start: number): boolean =>
  comma - start <= 12 &&
  isDigit(text.charCodeAt(comma + 1)) &&
  isDigit(text.charCodeAt(comma + 2)) &&
  isDigit(text.charCodeAt(comma + 3)) &&
  !isDigit(text.charCodeAt(comma + 4));

/** A number has one point. */
function isDotted(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 0x2e) return true;
  return false;
}
