import { type Ball, negateBall, signOf } from './ball.ts';
import { anyRootOfBall, expOfBall, lnOfBall } from './ball-functions.ts';
import {
  addComplex,
  type Complex,
  complexOf,
  divideComplex,
  isReal,
  multiplyComplex,
  negateComplex,
  powerOfComplex,
  real,
  rootOfComplex,
} from './complex.ts';
import * as rationals from './rational.ts';
import { exactRoot, integer, magnitude, type Rational } from './rational.ts';

/** The value of a formula: exact where it is a fraction, else enclosed in balls. */
export type Value = Rational | Complex;

export const isExact = (value: Value): value is Rational => 'n' in value;

/** The value as balls; null where it is too small or too large for them. */
export const enclosed = (value: Value): Complex | null => (isExact(value) ? complexOf(value) : value);

type OnRationals = (a: Rational, b: Rational) => Rational | null;
type OnComplex = (a: Complex, b: Complex) => Complex | null;

function both(a: Value | null, b: Value | null, exact: OnRationals, enclosing: OnComplex): Value | null {
  if (a === null || b === null) return null;
  if (isExact(a) && isExact(b)) return exact(a, b);
  const [x, y] = [enclosed(a), enclosed(b)];
  return x === null || y === null ? null : enclosing(x, y);
}

export const add = (a: Value | null, b: Value | null): Value | null => both(a, b, rationals.sum, addComplex);
export const multiply = (a: Value | null, b: Value | null): Value | null =>
  both(a, b, rationals.product, multiplyComplex);
/** Null where the divisor may be 0. */
export const divide = (a: Value | null, b: Value | null): Value | null =>
  both(a, b, rationals.quotient, divideComplex);
export const negate = (a: Value): Value => (isExact(a) ? rationals.negative(a) : negateComplex(a));

/** The ball of a real value, null for any other. */
export function realBall(value: Value | null): Ball | null {
  const z = value === null ? null : enclosed(value);
  return z !== null && isReal(z) ? z.re : null;
}

export const realValue = (ball: Ball | null): Value | null => (ball === null ? null : real(ball));

/**
 * A power. A negative base takes whole exponents only, and any other exponent is taken by e^(b ln a) of a base
 * above 0. Null where it is not defined, or beyond the limits.
 */
export function raise(base: Value, exponent: Value): Value | null {
  if (isExact(exponent) && exponent.d === 1n) return wholePower(base, exponent.n);
  if (isExact(base) && base.n === 0n)
    return isExact(exponent) && exponent.n > 0n && exponent.d > 0n ? base : null;
  if (isExact(exponent) && exponent.d <= 64n) {
    const radical = root(base, exponent.d);
    const isPositive = radical !== null && signOfValue(base) === 1;
    return isPositive ? wholePower(radical, exponent.n) : null;
  }
  const [b, e] = [realBall(base), realBall(exponent)];
  const ln = b === null || signOf(b) !== 1 ? null : lnOfBall(b);
  const product = ln === null || e === null ? null : multiplyComplex(real(ln), real(e));
  return product === null ? null : realValue(expOfBall(product.re));
}

function wholePower(base: Value, exponent: bigint): Value | null {
  if (isExact(base)) return rationals.power(base, exponent);
  if (magnitude(exponent) > 4096n || exponent === 0n) return null;
  const positive = powerOfComplex(base, magnitude(exponent));
  return exponent > 0n || positive === null ? positive : divide(integer(1), positive);
}

/** A root: of a number below 0 the real one where the degree is odd, the square root on the imaginary axis. */
export function root(of: Value, degree: bigint): Value | null {
  if (isExact(of)) {
    const exact = exactRoot(rationals.absolute(of), degree);
    if (exact !== null && of.n >= 0n) return exact;
    if (exact !== null && degree % 2n === 1n) return rationals.negative(exact);
  }
  const z = enclosed(of);
  if (z === null) return null;
  if (degree === 2n) return rootOfComplex(z);
  const sign = isReal(z) ? signOf(z.re) : null;
  if (sign === 1) return realValue(anyRootOfBall(z.re, degree));
  if (sign !== -1 || degree % 2n === 0n) return null;
  const ball = anyRootOfBall(negateBall(z.re), degree);
  return ball === null ? null : real(negateBall(ball));
}

/** The sign of a real value where it is certain. */
export function signOfValue(value: Value): -1 | 0 | 1 | null {
  if (isExact(value)) return value.n > 0n ? 1 : value.n < 0n ? -1 : 0;
  return isReal(value) ? signOf(value.re) : null;
}

/** Equality is only trusted where the balls are as narrow as this: 2^-100. */
const NARROW = 1n << 92n;

/**
 * Whether two values are equal. Fractions are compared exactly, and values whose balls lie apart differ for
 * certain; those whose balls meet within 2^-100 are taken to be equal, since different formulas of the size of an
 * answer do not come that close. Null where the balls are too wide to tell.
 */
export function areEqual(a: Value, b: Value): boolean | null {
  if (isExact(a) && isExact(b)) return rationals.isSame(a, b);
  const [x, y] = [enclosed(a), enclosed(b)];
  if (x === null || y === null) return null;
  const parts = [meet(x.re, y.re), meet(x.im, y.im)];
  return parts.includes(false) ? false : parts.includes(null) ? null : true;
}

function meet(a: Ball, b: Ball): boolean | null {
  if (magnitude(a.m - b.m) > a.r + b.r) return false;
  return a.r + b.r <= NARROW + (magnitude(a.m) >> 100n) ? true : null;
}
