import { makeOrdinal, writeNumberWord } from './numerals.ts';
import { isLetter, type Reading } from './reading.ts';
import {
  FNV_START,
  fnv,
  hashedId,
  idOf,
  KIND,
  kindOf,
  letterBit,
  stemLength,
  tokenOf,
  wordId,
} from './token.ts';
import { knownWord } from './words.ts';

/** Names of figures have so many letters at most. */
const POINTS = 4;

const ORDINAL_ENDINGS = new Set(['st', 'nd', 'rd', 'th'].map(wordId));

/** True for letters of any script that make words; what is written without blanks is read sign by sign. */
export const isWordUnit = (unit: number): boolean =>
  isLetter(unit) || (unit >= 0xc0 && unit < 0x2000 && unit !== 0xd7 && unit !== 0xf7);

export const isIdeograph = (unit: number): boolean =>
  (unit >= 0x3040 && unit <= 0xd7ff && !(unit >= 0xa000 && unit < 0xac00)) ||
  (unit >= 0xd800 && unit <= 0xdfff);

/** Units of the word that is being read, in lower case; longer words are read in part. */
const units = new Uint16Array(64);

/** Reads the word at `at`; an apostrophe inside it is passed over. */
export function readWord(reading: Reading): void {
  const { text } = reading;
  const start = reading.at;
  let length = 0;
  let capitals = 0;
  let at = start;
  for (; at < text.length && length < units.length; at++) {
    let unit = text.charCodeAt(at);
    if (unit === 0x27 && length > 1 && isLetter(text.charCodeAt(at + 1))) continue;
    if (!isWordUnit(unit)) break;
    if (unit >= 0x41 && unit <= 0x5a) {
      unit |= 0x20;
      capitals++;
    } else if (unit > 0x7f) {
      const lower = text.charAt(at).toLowerCase().charCodeAt(0);
      if (lower !== unit) capitals++;
      unit = lower;
    }
    units[length++] = unit;
  }
  reading.at = at;
  writeWord(reading, idOfUnits(length), start, length, capitals);
}

/** As `wordId`, of the units that were read. */
function idOfUnits(length: number): number {
  const end = stemLength(length, units[length - 1]!, length > 1 ? units[length - 2]! : 0);
  let packed = end <= 5 ? 0 : -1;
  let hash = FNV_START;
  let letters = 0;
  for (let i = 0; i < end; i++) {
    const unit = units[i]!;
    hash = fnv(hash, unit);
    letters |= letterBit(unit);
    packed = packed >= 0 && unit >= 0x61 && unit <= 0x7a ? packed * 32 + unit - 0x60 : -1;
  }
  return packed >= 0 ? packed : hashedId(hash, letters, end);
}

function writeWord(reading: Reading, id: number, start: number, length: number, capitals: number): void {
  const { list } = reading;
  if (length === 1) {
    list.push(id, KIND.letter);
    return;
  }
  if (id === NUMBER && makeInteger(reading)) return;
  const known = knownWord(id);
  const isCapitals = capitals === length && reading.hasLower;
  if (ORDINAL_ENDINGS.has(id) && !isCapitals && makeOrdinal(reading)) return;
  if (length === 2 && (known === undefined || (isCapitals && known.kind !== KIND.turning))) {
    spell(reading, start); // the words of two letters are known
  } else if (known === undefined) {
    if (isCapitals && length <= POINTS) list.push(id, KIND.letter);
    else list.push(id, capitals > 0 && isInside(reading) ? KIND.name : KIND.word);
  } else if (known.value !== undefined) writeNumberWord(reading, known);
  else list.push(known.id, known.kind);
}

const [POSITIVE, WHOLE, NUMBER, INTEGER] = ['positive', 'whole', 'number', 'integer'].map(wordId) as [
  number,
  number,
  number,
  number,
];

/** A positive whole number is a positive integer; without `positive` people mean different things by it. */
function makeInteger({ list, from }: Reading): boolean {
  const at = list.count - 1;
  if (at <= from || idOf(list.tokens[at]!) !== WHOLE || idOf(list.tokens[at - 1]!) !== POSITIVE) return false;
  list.tokens[at] = tokenOf(INTEGER, KIND.turning);
  return true;
}

/** `AB`, `xy`: two letters side by side. */
function spell(reading: Reading, start: number): void {
  for (let i = start; i < start + 2; i++)
    reading.list.push(wordId(reading.text.charAt(i).toLowerCase()), KIND.letter);
}

/** False at the start of a sentence, where every word has a capital. */
function isInside({ list, from }: Reading): boolean {
  const kind = list.kindBefore(from);
  return kind !== undefined && kind !== KIND.stopMark && kind !== KIND.askMark && kind !== KIND.option;
}

const A = wordId('a');
const I = wordId('i');
const X = wordId('x');

/**
 * Once a text is read: a single `a` or `I` is a word where no sign stands beside it, and an `x` between two
 * numbers multiplies them, which goes without saying.
 */
export function settleSingleLetters({ list, from }: Reading): void {
  const { tokens, count } = list;
  let to = from;
  for (let i = from; i < count; i++) {
    let token = tokens[i]!;
    const id = idOf(token);
    if (kindOf(token) === KIND.letter && (id === A || id === I || id === X)) {
      const before = to > from ? kindOf(tokens[to - 1]!) : KIND.stop;
      const after = i + 1 < count ? kindOf(tokens[i + 1]!) : KIND.stop;
      if (id === X && before === KIND.number && after === KIND.number) continue;
      const isMaths = isSign(before) || isSign(after) || before === KIND.letter || after === KIND.letter;
      if (id !== X && !isMaths) token = tokenOf(id, KIND.stop);
    }
    tokens[to++] = token;
  }
  list.count = to;
}

const isSign = (kind: number): boolean => kind === KIND.operator || kind === KIND.open || kind === KIND.close;
