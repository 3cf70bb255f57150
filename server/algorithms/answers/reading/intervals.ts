import type { Bound, Part, Region } from './readings.ts';
import { wholeLine } from './regions.ts';
import type { Node } from './syntax.ts';

/** The interval of a pair in brackets, a set of single numbers, or the whole line; null for anything else. */
export function intervalOf(node: Node): Region | null {
  if (node.type === 'line') return node.name === 'reals' ? wholeLine() : null;
  if (node.type === 'set') {
    const points = node.items.map((at): Part => ({ low: { at, closed: true }, high: { at, closed: true } }));
    return { kind: 'region', variable: null, parts: points };
  }
  if (node.type !== 'bracket' || node.items.length !== 2) return null;
  const [low, high] = node.items;
  if (low === undefined || high === undefined) return null;
  const ends = [end(low, node.open === '[', -1), end(high, node.close === ']', 1)];
  const [from, to] = ends;
  return from === undefined || to === undefined
    ? null
    : { kind: 'region', variable: null, parts: [{ low: from, high: to }] };
}

/** The end of an interval: null for infinity on its side, undefined for infinity on the other one. */
function end(at: Node, closed: boolean, side: 1 | -1): Bound | null | undefined {
  const isNegative = at.type === 'negative';
  const size = isNegative ? at.of : at.type === 'sum' && at.items.length === 1 ? (at.items[0] ?? at) : at;
  if (size.type !== 'constant' || size.name !== 'infinity') return { at, closed };
  return isNegative === side < 0 ? null : undefined;
}
