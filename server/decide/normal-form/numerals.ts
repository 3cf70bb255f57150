import { isDigit, type Reading } from './reading.ts';
import { idOf, KIND, numberId, signId, wordId } from './token.ts';
import { type KnownWord, ordinalId } from './words.ts';

const AND = wordId('and');
const A = wordId('a');
const POWER = signId('^');

/** Reads the number that begins at `at`: digits, groups of three behind a comma, a fraction. */
export function readNumeral(reading: Reading): void {
  const { text, list } = reading;
  let digits = run(text, reading.at);
  reading.at += digits.length;
  for (let gap = groupGap(text, reading.at); digits.length > 0 && gap > 0; gap = groupGap(text, reading.at)) {
    digits += text.slice(reading.at + gap, reading.at + gap + 3);
    reading.at += gap + 3;
  }
  let fraction = '';
  if (text.charCodeAt(reading.at) === 0x2e && isDigit(text.charCodeAt(reading.at + 1))) {
    fraction = run(text, reading.at + 1);
    reading.at += 1 + fraction.length;
  }
  const plain = canonicalDigits(digits, fraction);
  if (fraction === '' && readsOrdinal(reading)) {
    list.push(ordinalId(plain), KIND.turning);
    return;
  }
  list.push(numberId(plain), KIND.number);
  reading.numberAt = list.count - 1;
  reading.value = plain.length < 10 ? Number(plain) : 0;
  reading.inWords = false;
}

const run = (text: string, from: number): string => {
  let to = from;
  while (isDigit(text.charCodeAt(to))) to++;
  return text.slice(from, to);
};

/** Length of what parts a group of three digits from the ones before: `,` `{,}` `\,`; 0 where there is no group. */
function groupGap(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const gap = unit === 0x2c ? 1 : text.startsWith('{,}', at) ? 3 : text.startsWith('\\,', at) ? 2 : 0;
  if (gap === 0) return 0;
  for (let i = 0; i < 3; i++) if (!isDigit(text.charCodeAt(at + gap + i))) return 0;
  return isDigit(text.charCodeAt(at + gap + 3)) ? 0 : gap;
}

function readsOrdinal(reading: Reading): boolean {
  const ending = reading.text.slice(reading.at, reading.at + 2).toLowerCase();
  if (ending !== 'st' && ending !== 'nd' && ending !== 'rd' && ending !== 'th') return false;
  const after = reading.text.charCodeAt(reading.at + 2) | 0x20;
  if (after >= 0x61 && after <= 0x7a) return false;
  reading.at += 2;
  return true;
}

/** Turns the number before into a place, where `th` comes apart from it: `7^{\\text{th}}`; false where there is none. */
export function makeOrdinal(reading: Reading): boolean {
  const { list, numberAt, from, value } = reading;
  const gap = list.count - 1 - numberAt;
  const isRaised = gap === 1 && idOf(list.tokens[list.count - 1]!) === POWER;
  if (numberAt < from || value === 0 || (gap !== 0 && !isRaised)) return false;
  list.count = numberAt;
  list.push(ordinalId(`${value}`), KIND.turning);
  return true;
}

/** Digits as they are compared: no zeros in front or behind the point. */
export function canonicalDigits(whole: string, fraction: string): string {
  let end = fraction.length;
  while (end > 0 && fraction.charCodeAt(end - 1) === 0x30) end--;
  let start = 0;
  while (start < whole.length - 1 && whole.charCodeAt(start) === 0x30) start++;
  const digits = whole.slice(start) || '0';
  return end === 0 ? digits : `${digits}.${fraction.slice(0, end)}`;
}

/** Writes the word for a number, put together with the ones before it: twenty five, one hundred and three. */
export function writeNumberWord(reading: Reading, { id, kind, value = 0, scale }: KnownWord): void {
  const { list, from } = reading;
  const before = scale ? scaled(reading, value) : added(reading, value);
  if (before === null) {
    if (scale && list.count > from && idOf(list.tokens[list.count - 1]!) === A) list.count--; // a hundred
    list.push(id, kind);
    reading.value = value;
  } else {
    list.count = reading.numberAt;
    list.push(numberId(`${before}`), KIND.number);
    reading.value = before;
  }
  reading.numberAt = list.count - 1;
  reading.inWords = true;
}

/** The number before, times the scale; null where none stands there that is smaller. */
function scaled(reading: Reading, scale: number): number | null {
  const { numberAt, from, list, value, inWords } = reading;
  const isNext = numberAt >= from && numberAt === list.count - 1;
  if (!isNext || value === 0) return null;
  if (value < scale) return value * scale;
  const digit = value % 10; // two thousand three hundred
  return inWords && scale === 100 && value % 1000 === digit && digit > 0 ? value + digit * 99 : null;
}

/** The number before and this one, where they make one: a smaller one behind tens, hundreds or thousands. */
function added(reading: Reading, value: number): number | null {
  const { list, numberAt, from, inWords, value: before } = reading;
  if (!inWords || numberAt < from || value === 0) return null;
  const last = list.tokens[list.count - 1]!;
  const gap = list.count - 1 - numberAt;
  const hasAnd = gap === 1 && idOf(last) === AND;
  if (gap !== 0 && !(hasAnd && before >= 100)) return null;
  const room = before >= 100 && before % 100 === 0 ? 100 : before % 100 >= 20 && before % 10 === 0 ? 10 : 0;
  return value < room ? before + value : null;
}
