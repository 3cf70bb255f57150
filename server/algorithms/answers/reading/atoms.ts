import { application } from './applications.ts';
import { argument, argumentText } from './arguments.ts';
import { bracket } from './brackets.ts';
import type { Cursor } from './cursor.ts';
import { FUNCTIONS } from './letters.ts';
import { literal } from './literals.ts';
import { matrix } from './matrices.ts';
import type { Node } from './syntax.ts';
import type { Token } from './tokens.ts';

/** The smallest part of a formula: a number, a letter, a function of something, or something in brackets. */
export function atom(cursor: Cursor): Node {
  const token = cursor.peek();
  if (token === undefined) return cursor.fail();
  if (token.kind === 'number') return literal(cursor, token);
  if (token.kind === 'word') return word(cursor, token);
  if (token.kind === 'command') return command(cursor, token);
  if (token.text === '∞') return constant(cursor, 'infinity');
  if (token.text === '∅') {
    cursor.skip();
    return { type: 'line', name: 'nothing' };
  }
  return bracket(cursor, token.text);
}

function constant(cursor: Cursor, name: 'pi' | 'e' | 'i' | 'infinity'): Node {
  cursor.skip();
  return { type: 'constant', name };
}

function word(cursor: Cursor, token: Token): Node {
  const name = token.text;
  if (name === 'pi' || name === 'e' || name === 'i') return constant(cursor, name);
  if (name === 'infinity' || name === 'inf') return constant(cursor, 'infinity');
  if (FUNCTIONS.has(name)) {
    cursor.skip();
    return application(cursor, name);
  }
  if (name.length > 1 || !/^[A-Za-zͰ-Ͽℓℏ]$/.test(name)) return cursor.fail();
  cursor.skip();
  return { type: 'symbol', name: cursor.take('_') ? `${name}_${argumentText(cursor)}` : name };
}

function command(cursor: Cursor, token: Token): Node {
  cursor.skip();
  switch (token.text) {
    case 'frac':
      return { type: 'quotient', over: argument(cursor), under: argument(cursor) };
    case 'binom':
      return { type: 'call', name: 'binom', args: [argument(cursor), argument(cursor)] };
    case 'sqrt':
      return root(cursor);
    case 'begin':
      return matrix(cursor);
    case 'bar':
    case 'hat':
    case 'vec':
    case 'tilde':
    case 'overline':
    case 'overrightarrow':
    case 'widehat':
      return { type: 'symbol', name: `${token.text}(${argumentText(cursor)})` };
    case 'mathbb':
      return argumentText(cursor) === 'R' ? { type: 'line', name: 'reals' } : cursor.fail();
    default:
      return cursor.fail();
  }
}

function root(cursor: Cursor): Node {
  let degree = 2;
  if (cursor.take('[')) {
    degree = Number(cursor.peek()?.text ?? 'x');
    cursor.skip();
    cursor.expect(']');
  }
  if (!Number.isInteger(degree) || degree < 2 || degree > 64) return cursor.fail();
  const plain = cursor.isMark('(') || cursor.peek()?.kind === 'number';
  return { type: 'root', degree, of: plain ? atom(cursor) : argument(cursor) };
}
