import type { Cursor } from './cursor.ts';
import { CONNECTORS } from './letters.ts';
import { combined, type Unit, unitNamed } from './units.ts';

/** The unit that stands here: names with powers, `/` or `per` between them; null where none does. */
export function unitBehind(cursor: Cursor): Unit | null {
  let unit: Unit | null = null;
  let sign = 1;
  for (;;) {
    const size = sizeWord(cursor);
    const named = unitHere(cursor, unit !== null, size > 0 ? 1 : 0);
    if (named === null) {
      if (sign < 0) cursor.fail();
      return unit;
    }
    cursor.skip(named.tokens + (size > 0 ? 1 : 0));
    const next = combined(unit, named.unit, sign * (size > 0 ? size : unitPower(cursor)));
    if (next === null) return null;
    unit = next;
    const isPer = cursor.isMark('/') || cursor.peek()?.text === 'per';
    sign = isPer ? -1 : 1;
    if (isPer || (cursor.isMark('*') && cursor.peek(1)?.kind === 'word')) cursor.skip();
  }
}

/** 2 for `square`, 3 for `cubic`, else 0. */
function sizeWord(cursor: Cursor): number {
  const word = cursor.peek()?.text.toLowerCase() ?? '';
  return ['square', 'sq', '平方'].includes(word) ? 2 : ['cubic', 'cu', '立方'].includes(word) ? 3 : 0;
}

function unitHere(cursor: Cursor, isWithin: boolean, ahead: number): { unit: Unit; tokens: number } | null {
  const token = cursor.peek(ahead);
  if (token === undefined || CONNECTORS.has(token.text) || token.kind === 'number') return null;
  const scale = temperature(cursor, ahead);
  if (scale !== null) return scale;
  if (token.text === '%') {
    const unit = unitNamed('%');
    return unit === null ? null : { unit, tokens: 1 };
  }
  if (token.kind !== 'word') return null;
  const isLetter = token.text.length === 1 && token.text < '\x80' && !token.roman && !isWithin;
  const unit = isLetter && !cursor.reader.chooses('units') ? null : unitNamed(token.text);
  return unit === null ? null : { unit, tokens: 1 };
}

/** Degrees of a scale, `°C` or `^\circ F`. */
function temperature(cursor: Cursor, ahead: number): { unit: Unit; tokens: number } | null {
  const raised = cursor.isMark('^', ahead) ? 1 : 0;
  const grouped = cursor.isMark('{', ahead + raised) ? 1 : 0;
  const at = ahead + raised + grouped;
  const unit = cursor.isMark('°', at) ? unitNamed(`°${cursor.peek(at + 1 + grouped)?.text ?? ''}`) : null;
  return unit === null ? null : { unit, tokens: at - ahead + 2 + grouped };
}

/** The power of the unit that was just passed: `^2`, `^{-1}`, or the 2 of `m2`. */
function unitPower(cursor: Cursor): number {
  const close = cursor.peek();
  if (close?.kind === 'number' && !close.space && (close.text === '2' || close.text === '3')) {
    cursor.skip();
    return Number(close.text);
  }
  if (!cursor.take('^')) return 1;
  const isGroup = cursor.take('{');
  const sign = cursor.take('-') ? -1 : 1;
  const digits = cursor.peek()?.text ?? '';
  cursor.skip();
  if (isGroup) cursor.expect('}');
  if (/^[1-6]$/.test(digits)) return sign * Number(digits);
  cursor.fail();
  return 1;
}
