import {
  addBalls,
  type Ball,
  ballOf,
  divideBalls,
  isExactZero,
  multiplyBalls,
  negateBall,
  ONE_BALL,
  rootOfBall,
  signOf,
  ZERO_BALL,
} from './ball.ts';
import { expOfBall, sinCosOfBall } from './ball-functions.ts';
import type { Rational } from './rational.ts';

/** A complex number as two balls; a real one has an imaginary part of exactly 0. */
export interface Complex {
  readonly re: Ball;
  readonly im: Ball;
}

export const real = (re: Ball): Complex => ({ re, im: ZERO_BALL });
export const isReal = (z: Complex): boolean => isExactZero(z.im);
export const I: Complex = { re: ZERO_BALL, im: ONE_BALL };

export function complexOf(a: Rational): Complex | null {
  const re = ballOf(a);
  return re === null ? null : real(re);
}

const complex = (re: Ball | null, im: Ball | null): Complex | null =>
  re === null || im === null ? null : { re, im };

export const addComplex = (a: Complex, b: Complex): Complex | null =>
  complex(addBalls(a.re, b.re), addBalls(a.im, b.im));
export const negateComplex = (a: Complex): Complex => ({ re: negateBall(a.re), im: negateBall(a.im) });

export function multiplyComplex(a: Complex, b: Complex): Complex | null {
  const [rr, ii] = [multiplyBalls(a.re, b.re), multiplyBalls(a.im, b.im)];
  const [ri, ir] = [multiplyBalls(a.re, b.im), multiplyBalls(a.im, b.re)];
  if (rr === null || ii === null || ri === null || ir === null) return null;
  return complex(addBalls(rr, negateBall(ii)), addBalls(ri, ir));
}

/** Null where the divisor may be 0. */
export function divideComplex(a: Complex, b: Complex): Complex | null {
  if (isReal(b)) return complex(divideBalls(a.re, b.re), divideBalls(a.im, b.re));
  const over = multiplyComplex(a, { re: b.re, im: negateBall(b.im) });
  const under = squaredSize(b);
  return over === null || under === null
    ? null
    : complex(divideBalls(over.re, under), divideBalls(over.im, under));
}

function squaredSize(a: Complex): Ball | null {
  const [re, im] = [multiplyBalls(a.re, a.re), multiplyBalls(a.im, a.im)];
  return re === null || im === null ? null : addBalls(re, im);
}

/** The absolute value; null where it can not be told from 0. */
export function sizeOfComplex(a: Complex): Ball | null {
  if (isReal(a)) {
    const sign = signOf(a.re);
    return sign === null ? null : sign < 0 ? negateBall(a.re) : a.re;
  }
  const square = squaredSize(a);
  return square === null ? null : rootOfBall(square, 2n);
}

/** A whole power, the exponent from 0 to 4096. */
export function powerOfComplex(a: Complex, exponent: bigint): Complex | null {
  let result: Complex | null = real(ONE_BALL);
  let square: Complex | null = a;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (square === null || result === null) return null;
    if (left % 2n === 1n) result = multiplyComplex(result, square);
    if (left > 1n) square = multiplyComplex(square, square);
  }
  return result;
}

/** The square root with the real part not below 0 (of a negative number: i times the root). */
export function rootOfComplex(a: Complex): Complex | null {
  if (isReal(a)) {
    const sign = signOf(a.re);
    if (sign === null) return null;
    if (sign === 0) return a;
    const root = rootOfBall(sign < 0 ? negateBall(a.re) : a.re, 2n);
    if (root === null) return null;
    return sign < 0 ? { re: ZERO_BALL, im: root } : real(root);
  }
  const size = sizeOfComplex(a);
  const twice = size === null ? null : addBalls(size, a.re);
  const re = twice === null ? null : rootOfBall({ m: twice.m >> 1n, r: twice.r + 1n }, 2n);
  const im = re === null ? null : divideBalls(a.im, { m: re.m << 1n, r: re.r << 1n });
  return complex(re, im);
}

/** e to the power of a (Euler's formula). */
export function expOfComplex(a: Complex): Complex | null {
  const size = expOfBall(a.re);
  if (size === null || isReal(a)) return size === null ? null : real(size);
  const turn = sinCosOfBall(a.im);
  return turn === null ? null : complex(multiplyBalls(size, turn.cos), multiplyBalls(size, turn.sin));
}
