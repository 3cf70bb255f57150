import { integer, isSame } from '../numbers/rational.ts';
import { exponent, takesDegree } from './arguments.ts';
import type { Cursor } from './cursor.ts';
import { CONNECTORS, FUNCTIONS, ORDINALS } from './letters.ts';
import type { Node } from './syntax.ts';
import type { Token } from './tokens.ts';
import { unitOfTwo } from './unit-phrases.ts';
import { unitNamed } from './units.ts';

/** Terms with signs between them. */
export function sum(cursor: Cursor): Node {
  const items: Node[] = [];
  do items.push(term(cursor));
  while (SIGNS.some((sign) => cursor.isMark(sign)));
  const [first] = items;
  return items.length === 1 && first !== undefined ? first : { type: 'sum', items };
}

const SIGNS = ['+', '-', '±', '∓'];

/** A product behind its sign: -ab is -(ab). */
function term(cursor: Cursor): Node {
  if (cursor.take('+')) return product(cursor);
  if (cursor.take('-')) return { type: 'negative', of: term(cursor) };
  if (cursor.take('±')) return { type: 'plus-minus', sign: 1, of: term(cursor) };
  if (cursor.take('∓')) return { type: 'plus-minus', sign: -1, of: term(cursor) };
  return product(cursor);
}

/** Factors with `*`, `/` or nothing between them, from left to right. */
function product(cursor: Cursor): Node {
  let node = factor(cursor);
  for (;;) {
    if (cursor.take('*') || takesTimes(cursor)) {
      const isTen = cursor.peek()?.text === '10';
      node = times(node, factor(cursor));
      if (isTen && isLostExponent(cursor)) return cursor.fail();
    } else if (cursor.take('/')) node = { type: 'quotient', over: node, under: divisor(cursor) };
    else if (startsFactor(cursor, node)) node = times(node, power(cursor));
    else return node;
  }
}

/** `3 × 10-8`: an exponent that is no longer raised, or a difference. */
const isLostExponent = (cursor: Cursor): boolean =>
  cursor.isMark('-') &&
  cursor.peek()?.space === false &&
  cursor.peek(1)?.kind === 'number' &&
  !cursor.peek(1)?.space;

const times = (left: Node, right: Node): Node =>
  left.type === 'product'
    ? { type: 'product', items: [...left.items, right] }
    : { type: 'product', items: [left, right] };

/** What stands behind a slash: one factor, or by the second reading all that follow without a sign. */
function divisor(cursor: Cursor): Node {
  let node = factor(cursor);
  if (!startsFactor(cursor, node) || !cursor.reader.chooses('slash')) return node;
  while (startsFactor(cursor, node)) node = times(node, power(cursor));
  return node;
}

/** The letter x as a sign of multiplication, before a power of ten. */
function takesTimes(cursor: Cursor): boolean {
  const [x, ten] = [cursor.peek(), cursor.peek(1)];
  if (x?.kind !== 'word' || x.text.toLowerCase() !== 'x' || ten?.text !== '10' || !cursor.isMark('^', 2))
    return false;
  cursor.skip();
  return true;
}

function factor(cursor: Cursor): Node {
  if (cursor.take('-')) return { type: 'negative', of: factor(cursor) };
  if (cursor.take('+')) return factor(cursor);
  return power(cursor);
}

/** An atom with what is set behind it: exponent, factorial, degree sign, the letters of an ordinal. */
function power(cursor: Cursor): Node {
  let node = cursor.atom();
  while (!cursor.failed) {
    if (takesDegree(cursor)) node = { type: 'degrees', of: node };
    else if (cursor.isMark('^') && isScale(cursor)) return node;
    else if (cursor.take('^')) {
      if (!takesOrdinal(cursor)) node = { type: 'power', base: node, exponent: exponent(cursor) };
    } else if (cursor.isMark('!') && !cursor.isMark('=', 1)) {
      cursor.skip();
      node = cursor.isMark('!') ? cursor.fail() : { type: 'call', name: '!', args: [node] };
    } else break;
  }
  return node;
}

/** The degree sign of a scale of temperature is part of the unit. */
const isScale = (cursor: Cursor): boolean =>
  cursor.isMark('°', 1) || (cursor.isMark('{', 1) && cursor.isMark('°', 2));

/** `4^{th}` is the fourth. */
function takesOrdinal(cursor: Cursor): boolean {
  const isGroup = cursor.isMark('{');
  if (!ORDINALS.has(cursor.peek(isGroup ? 1 : 0)?.text ?? '')) return false;
  cursor.skip(isGroup ? 3 : 1);
  return true;
}

/** Whether the token here goes on with the product `so far` without a sign between them. */
function startsFactor(cursor: Cursor, soFar: Node): boolean {
  const token = cursor.peek();
  if (token === undefined) return false;
  if (token.kind === 'number') return !token.space && isFactorial(soFar);
  if (token.kind === 'command') return !['over', 'choose', 'end', 'dot'].includes(token.text);
  if (token.kind === 'word') return isFactorWord(cursor, token, soFar);
  if (token.text === '(') return !cursor.isLabel();
  return token.text === '|' ? cursor.bars === 0 && soFar.type !== 'symbol' : '[{⌊⌈'.includes(token.text);
}

/** Whether a product ends with a factorial, as in `3!7!`. */
function isFactorial(soFar: Node): boolean {
  const last = soFar.type === 'product' ? soFar.items.at(-1) : soFar;
  return last?.type === 'call' && last.name === '!';
}

function isFactorWord(cursor: Cursor, token: Token, soFar: Node): boolean {
  if (CONNECTORS.has(token.text.toLowerCase())) return false;
  if (token.roman) return token.text === 'e' || token.text === 'i' || FUNCTIONS.has(token.text);
  if (token.text.length > 1) return FUNCTIONS.has(token.text) || token.text === 'pi';
  if (!isLetter(token.text) || (isNumber(soFar) && unitOfTwo(cursor, 0) !== null)) return false;
  const isPower = /^[23]$/.test(cursor.peek(1)?.text ?? '') && cursor.peek(1)?.space === false;
  const isEnd = endsAt(cursor, isPower ? 2 : 1);
  const isUnit = isNumber(soFar) && token.space && unitNamed(token.text) !== null && isEnd;
  return !isUnit || !cursor.reader.chooses('units');
}

/** A number, or one in scientific notation. */
const isNumber = (node: Node): boolean =>
  node.type === 'number' ||
  isTen(node) ||
  (node.type === 'product' &&
    node.items.length === 2 &&
    node.items[0]?.type === 'number' &&
    isTen(node.items[1]));

/** A power of ten. */
const isTen = (node: Node | undefined): boolean =>
  node?.type === 'power' && node.base.type === 'number' && isSame(node.base.value, TEN);

const TEN = integer(10);

const isLetter = (text: string): boolean => /^[A-Za-zͰ-Ͽℓℏ]$/.test(text);

/** Whether a part of the answer, or the unit within it, ends `ahead` tokens on. */
function endsAt(cursor: Cursor, ahead: number): boolean {
  const token = cursor.peek(ahead);
  if (token === undefined) return true;
  if (token.kind === 'number') return token.space; // 1 h 30 min
  return token.kind === 'mark' ? ',;/^.'.includes(token.text) : CONNECTORS.has(token.text.toLowerCase());
}
