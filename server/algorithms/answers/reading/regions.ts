import { order } from '../numbers/rational.ts';
import { add, areEqual, isExact, negate, realBall, signOfValue, type Value } from '../numbers/values.ts';
import { evaluate } from './evaluate.ts';
import type { Bound, Part, Region } from './readings.ts';
import type { Node } from './syntax.ts';

const ALL: Part = { low: null, high: null };

export const wholeLine = (variable: string | null = null): Region => ({
  kind: 'region',
  variable,
  parts: [ALL],
});

/** The numbers that stand in a relation to one: `x > 3`. Null for a sign that does not make one. */
export function regionBeside(variable: string | null, sign: string, at: Node): Region | null {
  const open: Bound = { at, closed: false };
  const closed: Bound = { at, closed: true };
  const parts: Record<string, readonly Part[]> = {
    '<': [{ low: null, high: open }],
    '≤': [{ low: null, high: closed }],
    '>': [{ low: open, high: null }],
    '≥': [{ low: closed, high: null }],
    '≠': [
      { low: null, high: open },
      { low: open, high: null },
    ],
  };
  const found = parts[sign];
  return found === undefined ? null : { kind: 'region', variable, parts: found };
}

/** -1, 0 or 1 where the order of two real values is certain, else null. */
export function orderOf(a: Node, b: Node): number | null {
  const [x, y] = [evaluate(a), evaluate(b)];
  if (x === null || y === null) return null;
  if (isExact(x) && isExact(y)) return order(x, y);
  if (realBall(x) === null || realBall(y) === null) return null;
  return areEqual(x, y) === true ? 0 : signOf(add(x, negate(y)));
}

const signOf = (value: Value | null): number | null => {
  const sign = value === null ? null : signOfValue(value);
  return sign === 0 ? null : sign;
};

/** Both regions together: sorted, touching parts made one. Null where the order of their ends is not certain. */
export function union(regions: readonly Region[]): Region | null {
  const variable = sharedVariable(regions);
  if (variable === undefined) return null;
  const parts: Part[] = [];
  for (const part of regions.flatMap((region) => region.parts)) {
    const empty = isEmpty(part);
    if (empty === null) return null;
    if (!empty) parts.push(part);
  }
  const sorted = sortedByLow(parts);
  if (sorted === null) return null;
  const joined: Part[] = [];
  for (const part of sorted) {
    const last = joined.at(-1);
    const touch = last === undefined ? false : touches(last, part);
    if (touch === null) return null;
    if (!touch || last === undefined) joined.push(part);
    else {
      const high = higher(last.high, part.high);
      if (high === undefined) return null;
      joined[joined.length - 1] = { low: last.low, high };
    }
  }
  return { kind: 'region', variable, parts: joined };
}

/** What two regions share; null where the order of their ends is not certain. */
export function intersection(a: Region, b: Region): Region | null {
  const parts: Part[] = [];
  for (const one of a.parts)
    for (const other of b.parts) {
      const low = innermost(one.low, other.low, 1);
      const high = innermost(one.high, other.high, -1);
      if (low === undefined || high === undefined) return null;
      parts.push({ low, high });
    }
  const variable = sharedVariable([a, b]);
  return variable === undefined ? null : union([{ kind: 'region', variable, parts }]);
}

/** The variable that all are stated for, null where none is named, undefined where two differ. */
function sharedVariable(regions: readonly Region[]): string | null | undefined {
  const names = new Set(regions.flatMap(({ variable }) => (variable === null ? [] : [variable])));
  return names.size > 1 ? undefined : ([...names][0] ?? null);
}

function isEmpty({ low, high }: Part): boolean | null {
  if (low === null || high === null) return false;
  const sign = orderOf(low.at, high.at);
  return sign === null ? null : sign > 0 || (sign === 0 && !(low.closed && high.closed));
}

/** Insertion sort: few parts, and an order that may be uncertain. */
function sortedByLow(parts: readonly Part[]): Part[] | null {
  const sorted: Part[] = [];
  for (const part of parts) {
    let at = sorted.length;
    while (at > 0) {
      const sign = orderOfLows(part.low, sorted[at - 1]?.low ?? null);
      if (sign === null) return null;
      if (sign >= 0) break;
      at--;
    }
    sorted.splice(at, 0, part);
  }
  return sorted;
}

function orderOfLows(a: Bound | null, b: Bound | null): number | null {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const sign = orderOf(a.at, b.at);
  return sign !== 0 ? sign : Number(b.closed) - Number(a.closed);
}

/** Whether the second part, that begins no lower, goes on where the first one ends. */
function touches(first: Part, second: Part): boolean | null {
  if (first.high === null || second.low === null) return true;
  const sign = orderOf(second.low.at, first.high.at);
  return sign === null ? null : sign < 0 || (sign === 0 && (first.high.closed || second.low.closed));
}

/** The higher one of two upper ends; undefined where it is not certain which. */
function higher(a: Bound | null, b: Bound | null): Bound | null | undefined {
  if (a === null || b === null) return null;
  const sign = orderOf(a.at, b.at);
  if (sign === null) return undefined;
  return sign > 0 || (sign === 0 && a.closed) ? a : b;
}

/** The end that leaves less: the higher one of two lower ends (side 1), the lower one of two upper ends (side -1). */
function innermost(a: Bound | null, b: Bound | null, side: 1 | -1): Bound | null | undefined {
  if (a === null || b === null) return a ?? b;
  const sign = orderOf(a.at, b.at);
  if (sign === null) return undefined;
  if (sign === 0) return a.closed ? b : a;
  return sign * side > 0 ? a : b;
}
