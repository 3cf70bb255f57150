import { isSame, order, ZERO } from '../numbers/rational.ts';
import { argumentText } from './arguments.ts';
import type { Cursor } from './cursor.ts';
import type { Node } from './syntax.ts';
import type { Token } from './tokens.ts';
import { numberOf, repeating } from './written-numbers.ts';

/** A number, with the fraction behind it where it is a mixed one, or the base below it. */
export function literal(cursor: Cursor, token: Token): Node {
  cursor.skip();
  const digits = token.text;
  if (cursor.take('_')) {
    const base = Number(argumentText(cursor));
    return /^[0-9]+$/.test(digits) && base >= 2 && base <= 36
      ? { type: 'based', digits, base }
      : cursor.fail();
  }
  const repeats = repeating(cursor, digits);
  if (repeats !== null) return repeats;
  const whole = numberOf(digits);
  if (whole === null) return cursor.fail();
  const part = /^[0-9]+$/.test(digits) ? fractionBehind(cursor) : null;
  return part === null ? whole : { type: 'sum', items: [whole, part] };
}

/** The proper fraction of a mixed number, `\frac{1}{2}` or ` 1/2`, passed over; null where none stands here. */
function fractionBehind(cursor: Cursor): Node | null {
  const [a, b, c, d] = [0, 1, 2, 3].map((ahead) => cursor.peek(ahead));
  if (a?.kind === 'number' && a.space && cursor.isMark('/', 1) && c?.kind === 'number')
    return properFraction(cursor, a.text, c.text, 3);
  if (!cursor.isCommand('frac')) return null;
  if (b?.kind === 'number' && /^[0-9]{2}$/.test(b.text))
    return properFraction(cursor, b.text.charAt(0), b.text.charAt(1), 2);
  const long =
    cursor.isMark('{', 1) && cursor.isMark('}', 3) && cursor.isMark('{', 4) && cursor.isMark('}', 6);
  return long && c?.kind === 'number' && d !== undefined
    ? properFraction(cursor, c.text, cursor.peek(5)?.text ?? '', 7)
    : null;
}

function properFraction(cursor: Cursor, over: string, under: string, tokens: number): Node | null {
  if (!/^[0-9]+$/.test(over) || !/^[0-9]+$/.test(under)) return null;
  const [n, d] = [numberOf(over), numberOf(under)];
  if (n?.type !== 'number' || d?.type !== 'number' || isSame(n.value, ZERO) || order(n.value, d.value) >= 0)
    return null;
  cursor.skip(tokens);
  return { type: 'quotient', over: n, under: d };
}
