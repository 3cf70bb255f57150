import { integer, ONE, power, product, type Rational, rational, sum } from '../numbers/rational.ts';
import type { Cursor } from './cursor.ts';
import type { Node, Written } from './syntax.ts';

/** Numbers of more digits, or with larger exponents, are not read. */
const MOST_DIGITS = 400;
const LARGEST_EXPONENT = 600;

/** A number from its digits (`12`, `0.50`, `3.9e-31`), exact, with how it was written; null beyond the limits. */
export function numberOf(digits: string): Node | null {
  if (digits.length < 16 && /^[0-9]+$/.test(digits)) return wholeNumber(digits);
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e');
  const [whole = '', part = ''] = mantissa.split('.');
  if (whole.length + part.length > MOST_DIGITS || Math.abs(Number(exponent)) > LARGEST_EXPONENT) return null;
  const scale = tenTo(Number(exponent));
  const unscaled = rational(BigInt(`${whole}${part}`), 10n ** BigInt(part.length));
  const value = scale === null || unscaled === null ? null : product(unscaled, scale);
  const step = tenTo(Number(exponent) - part.length);
  if (value === null || step === null) return null;
  const written: Written = {
    decimals: part.length,
    significant: `${whole}${part}`.replace(/^0+/, '').length,
    step,
  };
  return { type: 'number', value, written };
}

function wholeNumber(digits: string): Node {
  const significant = digits.replace(/^0+/, '').length;
  return {
    type: 'number',
    value: { n: BigInt(digits), d: 1n },
    written: { decimals: 0, significant, step: ONE },
  };
}

const tenTo = (exponent: number): Rational | null => power(integer(10), BigInt(exponent));

/** A decimal that repeats, `0.1\overline{6}` or `0.\dot{3}`, passed over; null where none stands here. */
export function repeating(cursor: Cursor, digits: string): Node | null {
  const point = digits.includes('.') ? 0 : cursor.isMark('.') ? 1 : -1;
  if (point < 0 || !(cursor.isCommand('overline', point) || cursor.isCommand('dot', point))) return null;
  const group = cursor.isMark('{', point + 1) && cursor.isMark('}', point + 3);
  const token = cursor.peek(point + (group ? 2 : 1));
  if (token === undefined || !/^[0-9]{1,40}$/.test(token.text)) return cursor.fail();
  cursor.skip(point + (group ? 4 : 2));
  const before = digits.split('.')[1]?.length ?? 0;
  const head = numberOf(digits);
  const tail = rational(BigInt(token.text), 10n ** BigInt(before) * (10n ** BigInt(token.text.length) - 1n));
  const value = head?.type === 'number' && tail !== null ? sum(head.value, tail) : null;
  return value === null ? cursor.fail() : { type: 'number', value, written: null };
}
