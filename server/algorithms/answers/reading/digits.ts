import type { Reader } from './reader.ts';

/** The digits of a number without separators of thousands, and where it ends. */
export interface Digits {
  readonly digits: string;
  readonly end: number;
}

/**
 * The number that begins at a place of a text, with decimals and the exponent of a floating-point number.
 * @param inList whether a comma separates there, so that it can not stand between thousands
 */
export function digitsAt(text: string, at: number, inList: boolean, reader: Reader): Digits {
  const swapped = inList ? '' : matchAt(SWAPPED, text, at);
  if (swapped !== '' && reader.chooses('point'))
    return { digits: swapped.replaceAll('.', '').replace(',', '.'), end: at + swapped.length };
  const whole = grouped(text, at, inList, reader);
  const decimals = matchAt(DECIMALS, text, whole.end);
  const digits = whole.digits + decimals;
  const end = whole.end + decimals.length;
  const exponent = matchAt(EXPONENT, text, end);
  const isPlain = decimals !== '' || exponent.startsWith('E') || exponent.length > 3;
  const isTaken = exponent !== '' && (isPlain || !reader.chooses('exponent'));
  return isTaken ? { digits: digits + exponent, end: end + exponent.length } : { digits, end };
}

/** The digits before the point. */
function grouped(text: string, at: number, inList: boolean, reader: Reader): Digits {
  const whole = matchAt(DIGITS, text, at);
  const end = at + whole.length;
  if (whole.length > 3 || whole === '' || whole.startsWith('0')) return { digits: whole, end };
  for (const [pattern, mayPart] of SEPARATED) {
    const groups = matchAt(pattern, text, end);
    if (groups === '') continue;
    const isBehindOther = /\d[\s,]{1,2}$/.test(text.slice(Math.max(0, at - 3), at));
    if (mayPart && (inList || isBehindOther || reader.chooses('commas'))) continue;
    return { digits: whole + groups.replaceAll(/[^0-9]+/g, ''), end: end + groups.length };
  }
  return { digits: whole, end };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Points between thousands and a comma before the decimals, as in much of Europe. */
const SWAPPED = /[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+(?![0-9]|[.,][0-9])/y;
const DIGITS = /[0-9]+/y;
const DECIMALS = /\.[0-9]+/y;
const EXPONENT = /[eE][+-]?[0-9]{1,4}(?![0-9A-Za-z.])/y;
/** Groups of three digits; behind a plain comma or blank they may as well be parts of a list. */
const SEPARATED: readonly (readonly [RegExp, boolean])[] = [
  [/(?:(?:\{,\}|,\\!|\\,|\\!)[0-9]{3})+(?![0-9])/y, false],
  [/(?:,[0-9]{3})+(?![0-9]|,[0-9])/y, true],
  [/(?: [0-9]{3})+(?![0-9/]| ?[0-9/])/y, true],
];
