import type { Cursor } from './cursor.ts';
import type { Node } from './syntax.ts';

const CLOSING: Record<string, readonly string[]> = { '(': [')', ']'], '[': [']', ')'], '⟨': ['⟩'] };

/** What begins with a bracket, a brace, a bar or the sign of a floor. */
export function bracket(cursor: Cursor, open: string): Node {
  const closing = CLOSING[open];
  if (closing !== undefined) {
    cursor.skip();
    const { items } = cursor.list();
    const close = closing.find((mark) => cursor.take(mark));
    return close === undefined ? cursor.fail() : { type: 'bracket', open, close, items };
  }
  cursor.skip();
  switch (open) {
    case '{':
      return group(cursor);
    case '⦃':
      return set(cursor);
    case '|':
      return between(cursor, '|', 'abs');
    case '⌊':
      return between(cursor, '⌋', 'floor');
    case '⌈':
      return between(cursor, '⌉', 'ceil');
    default:
      return cursor.fail();
  }
}

function between(cursor: Cursor, close: string, name: string): Node {
  if (close === '|') cursor.bars++;
  const of = cursor.sum();
  cursor.expect(close);
  if (close === '|') cursor.bars--;
  return { type: 'call', name, args: [of] };
}

/** Braces that are not seen: one thing, a fraction by `\over`, or a set whose backslashes got lost. */
function group(cursor: Cursor): Node {
  const built = builder(cursor, '}');
  if (built !== null) return built;
  const { items } = cursor.list();
  const [first] = items;
  if (first !== undefined && items.length === 1) {
    const isOver = cursor.isCommand('over');
    if (isOver || cursor.isCommand('choose')) {
      cursor.skip();
      const second = cursor.sum();
      cursor.expect('}');
      return isOver
        ? { type: 'quotient', over: first, under: second }
        : { type: 'call', name: 'binom', args: [first, second] };
    }
    cursor.expect('}');
    return first;
  }
  cursor.expect('}');
  return { type: 'set', items };
}

function set(cursor: Cursor): Node {
  if (cursor.take('⦄')) return { type: 'line', name: 'nothing' };
  const built = builder(cursor, '⦄');
  if (built !== null) return built;
  const { items } = cursor.list();
  cursor.expect('⦄');
  return { type: 'set', items };
}

/** `{x | x > 1}`, `{x \in \mathbb{R} : x > 1}`; null where no letter with a bar behind it stands here. */
function builder(cursor: Cursor, close: string): Node | null {
  const name = cursor.peek();
  if (name?.kind !== 'word' || name.text.length > 1) return null;
  const isReal = cursor.isMark('∈', 1) && cursor.isCommand('mathbb', 2);
  const ahead = isReal && cursor.peek(3)?.text === 'R' ? 4 : isReal && cursor.peek(4)?.text === 'R' ? 6 : 1;
  const isBar = ['∣', '|', ':'].some((bar) => cursor.isMark(bar, ahead));
  if (!isBar) return null;
  cursor.skip(ahead + 1);
  const { items } = cursor.list();
  cursor.expect(close);
  const [condition] = items;
  return items.length === 1 && condition !== undefined
    ? { type: 'builder', name: name.text, condition }
    : cursor.fail();
}
