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
    const isRun = cursor.peek()?.text === 'ms';
    cursor.skip(named.tokens + (size > 0 ? 1 : 0));
    const power = sign * (size > 0 ? size : unitPower(cursor));
    const next: Unit | null =
      isRun && power < 0 ? metresPer(unit, sign, power) : combined(unit, named.unit, power);
    if (next === null) return null;
    unit = next;
    const isPer = cursor.isMark('/') || cursor.peek()?.text === 'per';
    sign = isPer ? -1 : 1;
    if (isPer || (cursor.isMark('*') && cursor.peek(1)?.kind === 'word')) cursor.skip();
  }
}

/** `ms^{-1}` and `ms^{-2}` are metres by seconds, not parts of a millisecond. */
function metresPer(unit: Unit | null, sign: number, power: number): Unit | null {
  const [metre, second] = [unitNamed('m'), unitNamed('s')];
  const long = metre === null || sign < 0 ? null : combined(unit, metre, 1);
  return long === null || second === null ? null : combined(long, second, power);
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
  if (token.text === '%' || token.text === '¢') {
    const unit = unitNamed(token.text);
    return unit === null ? null : { unit, tokens: 1 };
  }
  if (token.kind !== 'word') return null;
  const joined = unitOfTwo(cursor, ahead);
  if (joined !== null) return joined;
  const isLetter = token.text.length === 1 && token.text < '\x80' && !token.roman && !isWithin;
  const unit = isLetter && !cursor.reader.chooses('units') ? null : unitNamed(token.text);
  return unit === null ? null : { unit, tokens: 1 };
}

/** A unit of letters of two scripts, which are two tokens: `kΩ`, `µm`; null where none stands there. */
export function unitOfTwo(cursor: Cursor, ahead: number): { unit: Unit; tokens: number } | null {
  const [one, two] = [cursor.peek(ahead), cursor.peek(ahead + 1)];
  if (one?.kind !== 'word' || two?.kind !== 'word' || two.space) return null;
  if (one.text < '\x80' === two.text < '\x80') return null;
  const unit = unitNamed(`${one.text}${two.text}`);
  return unit === null ? null : { unit, tokens: 2 };
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
