import { integer } from '../numbers/rational.ts';
import type { Cursor } from './cursor.ts';
import { labelBehind } from './labels.ts';
import { type Node, some } from './syntax.ts';
import { unitBehind } from './unit-phrases.ts';
import { type Unit, unitNamed } from './units.ts';

/** A sum with the unit or label before or behind it: `5 cm`, `\$6`, `12 kites`, `5 ft 6 in`. */
export function quantity(cursor: Cursor): Node {
  const money = currency(cursor);
  const first = measured(cursor, money);
  if (first.type !== 'quantity' || first.unit === null) return first;
  const items: Node[] = [first];
  while (cursor.peek()?.kind === 'number') items.push(measured(cursor, null));
  return items.length === 1 ? first : { type: 'sum', items };
}

function measured(cursor: Cursor, money: Unit | null): Node {
  const of = scaled(cursor, cursor.sum());
  if (cursor.failed) return of;
  const unit = unitBehind(cursor);
  const label = isConstant(of) ? labelBehind(cursor) : null;
  if (money !== null) return unit === null ? { type: 'quantity', of, unit: money, label } : cursor.fail();
  return unit === null && label === null ? of : { type: 'quantity', of, unit, label };
}

const isConstant = (node: Node): boolean => !some(node, (one) => one.type === 'symbol');

/** The sign of a currency before its number. */
function currency(cursor: Cursor): Unit | null {
  const token = cursor.peek();
  const isSign = token?.kind === 'mark' ? '$＄€£¥₹'.includes(token.text) : token?.text === 'Rs';
  if (token === undefined || !isSign) return null;
  cursor.skip();
  if (token.text === 'Rs') cursor.take('.');
  return unitNamed(token.text);
}

const SCALES: ReadonlyMap<string, number> = new Map([
  ['dozen', 12],
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['万', 1e4],
  ['亿', 1e8],
]);

function scaled(cursor: Cursor, node: Node): Node {
  const scale = SCALES.get(cursor.peek()?.text.toLowerCase() ?? '');
  if (scale === undefined || node.type !== 'number') return node;
  cursor.skip();
  return { type: 'product', items: [node, { type: 'number', value: integer(scale), written: null }] };
}
