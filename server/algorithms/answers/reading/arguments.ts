import type { Cursor } from './cursor.ts';
import type { Node } from './syntax.ts';
import { numberOf } from './written-numbers.ts';

/** What a command takes: a group in braces, or one character (`\frac12`). */
export function argument(cursor: Cursor): Node {
  const token = cursor.peek();
  if (token?.kind === 'number' && !token.text.includes('.')) {
    const digit = cursor.split(token);
    return numberOf(digit.text) ?? cursor.fail();
  }
  return cursor.atom();
}

/** The exponent behind `^`: a group, a letter, or a whole number with its sign; `a^b^c` is a^(b^c). */
export function exponent(cursor: Cursor): Node {
  if (cursor.take('-')) return { type: 'negative', of: exponent(cursor) };
  const base = cursor.atom();
  return cursor.take('^') ? { type: 'power', base, exponent: exponent(cursor) } : base;
}

/** The plain text of a group in braces, or of one token. */
export function argumentText(cursor: Cursor): string {
  if (!cursor.take('{')) {
    const text = cursor.peek()?.text ?? '';
    cursor.skip();
    return text;
  }
  let text = '';
  for (let token = cursor.peek(); token !== undefined && token.text !== '}'; token = cursor.peek()) {
    text += token.text;
    cursor.skip();
  }
  cursor.expect('}');
  return text;
}

/** Goes past a degree sign: `°`, `^\circ` or `^{\circ}`, unless it belongs to a scale of temperature. */
export function takesDegree(cursor: Cursor): boolean {
  const ahead = cursor.isMark('^') ? 1 : 0;
  const isGroup = ahead === 1 && cursor.isMark('{', 1) && cursor.isMark('}', 3);
  const at = ahead + (isGroup ? 1 : 0);
  const behind = at + (isGroup ? 2 : 1);
  const scale = cursor.peek(behind);
  const isTemperature = scale?.kind === 'word' && (scale.text === 'C' || scale.text === 'F');
  if (!cursor.isMark('°', at) || isTemperature) return false;
  cursor.skip(behind);
  return true;
}
