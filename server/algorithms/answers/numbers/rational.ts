/** An exact fraction in lowest terms; `d` is positive. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** Numerators and denominators beyond 2^2048 are not computed with. */
const LIMIT = 1n << 2048n;

export const magnitude = (x: bigint): bigint => (x < 0n ? -x : x);

/** n/d in lowest terms; null where d is 0 or a part is beyond 2^2048. */
export function rational(n: bigint, d = 1n): Rational | null {
  if (d === 0n || magnitude(n) >= LIMIT || magnitude(d) >= LIMIT) return null;
  if (d === 1n) return { n, d };
  const divisor = gcd(magnitude(n), magnitude(d)) * (d < 0n ? -1n : 1n);
  return { n: n / divisor, d: d / divisor };
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export const integer = (n: number): Rational => ({ n: BigInt(n), d: 1n });
export const ZERO = integer(0);
export const ONE = integer(1);

export const sum = (a: Rational, b: Rational): Rational | null =>
  a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const product = (a: Rational, b: Rational): Rational | null => rational(a.n * b.n, a.d * b.d);
export const quotient = (a: Rational, b: Rational): Rational | null => rational(a.n * b.d, a.d * b.n);
export const negative = (a: Rational): Rational => ({ n: -a.n, d: a.d });
export const absolute = (a: Rational): Rational => ({ n: magnitude(a.n), d: a.d });
export const isSame = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d;

/** Below 0 where a < b, 0 where equal, above 0 where a > b. */
export function order(a: Rational, b: Rational): number {
  const [left, right] = [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The largest whole number that is not above a. */
export const floor = (a: Rational): bigint => (a.n >= 0n ? a.n / a.d : -((-a.n + a.d - 1n) / a.d));

/** a to a whole power; null for 0 to the power 0 or below, and beyond the limit. */
export function power(a: Rational, exponent: bigint): Rational | null {
  if (a.n === 0n) return exponent > 0n ? a : null;
  const bits = bitLength(magnitude(a.n) > a.d ? magnitude(a.n) : a.d) - 1n;
  if (bits * magnitude(exponent) > 2048n) return null;
  const size = magnitude(exponent);
  if (bits === 0n) return { n: size % 2n === 0n ? 1n : a.n, d: 1n };
  return exponent < 0n ? rational(a.d ** size, a.n ** size) : rational(a.n ** size, a.d ** size);
}

const bitLength = (x: bigint): bigint => BigInt(x.toString(2).length);

/** The root of the degree where it is a fraction itself; null otherwise. Degree from 2 to 64, a not below 0. */
export function exactRoot(a: Rational, degree: bigint): Rational | null {
  const n = wholeRoot(a.n, degree);
  const d = wholeRoot(a.d, degree);
  return n ** degree === a.n && d ** degree === a.d ? { n, d } : null;
}

/** The largest whole number whose power is not above x (Newton's method from above). */
export function wholeRoot(x: bigint, degree: bigint): bigint {
  if (x < 2n) return x;
  let root = 1n << (bitLength(x) / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * root + x / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
}

/** The plain text of a fraction: `3`, `-1/2`. */
export const textOf = ({ n, d }: Rational): string => (d === 1n ? `${n}` : `${n}/${d}`);
