import { type Ball, divideBalls, multiplyBalls, ONE_BALL, rootOfBall, signOf } from './ball.ts';
import { atanOfBall, expOfBall, lnOfBall, PI_BALL, sinCosOfBall } from './ball-functions.ts';
import { floor, integer, rational } from './rational.ts';
import { divide, isExact, negate, realBall, realValue, type Value } from './values.ts';

const LARGEST_FACTORIAL = 300n;
const LARGEST_BINOMIAL = 2000n;

/** A function of real values; null where it is unknown, not defined there, or beyond the limits. */
export function callOf(name: string, args: readonly Value[]): Value | null {
  const [first, second] = args;
  if (first === undefined) return null;
  if (name === '!') return factorial(first);
  if (name === 'binom') return second === undefined ? null : binomial(first, second);
  if (name === 'floor' || name === 'ceil') return whole(first, name === 'ceil');
  if (name === 'log' || name === 'lg') return logarithm(first, second ?? integer(10));
  const isZero = isExact(first) && first.n === 0n;
  if (isZero && AT_ZERO[name] !== undefined) return integer(AT_ZERO[name]);
  const ball = realBall(first);
  return ball === null ? null : realValue(ofBall(name, ball));
}

/** Where the value at 0 is exact. */
const AT_ZERO: Record<string, number> = {
  sin: 0,
  tan: 0,
  cos: 1,
  sec: 1,
  exp: 1,
  sinh: 0,
  tanh: 0,
  cosh: 1,
  arcsin: 0,
  arctan: 0,
  asin: 0,
  atan: 0,
};

function ofBall(name: string, x: Ball): Ball | null {
  switch (name) {
    case 'ln':
      return lnOfBall(x);
    case 'exp':
      return expOfBall(x);
    case 'sin':
    case 'cos':
    case 'tan':
    case 'cot':
    case 'sec':
    case 'csc':
      return circular(name, x);
    case 'sinh':
    case 'cosh':
    case 'tanh':
      return hyperbolic(name, x);
    case 'arctan':
    case 'atan':
      return atanOfBall(x);
    case 'arcsin':
    case 'asin':
      return arcsine(x);
    case 'arccos':
    case 'acos':
      return minus(half(PI_BALL), arcsine(x));
    case 'arccot':
      return minus(half(PI_BALL), atanOfBall(x));
    default:
      return null;
  }
}

function circular(name: string, x: Ball): Ball | null {
  const turn = sinCosOfBall(x);
  if (turn === null) return null;
  const { sin, cos } = turn;
  if (name === 'sin') return sin;
  if (name === 'cos') return cos;
  if (name === 'tan') return divideBalls(sin, cos);
  if (name === 'cot') return divideBalls(cos, sin);
  return divideBalls(ONE_BALL, name === 'sec' ? cos : sin);
}

function hyperbolic(name: string, x: Ball): Ball | null {
  const up = expOfBall(x);
  const down = up === null ? null : divideBalls(ONE_BALL, up);
  if (up === null || down === null) return null;
  const [sinh, cosh] = [minus(up, down), minus(up, { m: -down.m, r: down.r })];
  if (name === 'tanh') return sinh === null || cosh === null ? null : divideBalls(sinh, cosh);
  const twice = name === 'sinh' ? sinh : cosh;
  return twice === null ? null : half(twice);
}

/** arcsin x = arctan(x / sqrt(1 - x^2)), inside of -1 and 1; the ends are right angles. */
function arcsine(x: Ball): Ball | null {
  if (x.r === 0n && (x.m === ONE_BALL.m || x.m === -ONE_BALL.m))
    return x.m > 0n ? half(PI_BALL) : { m: -half(PI_BALL).m, r: 1n };
  const square = multiplyBalls(x, x);
  const rest = square === null ? null : minus(ONE_BALL, square);
  const side = rest === null || signOf(rest) !== 1 ? null : rootOfBall(rest, 2n);
  const tangent = side === null ? null : divideBalls(x, side);
  return tangent === null ? null : atanOfBall(tangent);
}

const minus = (a: Ball, b: Ball | null): Ball | null => (b === null ? null : { m: a.m - b.m, r: a.r + b.r });
const half = (a: Ball): Ball => ({ m: a.m >> 1n, r: a.r + 1n });

function logarithm(of: Value, base: Value): Value | null {
  const isOne = isExact(of) && of.n === of.d;
  if (isOne) return integer(0);
  const [a, b] = [realBall(of), realBall(base)];
  const [over, under] = [a === null ? null : lnOfBall(a), b === null ? null : lnOfBall(b)];
  return divide(realValue(over), realValue(under));
}

function factorial(of: Value): Value | null {
  if (!isExact(of) || of.d !== 1n || of.n < 0n || of.n > LARGEST_FACTORIAL) return null;
  let product = 1n;
  for (let k = 2n; k <= of.n; k++) product *= k;
  return rational(product);
}

function binomial(n: Value, k: Value): Value | null {
  if (!isExact(n) || !isExact(k) || n.d !== 1n || k.d !== 1n) return null;
  if (n.n < 0n || n.n > LARGEST_BINOMIAL || k.n < 0n) return null;
  let result = 1n;
  for (let i = 1n; i <= k.n && result !== 0n; i++) result = (result * (n.n - i + 1n)) / i;
  return rational(result);
}

/** The nearest whole number below or above; null where it can not be told which. */
function whole(of: Value, up: boolean): Value | null {
  if (up) {
    const down = whole(negate(of), false);
    return down === null ? null : negate(down);
  }
  if (isExact(of)) return rational(floor(of));
  const ball = realBall(of);
  if (ball === null) return null;
  const [low, high] = [(ball.m - ball.r) >> 192n, (ball.m + ball.r) >> 192n];
  return low === high ? rational(low) : null;
}
