import { readArgument } from './latex.ts';
import { isBlank, isDigit, isLetter, nextUnit, type Reading, type ReadUntil } from './reading.ts';
import { relationAt } from './relations.ts';
import { KIND, signId, wordId } from './token.ts';
import { knownWord } from './words.ts';

/** Brackets in brackets are looked at so deep, so that closing them stays linear. */
const NESTED = 60;

const MINUS = signId('-');
const DEGREE = signId('degree');
const PERCENT = signId('percent');
const PRIME = signId('prime');
const POWER = signId('^');
const OVER = signId('/');
const BAR = signId('|');
const FACTORIAL = signId('factorial');
const ARROW = signId('->');

/** Reads one sign that is neither letter nor digit. */
export function readSign(reading: Reading, unit: number, readUntil: ReadUntil): void {
  switch (unit) {
    case 0x28: // (
    case 0x5b: // [
      openBracket(reading, unit === 0x28 ? '(' : '[');
      return;
    case 0x29: // )
    case 0x5d: // ]
      closeBracket(reading, unit === 0x29 ? '(' : '[');
      return;
    case 0x5e: // ^
      readPower(reading, readUntil);
      return;
    case 0x2c: {
      // ,
      const bracket = reading.brackets.at(-1);
      if (bracket !== undefined) bracket.hasComma = true;
      reading.at++;
      return;
    }
    case 0x2d: // -
      readDash(reading);
      return;
    case 0x2e: // .
    case 0x21: // !
    case 0x3f: // ?
      readStop(reading, unit);
      return;
    case 0x25: // %
      reading.list.push(PERCENT, KIND.operator);
      reading.at++;
      return;
    case 0x2f: // /
      readSlash(reading);
      return;
    case 0x7c: // |
      readBar(reading);
      return;
    case 0x27: // '
      if (
        reading.list.kindBefore(reading.from) === KIND.letter &&
        isLetter(reading.text.charCodeAt(reading.at - 1)) &&
        !isLetter(reading.text.charCodeAt(reading.at + 1))
      )
        reading.list.push(PRIME, KIND.operator);
      reading.at++;
      return;
    default:
      readRelation(reading, unit);
  }
}

function readRelation(reading: Reading, unit: number): void {
  const { text, at } = reading;
  if (unit === 0x3c && skipTag(reading)) return;
  const found = relationAt(text, at, unit);
  reading.at = at + (found === undefined ? 1 : found.written.length);
  if (found !== undefined) reading.list.push(found.id, KIND.operator);
  else if (unit > 0x7f && !(unit >= 0x2000 && unit <= 0x206f) && !(unit >= 0x3000 && unit < 0x3040))
    reading.list.push(signId(text.charAt(at)), KIND.operator);
}

const TAGS = new Set(
  'b i u em strong p br div span sup sub ul ol li td tr table tbody th h1 h2 h3 h4 a img hr font center code pre math mi mn mo mrow blockquote'.split(
    ' ',
  ),
);

const LONGEST_TAG = 300;

/** Passes over a tag of HTML; `<sup>` raises what follows. */
function skipTag(reading: Reading): boolean {
  const { text, at } = reading;
  const end = at + text.slice(at, at + LONGEST_TAG).indexOf('>');
  if (end < at) return false;
  const name = /^<\/?([a-z][a-z0-9]{0,9})(?=[\s/>])/i
    .exec(text.slice(at, Math.min(end + 1, at + 14)))?.[1]
    ?.toLowerCase();
  if (name === undefined || !TAGS.has(name)) return false;
  if (name === 'sup' && text.charCodeAt(at + 1) !== 0x2f) reading.list.push(POWER, KIND.operator);
  reading.at = end + 1;
  return true;
}

/** A bracket counts where mathematics follows; one around words does not change what they say. */
function openBracket(reading: Reading, sign: string): void {
  const { text, list, brackets } = reading;
  reading.at++;
  const isMaths = brackets.length < NESTED && isMathsAt(text, reading.at);
  brackets.push({ sign, at: isMaths ? list.count : -1, hasComma: false });
  if (isMaths) list.push(signId(sign), KIND.open);
}

/** Signs of ASCII with which mathematics begins, by unit. */
const OPENS_MATHS = Uint8Array.from({ length: 128 }, (_, unit) =>
  '\\-+([{|$<>'.includes(String.fromCharCode(unit)) ? 1 : 0,
);

