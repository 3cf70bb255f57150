import { ONE_BALL } from '../numbers/ball.ts';
import { expOfBall, PI_BALL } from '../numbers/ball-functions.ts';
import { expOfComplex, I, isReal, real, sizeOfComplex } from '../numbers/complex.ts';
import { callOf } from '../numbers/functions.ts';
import { integer, type Rational, rational } from '../numbers/rational.ts';
import {
  add,
  divide,
  enclosed,
  isExact,
  multiply,
  negate,
  raise,
  realValue,
  root,
  type Value,
} from '../numbers/values.ts';
import type { Node } from './syntax.ts';

/** Values of the variables by name. */
export type Point = ReadonlyMap<string, Rational>;
export const NOWHERE: Point = new Map();

/** How many steps one formula may take; a function or a root counts for twenty. */
const MOST_STEPS = 4000;
const COSTLY = 20;

/**
 * The value of a formula at a point; null where it is not defined there, has variables without a value, is no
 * formula of numbers, or is beyond the limits.
 */
export function evaluate(node: Node, point: Point = NOWHERE): Value | null {
  return new Evaluator(point).value(node);
}

class Evaluator {
  readonly #point: Point;
  #steps = 0;

  constructor(point: Point) {
    this.#point = point;
  }

  value(node: Node): Value | null {
    this.#steps += node.type === 'call' || node.type === 'root' || node.type === 'power' ? COSTLY : 1;
    if (this.#steps > MOST_STEPS) return null;
    switch (node.type) {
      case 'number':
        return node.value;
      case 'symbol':
        return this.#point.get(node.name) ?? null;
      case 'constant':
        return constant(node.name);
      case 'sum':
        return this.#all(node.items, add);
      case 'product':
        return this.#all(node.items, multiply);
      case 'quotient':
        return divide(this.value(node.over), this.value(node.under));
      case 'negative': {
        const of = this.value(node.of);
        return of === null ? null : negate(of);
      }
      case 'power':
        return this.#power(node.base, node.exponent);
      case 'root': {
        const of = this.value(node.of);
        return of === null ? null : root(of, BigInt(node.degree));
      }
      case 'call':
        return this.#call(node.name, node.args);
      case 'degrees':
        return multiply(this.value(node.of), DEGREE);
      case 'based':
        return based(node.digits, node.base);
      case 'bracket':
        return node.items.length === 1 && node.items[0] !== undefined ? this.value(node.items[0]) : null;
      default:
        return null;
    }
  }

  #all(items: readonly Node[], operation: (a: Value | null, b: Value | null) => Value | null): Value | null {
    let total: Value | null = null;
    for (const [i, item] of items.entries()) {
      const value = this.value(item);
      if (value === null) return null;
      total = i === 0 ? value : operation(total, value);
      if (total === null) return null;
    }
    return total;
  }

  #power(base: Node, exponent: Node): Value | null {
    const power = this.value(exponent);
    if (power === null) return null;
    if (base.type === 'constant' && base.name === 'e' && !(isExact(power) && power.n === 0n)) {
      const z = enclosed(power);
      return z === null ? null : isReal(z) ? realValue(expOfBall(z.re)) : expOfComplex(z);
    }
    const value = this.value(base);
    return value === null ? null : raise(value, power);
  }

  #call(name: string, args: readonly Node[]): Value | null {
    const values: Value[] = [];
    for (const arg of args) {
      const value = this.value(arg);
      if (value === null) return null;
      values.push(value);
    }
    if (name !== 'abs') return callOf(name, values);
    const [of] = values;
    if (of === undefined) return null;
    if (isExact(of)) return of.n < 0n ? negate(of) : of;
    return realValue(sizeOfComplex(of));
  }
}

const DEGREE = divide(real(PI_BALL), integer(180));
const EULER = realValue(expOfBall(ONE_BALL));

function constant(name: 'pi' | 'e' | 'i' | 'infinity'): Value | null {
  if (name === 'pi') return real(PI_BALL);
  if (name === 'e') return EULER;
  return name === 'i' ? I : null;
}

/** The value of digits to a base from 2 to 36; null where a digit does not belong to it. */
function based(digits: string, base: number): Value | null {
  let value = 0n;
  for (const digit of digits) {
    const worth = Number.parseInt(digit, 36);
    if (!(worth < base)) return null;
    value = value * BigInt(base) + BigInt(worth);
  }
  return rational(value);
}
