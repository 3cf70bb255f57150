import { absolute, integer, isSame, ONE, order } from '../numbers/rational.ts';
import { isExact } from '../numbers/values.ts';
import { argument, exponent, takesDegree } from './arguments.ts';
import type { Cursor } from './cursor.ts';
import { evaluate } from './evaluate.ts';
import { type Node, some } from './syntax.ts';

/** A function with its power and base, and what it is taken of. */
export function application(cursor: Cursor, name: string): Node {
  let base: Node | null = null;
  let raised: Node | null = null;
  for (let i = 0; i < 2; i++) {
    if (base === null && name === 'log' && cursor.take('_')) base = argument(cursor);
    else if (raised === null && cursor.take('^')) raised = exponent(cursor);
  }
  const of = angleOf(name, functionArgument(cursor), cursor);
  const args = [of, ...(base === null ? [] : [base])];
  if (name === 'sqrt')
    return args[0] === undefined ? cursor.fail() : { type: 'root', degree: 2, of: args[0] };
  const power = raised?.type === 'bracket' ? raised.items[0] : raised;
  if (power?.type === 'negative' && power.of.type === 'number' && isSame(power.of.value, ONE))
    return { type: 'call', name: `arc${name}`, args };
  const isNatural = name === 'log' && base === null && cursor.reader.chooses('log');
  const node: Node = { type: 'call', name: isNatural ? 'ln' : name, args };
  return raised === null ? node : { type: 'power', base: node, exponent: raised };
}

const OF_ANGLES: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'cot', 'sec', 'csc']);
/** No bare number below this one is taken for degrees: about a whole turn in radians. */
const FULL_TURN = integer(7);

/** The 60 of `\\cos 60`: radians, or by the second reading degrees whose sign was left out. */
function angleOf(name: string, of: Node, cursor: Cursor): Node {
  if (!OF_ANGLES.has(name) || !isBare(of)) return of;
  const value = evaluate(of);
  if (value === null || !isExact(value) || order(absolute(value), FULL_TURN) < 0) return of;
  return cursor.reader.chooses('angle') ? { type: 'degrees', of } : of;
}

const BARE: ReadonlySet<string> = new Set(['number', 'sum', 'product', 'quotient', 'negative', 'bracket']);

/** Whether nothing but numbers stand in it: no variable, no pi, no sign of degrees. */
const isBare = (node: Node): boolean => !some(node, ({ type }) => !BARE.has(type));

/** A bracket, or without one a number with the letters, roots and fractions behind it. */
function functionArgument(cursor: Cursor): Node {
  if (['(', '[', '{', '|'].some((open) => cursor.isMark(open))) return cursor.atom();
  if (cursor.take('-')) return { type: 'negative', of: functionArgument(cursor) };
  const items: Node[] = [];
  do {
    let item = cursor.atom();
    if (takesDegree(cursor)) item = { type: 'degrees', of: item };
    else if (cursor.take('^')) item = { type: 'power', base: item, exponent: exponent(cursor) };
    items.push(item);
  } while (goesOn(cursor));
  const [first] = items;
  return items.length === 1 && first !== undefined ? first : { type: 'product', items };
}

function goesOn(cursor: Cursor): boolean {
  const token = cursor.peek();
  if (token?.kind === 'command') return token.text === 'frac' || token.text === 'sqrt';
  return token?.kind === 'word' && !token.roman && (token.text.length === 1 || token.text === 'pi');
}
