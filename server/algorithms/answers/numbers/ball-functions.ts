import { type Ball, ball, PRECISION, rootOfBall, signOf } from './ball.ts';
import { magnitude } from './rational.ts';

/** The functions are summed up in units of 2^-256, so that their own error stays below one unit of a ball. */
const GUARD = 64n;
const WORK = PRECISION + GUARD;
const ONE = 1n << WORK;

/** Sum of the series whose term k is term k-1 times `ratio(k)`, until the terms are gone. */
function series(first: bigint, step: (term: bigint, k: bigint) => bigint): bigint {
  let total = first;
  let term = first;
  for (let k = 1n; term !== 0n && k < 2000n; k++) {
    term = step(term, k);
    total += term;
  }
  return total;
}

/** Inverse tangent (or its hyperbolic kin) of a small x: x -+ x^3/3 + x^5/5 ... */
function arc(x: bigint, sign: bigint): bigint {
  const square = (x * x) >> WORK;
  let power = x;
  let total = x;
  for (let k = 3n; power !== 0n; k += 2n) {
    power = (sign * power * square) >> WORK;
    if (power === -1n) break; // shifting a negative number right ends at -1, not at 0
    total += power / k;
  }
  return total;
}

/** Machin 1706: pi = 16 arctan(1/5) - 4 arctan(1/239). */
const PI = 16n * arc(ONE / 5n, -1n) - 4n * arc(ONE / 239n, -1n);
const LN_2 = 2n * arc(ONE / 3n, 1n);

export const PI_BALL: Ball = { m: PI >> GUARD, r: 1n };

const narrowed = (x: bigint, spread: bigint): Ball | null => ball(x >> GUARD, spread + 2n);
const rounded = (a: bigint, b: bigint): bigint => (2n * a + b) / (2n * b) - (2n * a + b < 0n ? 1n : 0n);

/** e to the power of a; null beyond +-300. */
export function expOfBall(a: Ball): Ball | null {
  if (magnitude(a.m) >> PRECISION >= 300n) return null;
  const x = a.m << GUARD;
  const k = rounded(x, LN_2);
  const small = (x - k * LN_2) >> 8n;
  let value = series(ONE, (term, n) => (term * small) / (n * ONE));
  for (let i = 0; i < 8; i++) value = (value * value) >> WORK;
  const m = (k >= 0n ? value << k : value >> -k) >> GUARD;
  return ball(m, ((m * 2n * a.r) >> PRECISION) + (m >> PRECISION) + 2n);
}

/** The natural logarithm; null unless the ball lies above 0. */
export function lnOfBall(a: Ball): Ball | null {
  if (a.m <= a.r) return null;
  const shift = BigInt(a.m.toString(2).length) - PRECISION;
  const x = shift >= 0n ? (a.m << GUARD) >> shift : (a.m << GUARD) << -shift; // in [1/2, 1)
  const value = shift * LN_2 + 2n * arc(((x - ONE) << WORK) / (x + ONE), 1n);
  return narrowed(value, (a.r << PRECISION) / (a.m - a.r));
}

/** Sine and cosine; null beyond 2^20. */
export function sinCosOfBall(a: Ball): { sin: Ball; cos: Ball } | null {
  if (magnitude(a.m) >> PRECISION >= 1n << 20n) return null;
  const x = a.m << GUARD;
  const quarter = PI / 2n;
  const turns = rounded(x, quarter);
  const small = x - turns * quarter;
  const square = (small * small) >> WORK;
  const step = (odd: bigint) => (term: bigint, k: bigint) =>
    (-term * square) / (ONE * (2n * k) * (2n * k + odd));
  const [sin, cos] = [series(small, step(1n)), series(ONE, step(-1n))];
  const turned = [
    [sin, cos],
    [cos, -sin],
    [-sin, -cos],
    [-cos, sin],
  ][Number(((turns % 4n) + 4n) % 4n)];
  const [s, c] = (turned ?? []).map((value) => narrowed(value, a.r));
  return s == null || c == null ? null : { sin: s, cos: c };
}

/** The inverse tangent, between -pi/2 and pi/2. */
export function atanOfBall(a: Ball): Ball | null {
  const size = magnitude(a.m) << GUARD;
  const inverted = size > ONE;
  let x = inverted ? (ONE * ONE) / size : size;
  for (let i = 0; i < 3; i++) x = (x << WORK) / (ONE + sqrt(ONE * ONE + x * x)); // half the angle
  const angle = 8n * arc(x, -1n);
  const value = inverted ? PI / 2n - angle : angle;
  return narrowed(a.m < 0n ? -value : value, a.r);
}

function sqrt(x: bigint): bigint {
  let root = 1n << (BigInt(x.toString(2).length) / 2n + 1n);
  for (;;) {
    const next = (root + x / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** The root of the degree of a ball above 0, by logarithms where the degree is beyond 12. */
export function anyRootOfBall(a: Ball, degree: bigint): Ball | null {
  if (degree <= 12n) return rootOfBall(a, degree);
  const ln = signOf(a) === 1 ? lnOfBall(a) : null;
  return ln === null ? null : expOfBall({ m: ln.m / degree, r: ln.r / degree + 1n });
}
