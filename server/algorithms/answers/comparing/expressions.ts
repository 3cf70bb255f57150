import { type SeededRandom, seededRandom } from '../../random.ts';
import { integer, type Rational, rational, ZERO } from '../numbers/rational.ts';
import { areEqual, multiply, type Value } from '../numbers/values.ts';
import { evaluate, NOWHERE, type Point } from '../reading/evaluate.ts';
import { type Node, symbolsOf } from '../reading/syntax.ts';

/**
 * How two formulas compare: `same` where they have the same value at every point at which both have one, at least
 * three; `different` where they have different values at each of these; `in-part` where they agree at some; `unknown`
 * where too few points could be decided.
 */
export type Likeness = 'same' | 'different' | 'in-part' | 'unknown';

/** The range of the variables at a point: above 1, between 0 and 1, below 0, or whole. */
const RANGES = [
  'above',
  'between',
  'whole',
  'below',
  'between',
  'whole',
  'above',
  'between',
  'below',
  'whole',
] as const;
const ENOUGH = 3;

/**
 * Compares two formulas at ten points, that hang on the formulas' texts alone. Equal at all of them is no proof, but
 * formulas of the length of an answer that differ do so almost everywhere (for polynomials: Schwartz 1980).
 * Different at all of them is certain, as far as the variables are free.
 */
export function likeness(a: Node, b: Node, seed: string): Likeness {
  return likenessOf(symbolsOf({ type: 'list', items: [a, b], joint: 'comma' }), seed, (point) => {
    const left = evaluate(a, point);
    const right = left === null ? null : evaluate(b, point);
    return left === null || right === null ? null : areEqual(left, right);
  });
}

/** Whether two formulas agree at every point, where that is all that matters: the first one that differs ends it. */
export function areAlike(a: Node, b: Node, seed: string): boolean {
  let differ = false;
  const names = symbolsOf({ type: 'list', items: [a, b], joint: 'comma' });
  const like = likenessOf(names, seed, (point) => {
    const left = differ ? null : evaluate(a, point);
    const right = left === null ? null : evaluate(b, point);
    const same = left === null || right === null ? null : areEqual(left, right);
    differ ||= same === false;
    return same;
  });
  return like === 'same';
}

/** Tries a question at points for the variables: true, false, or null where it can not be told there. */
export function likenessOf(
  names: readonly string[],
  seed: string,
  isSameAt: (point: Point) => boolean | null,
): Likeness {
  if (names.length === 0) {
    const same = isSameAt(NOWHERE);
    return same === null ? 'unknown' : same ? 'same' : 'different';
  }
  const random = seededRandom(seed);
  const count = { same: 0, different: 0 };
  for (const range of RANGES) {
    const same = isSameAt(new Map(names.map((name) => [name, drawn(range, random)])));
    if (same !== null) count[same ? 'same' : 'different']++;
  }
  if (count.same > 0 && count.different > 0) return 'in-part';
  if (count.same >= ENOUGH) return 'same';
  return count.different >= ENOUGH ? 'different' : 'unknown';
}

function drawn(range: (typeof RANGES)[number], random: SeededRandom): Rational {
  const whole = 2 + random.int(11);
  if (range === 'whole') return integer(whole);
  const under = 13 + 2 * random.int(9);
  const part = rational(BigInt(1 + random.int(under - 1)), BigInt(under)) ?? integer(1);
  if (range === 'between') return part;
  const value = { n: BigInt(whole) * part.d + part.n, d: part.d };
  return range === 'above' ? value : { n: -value.n, d: value.d };
}

/** Whether one equation is a multiple of the other at every point: left minus right in a fixed ratio. */
export function areProportional(a: readonly [Node, Node], b: readonly [Node, Node], seed: string): boolean {
  const names = symbolsOf({ type: 'list', items: [...a, ...b], joint: 'comma' });
  const random = seededRandom(seed);
  const [first, second] = [difference(a), difference(b)];
  const values: (readonly [Value, Value])[] = [];
  for (const range of RANGES) {
    const point: Point = new Map(names.map((name) => [name, drawn(range, random)]));
    const [left, right] = [evaluate(first, point), evaluate(second, point)];
    if (left !== null && right !== null) values.push([left, right]);
  }
  const one = values.find((pair) => pair.every((value) => areEqual(value, ZERO) === false));
  return one !== undefined && values.length >= ENOUGH && values.every((other) => isInRatio(one, other));
}

const difference = ([left, right]: readonly [Node, Node]): Node => ({
  type: 'sum',
  items: [left, { type: 'negative', of: right }],
});

/** a : b = c : d, with a and b not both 0. */
function isInRatio([a, b]: readonly [Value, Value], [c, d]: readonly [Value, Value]): boolean {
  const [left, right] = [multiply(a, d), multiply(b, c)];
  return left !== null && right !== null && areEqual(left, right) === true;
}
