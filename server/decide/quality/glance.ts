import { nextHash, TRIGGER, triggersOf } from './trigger-words.ts';

/**
 * What one pass over the units of a text tells, so that a detector that can not find anything is not asked to
 * read it. Valid until the next text is looked at: the buffers are used again.
 */
export interface Glance {
  /** How often each ASCII character but blanks and letters stands there, by code. */
  ascii: Uint16Array;
  /** Any unit beyond ASCII. */
  beyond: boolean;
  /** Characters of Chinese (or Kanji). */
  han: number;
  /** Any unit of U+0080 to U+00FF, Latin-1's upper half. */
  latin1: boolean;
  /** A C0 control other than tab, line feed and carriage return, or U+007F. */
  control: boolean;
  /** A unit that is often invisible, changes the direction, or stands for a lost one: worth a closer look. */
  odd: boolean;
  /** Letters and digits. */
  alphanumeric: number;
  /** Families of trigger words, as bits. */
  triggers: number;
  /** Words between white space; the hash is of the letters in lower case, 0 where there are other signs too. */
  words: Pieces;
  /** Sentences and lines; the hash is of letters and digits, 0 where there is nothing else. */
  sentences: Pieces;
}

/** Parts of a text, in order: the first `count` of each array. */
export interface Pieces {
  count: number;
  hashes: Int32Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

/** Looks at one text after the other; one for each thread. */
export function glancer(): (text: string) => Glance {
  const ascii = new Uint16Array(128);
  const words = pieces(0);
  const sentences = pieces(0);
  return (text) => {
    ascii.fill(0);
    makeRoom(words, text.length);
    makeRoom(sentences, text.length);
    const { triggers, ...kinds } = read(text, ascii, words, sentences);
    const { other } = kinds;
    return {
      ascii,
      beyond: other > 0,
      han: kinds.han,
      latin1: kinds.latin1,
      odd: kinds.odd,
      control: hasControl(ascii),
      alphanumeric: kinds.letters + digitsOf(ascii) + other,
      triggers: ascii[35]! > 3 ? triggers | TRIGGER.answer : triggers,
      words,
      sentences,
    };
  };
}

const pieces = (size: number): Pieces => ({
  count: 0,
  hashes: new Int32Array(size),
  starts: new Uint32Array(size),
  ends: new Uint32Array(size),
});

function makeRoom(room: Pieces, length: number): void {
  if (room.hashes.length <= length + 1) Object.assign(room, pieces(2 * length + 1024));
}

/** Lower case of ASCII letters, 0 for all other units below 128. */
const LETTER = Uint8Array.from({ length: 128 }, (_, code) =>
  code >= 0x61 && code <= 0x7a ? code : code >= 0x41 && code <= 0x5a ? code + 32 : 0,
);

/** The pass itself. A run of ASCII letters is hashed once; words and sentences are made of the hashes of runs. */
function read(text: string, ascii: Uint16Array, words: Pieces, sentences: Pieces) {
  let han = 0;
  let other = 0;
  let triggers = 0;
  let latin1 = false;
  let odd = false;
  let run = 0;
  let word = 0;
  let wordStart = -1;
  let isPlain = true;
  let sentence = 0;
  let sentenceStart = 0;
  let letters = 0;
  words.count = 0;
  sentences.count = 0;
  const length = text.length;
  for (let i = 0; i <= length; i++) {
    const unit = i < length ? text.charCodeAt(i) : 0x20;
    const lower = unit < 0x80 ? LETTER[unit]! : 0;
    if (lower !== 0) {
      run = nextHash(run, lower);
      letters++;
      if (wordStart < 0) wordStart = i;
      continue;
    }
    if (run !== 0) {
      triggers |= triggersOf(run);
      word = nextHash(word, run);
      sentence = nextHash(sentence, run);
      run = 0;
    }
    if (unit === 0x20) {
      if (wordStart >= 0) put(words, isPlain ? word : 0, wordStart, i);
      word = 0;
      wordStart = -1;
      isPlain = true;
      continue;
    }
    if (unit < 0x80) {
      ascii[unit] = ascii[unit]! + 1;
      if (unit >= 9 && unit <= 13) {
        if (wordStart >= 0) put(words, isPlain ? word : 0, wordStart, i);
        word = 0;
        wordStart = -1;
        isPlain = true;
      } else {
        if (wordStart < 0) wordStart = i;
        if (unit >= 0x30 && unit <= 0x39) sentence = nextHash(sentence, unit);
        if (unit !== 0x27) isPlain = false;
      }
    } else {
      other++;
      if (unit < 0x100) latin1 = true;
      if (unit >= 0x4e00 && unit < 0xa000) han++;
      else if (isOdd(unit)) odd = true;
      if (wordStart < 0) wordStart = i;
      word = nextHash(word, unit);
      sentence = nextHash(sentence, unit);
    }
    if (isEnd(text, unit, i)) {
      put(sentences, sentence, sentenceStart, i + 1);
      sentence = 0;
      sentenceStart = i + 1;
    }
  }
  if (sentenceStart < length) put(sentences, sentence, sentenceStart, length);
  return { han, other, latin1, odd, triggers, letters };
}

function put(to: Pieces, hash: number, start: number, end: number): void {
  to.hashes[to.count] = hash;
  to.starts[to.count] = start;
  to.ends[to.count++] = end;
}

/** A line break, or a mark that ends a sentence with white space behind it. */
function isEnd(text: string, unit: number, i: number): boolean {
  if (unit === 0x0a || unit === 0x3002 || unit === 0xff1f || unit === 0xff01) return true;
  if (unit !== 0x2e && unit !== 0x3f && unit !== 0x21) return false;
  const next = text.charCodeAt(i + 1);
  return next === 0x20 || next === 0x0a;
}

const isOdd = (unit: number): boolean =>
  unit < 0xae
    ? unit < 0xa0 || unit === 0xad
    : (unit >= 0x200b && unit <= 0x206f) ||
      unit >= 0xd83c ||
      unit === 0x61c ||
      unit === 0x115f ||
      unit === 0x180e ||
      unit === 0x3164;

function hasControl(ascii: Uint16Array): boolean {
  if (ascii[127]! > 0) return true;
  for (let code = 0; code < 32; code++) {
    if (ascii[code]! > 0 && code !== 9 && code !== 10 && code !== 13) return true;
  }
  return false;
}

function digitsOf(ascii: Uint16Array): number {
  let sum = 0;
  for (let code = 48; code < 58; code++) sum += ascii[code]!;
  return sum;
}

/** How often an ASCII character stands in the text. */
export const countOf = ({ ascii }: Glance, character: string): number => ascii[character.charCodeAt(0)] ?? 0;

/** Whether it stands there at all. */
export const has = (glance: Glance, character: string): boolean => countOf(glance, character) > 0;

/** Whether a word of a family stands there. */
export const speaksOf = ({ triggers }: Glance, family: keyof typeof TRIGGER): boolean =>
  (triggers & TRIGGER[family]) !== 0;
