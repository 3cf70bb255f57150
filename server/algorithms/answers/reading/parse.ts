import { atom } from './atoms.ts';
import { Cursor } from './cursor.ts';
import { sum } from './formula.ts';
import { CONNECTORS, lettersApart } from './letters.ts';
import { quantity } from './quantities.ts';
import type { Reader } from './reader.ts';
import type { Joint, Node } from './syntax.ts';
import type { Token } from './tokens.ts';

const MOST_TOKENS = 800;

/** The tree of an answer by the reader's convention; null where it is no formula, or too large. */
export function parse(tokens: readonly Token[], reader: Reader): Node | null {
  if (tokens.length === 0 || tokens.length > MOST_TOKENS) return null;
  const cursor = new Cursor(lettersApart(tokens), reader, { atom, sum, list });
  while (LEADING.has(cursor.peek()?.text.toLowerCase() ?? '') || cursor.isMark('≈')) cursor.skip();
  const { items, joint } = cursor.list();
  cursor.take('.');
  if (cursor.failed || cursor.peek() !== undefined) return null;
  const [first] = items;
  return items.length === 1 && first !== undefined ? first : { type: 'list', items, joint };
}

/** Words before an answer that do not change it. */
const LEADING = new Set('approximately approx about roughly exactly so thus hence therefore'.split(' '));

/** Parts of an answer with commas, semicolons, `and` or `or` between them. */
function list(cursor: Cursor): { items: Node[]; joint: Joint } {
  const items = [relation(cursor)];
  const joints = new Set<Joint>();
  for (let joint = separator(cursor); joint !== null; joint = separator(cursor)) {
    joints.add(joint);
    items.push(relation(cursor));
  }
  return { items, joint: jointOf(joints) };
}

/** `2, 3 and 5` is joined by `and`; `or` beside anything but commas is mixed. */
function jointOf(joints: ReadonlySet<Joint>): Joint {
  if (joints.has('or')) return joints.has('and') || joints.has('semicolon') ? 'mixed' : 'or';
  if (joints.has('and')) return joints.has('semicolon') ? 'mixed' : 'and';
  return joints.has('semicolon') ? (joints.has('comma') ? 'mixed' : 'semicolon') : 'comma';
}

/** The separator that stands here, passed over: a mark, a word, or a mark and a word. */
function separator(cursor: Cursor): Joint | null {
  const token = cursor.peek();
  if (token === undefined) return null;
  const isComma = cursor.take(',');
  const isSemicolon = !isComma && cursor.take(';');
  const word = cursor.peek();
  const joint = word?.kind === 'word' ? CONNECTORS.get(word.text.toLowerCase()) : undefined;
  if (joint !== undefined) {
    cursor.skip();
    return joint;
  }
  return isComma ? 'comma' : isSemicolon ? 'semicolon' : null;
}

/** Sides with signs of relation between them: `x = 3`, `1 < x \le 2`, `x \in (0, 1)`. */
function relation(cursor: Cursor): Node {
  const first = ratio(cursor);
  const items = [first];
  const signs: string[] = [];
  for (let sign = relationSign(cursor); sign !== null; sign = relationSign(cursor)) {
    signs.push(sign);
    items.push(ratio(cursor));
  }
  return items.length === 1 ? first : { type: 'relation', items, signs };
}

function relationSign(cursor: Cursor): string | null {
  for (const sign of ['=', '<', '>', '≤', '≥', '≠', '≈', '∈'])
    if (cursor.take(sign)) {
      const isTwo = cursor.isMark('=') && (sign === '=' || sign === '<' || sign === '>');
      if (isTwo) cursor.skip();
      return isTwo && sign === '<' ? '≤' : isTwo && sign === '>' ? '≥' : sign;
    }
  if (!cursor.isMark('!') || !cursor.isMark('=', 1)) return null;
  cursor.skip(2);
  return '≠';
}

function ratio(cursor: Cursor): Node {
  const first = union(cursor);
  const items = [first];
  while (cursor.take(':')) items.push(union(cursor));
  return items.length === 1 ? first : { type: 'ratio', items };
}

function union(cursor: Cursor): Node {
  const first = without(cursor);
  const items = [first];
  while (cursor.take('∪')) items.push(without(cursor));
  return items.length === 1 ? first : { type: 'union', items };
}

/** All real numbers but some: `\mathbb{R} \setminus \{0, 1\}` are those x that are neither. */
function without(cursor: Cursor): Node {
  const from = quantity(cursor);
  if (from.type !== 'line' || from.name !== 'reals' || !cursor.take('∖')) return from;
  const taken = cursor.atom();
  if (taken.type !== 'set') return cursor.fail();
  const x: Node = { type: 'symbol', name: 'x' };
  const conditions = taken.items.map((at): Node => ({ type: 'relation', items: [x, at], signs: ['≠'] }));
  const [only] = conditions;
  const condition: Node =
    conditions.length === 1 && only !== undefined ? only : { type: 'list', items: conditions, joint: 'and' };
  return { type: 'builder', name: 'x', condition };
}