function isMathsAt(text: string, from: number): boolean {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  const unit = text.charCodeAt(at);
  if (isDigit(unit) || (unit < 0x80 && OPENS_MATHS[unit] === 1)) return true;
  if (!isLetter(unit)) return false;
  let end = at;
  while (isLetter(text.charCodeAt(end)) && end - at < 6) end++;
  if (end - at < 2) return true;
  const word = text.slice(at, end).toLowerCase();
  return end - at === 2
    ? knownWord(wordId(word)) === undefined
    : word === 'true' || word === 'false' || word === 'not';
}

function closeBracket(reading: Reading, opening: string): void {
  const { brackets, list } = reading;
  reading.at++;
  const open = brackets.pop();
  if (open === undefined || open.at < 0) return;
  const isMixed = open.sign !== opening; // [0, 1)
  list.close(open.at, opening, open.hasComma || isMixed);
}

const DEGREES = /^\s{0,3}(?:\{\s{0,3})?\\(?:circ|degree)(?![a-z])\s{0,3}\}?/;
const PRIMES = /^\s{0,3}(?:\{\s{0,3})?\\prime\s{0,3}\}?/;

function readPower(reading: Reading, readUntil: ReadUntil): void {
  const { text, list } = reading;
  const rest = text.slice(reading.at + 1, reading.at + 24);
  const mayBeCommand = rest.includes('\\');
  const degree = mayBeCommand ? DEGREES.exec(rest) : null;
  if (degree !== null) {
    reading.at += 1 + degree[0].length;
    list.push(DEGREE, KIND.operator);
    return;
  }
  const prime = mayBeCommand ? PRIMES.exec(rest) : null;
  reading.at++;
  if (prime !== null) {
    reading.at += prime[0].length;
    list.push(PRIME, KIND.operator);
    return;
  }
  const from = list.count;
  list.push(POWER, KIND.operator);
  if (nextUnit(text, reading.at) !== 0x7b) return;
  readArgument(reading, readUntil);
  if (list.count === from + 1) list.count--; // x^{}
}

/** A dash is a minus where a number, a letter or a bracket follows and no word stands right before it. */
function readDash(reading: Reading): void {
  const { text, list, at } = reading;
  reading.at = at + 1;
  if (text.charCodeAt(at + 1) === 0x3e) {
    list.push(ARROW, KIND.operator);
    reading.at = at + 2;
    return;
  }
  if (text.charCodeAt(at + 1) === 0x2d) return; // --
  const before = list.kindBefore(reading.from);
  const isBehindWord =
    before === undefined || before <= KIND.name || before >= KIND.stopMark || before === KIND.turning;
  const isAttached = !isBlank(text.charCodeAt(at + 1));
  const touchesWord = isLetter(text.charCodeAt(at - 1)) && isBehindWord;
  if (touchesWord || (isBehindWord && !isAttached) || !isMathsAt(text, at + 1)) return;
  list.push(MINUS, KIND.operator);
}

function readStop(reading: Reading, unit: number): void {
  const { text, list, at } = reading;
  if (unit === 0x21 && text.charCodeAt(at + 1) === 0x3d) {
    readRelation(reading, unit);
    return;
  }
  reading.at = at + 1;
  const before = list.kindBefore(reading.from);
  if (unit === 0x3f) list.push(0, KIND.askMark);
  else if (
    unit === 0x21 &&
    (before === KIND.number || before === KIND.letter || before === KIND.close) &&
    !isBlank(text.charCodeAt(at - 1))
  )
    list.push(FACTORIAL, KIND.operator);
  else if (!isLetter(text.charCodeAt(at + 1)) && before !== undefined && before !== KIND.stopMark)
    list.push(0, KIND.stopMark);
}

/** Between numbers and letters a fraction; between words nothing. */
function readSlash(reading: Reading): void {
  const before = reading.list.kindBefore(reading.from);
  reading.at++;
  const isBehindMaths =
    before === KIND.number || before === KIND.letter || before === KIND.close || before === KIND.operator;
  if (isBehindMaths && isMathsAt(reading.text, reading.at)) reading.list.push(OVER, KIND.operator);
}

/** A bar beside mathematics is one of an absolute value; between words it parts columns. */
function readBar(reading: Reading): void {
  const { text, list } = reading;
  const before = list.kindBefore(reading.from);
  reading.at++;
  const isBehindMaths = before === KIND.letter || before === KIND.close || before === KIND.operator;
  if (isBehindMaths || isMathsAt(text, reading.at)) list.push(BAR, KIND.operator);
}
