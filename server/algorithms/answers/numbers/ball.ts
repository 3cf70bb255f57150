import { magnitude, type Rational, wholeRoot } from './rational.ts';

/** Binary digits behind the point of a ball. */
export const PRECISION = 192n;
const UNIT = 1n << PRECISION;

/**
 * A real number known to lie within `r` of `m`, both in units of 2^-192. The radius bounds every error
 * that was made, so that two balls apart are two numbers apart (ball arithmetic; van der Hoeven 2009).
 */
export interface Ball {
  readonly m: bigint;
  readonly r: bigint;
}

/** Numbers beyond 2^512, and radii beyond 2^-64, are given up. */
const LARGEST = UNIT << 512n;
const WIDEST = 1n << 128n;

export const ZERO_BALL: Ball = { m: 0n, r: 0n };
export const ONE_BALL: Ball = { m: UNIT, r: 0n };

/** The ball, or null where too little is left of it. */
export const ball = (m: bigint, r: bigint): Ball | null =>
  magnitude(m) > LARGEST || r > WIDEST ? null : { m, r };

/** An exact fraction as a ball; null for one so small (below 2^-64) or large that the precision would not do. */
export function ballOf(a: Rational): Ball | null {
  if (a.n === 0n) return ZERO_BALL;
  if (magnitude(a.n) << 64n < a.d) return null;
  return ball((a.n << PRECISION) / a.d, a.d === 1n ? 0n : 1n);
}

export const addBalls = (a: Ball, b: Ball): Ball | null => ball(a.m + b.m, a.r + b.r);
export const negateBall = (a: Ball): Ball => ({ m: -a.m, r: a.r });

export function multiplyBalls(a: Ball, b: Ball): Ball | null {
  if (isExactZero(a) || isExactZero(b)) return ZERO_BALL;
  const spread = magnitude(a.m) * b.r + magnitude(b.m) * a.r + a.r * b.r;
  return ball((a.m * b.m) >> PRECISION, (spread >> PRECISION) + 2n);
}

/** Null where the divisor may be 0. */
export function divideBalls(a: Ball, b: Ball): Ball | null {
  const least = magnitude(b.m) - b.r;
  if (least <= 0n) return null;
  if (isExactZero(a)) return a;
  const m = (a.m << PRECISION) / b.m;
  const spread = a.r + ((magnitude(m) * b.r) >> PRECISION) + 1n;
  return ball(m, (spread << PRECISION) / least + 2n);
}

/** The root of a ball that lies above 0; degree from 2 to 12. */
export function rootOfBall(a: Ball, degree: bigint): Ball | null {
  const root = (x: bigint): bigint => wholeRoot(x << (PRECISION * (degree - 1n)), degree);
  if (a.m - a.r <= 0n) return isExactZero(a) ? a : null;
  const m = root(a.m);
  return ball(m, a.r === 0n ? 1n : root(a.m + a.r) - root(a.m - a.r) + 2n);
}

export const isExactZero = (a: Ball): boolean => a.m === 0n && a.r === 0n;

/** -1 or 1 where the sign is certain, 0 for an exact 0, null where the ball holds 0. */
export function signOf(a: Ball): -1 | 0 | 1 | null {
  if (a.m > a.r) return 1;
  if (-a.m > a.r) return -1;
  return isExactZero(a) ? 0 : null;
}

/** The nearest floating-point number, for putting things in order. */
export const approximately = (a: Ball): number => Number(a.m >> (PRECISION - 64n)) / 2 ** 64;
