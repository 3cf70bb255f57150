import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  approximately,
  type Ball,
  ballOf,
  multiplyBalls,
  PRECISION,
  rootOfBall,
} from '../../../../server/algorithms/answers/numbers/ball.ts';
import {
  atanOfBall,
  expOfBall,
  lnOfBall,
  PI_BALL,
  sinCosOfBall,
} from '../../../../server/algorithms/answers/numbers/ball-functions.ts';
import { rational } from '../../../../server/algorithms/answers/numbers/rational.ts';

const ballAt = (n: number, d: number): Ball => {
  const value = rational(BigInt(n), BigInt(d));
  const ball = value === null ? null : ballOf(value);
  if (ball === null) throw new Error('out of range');
  return ball;
};

const numerator = fc.integer({ min: -2000, max: 2000 });
const denominator = fc.integer({ min: 1, max: 97 });
const positive = fc.integer({ min: 1, max: 2000 });

/** Whether a ball holds a number known to 50 decimal digits. */
const holds = (ball: Ball | null, digits: string): boolean => {
  const [whole = '', part = ''] = digits.split('.');
  const scale = 10n ** BigInt(part.length);
  const value = (BigInt(whole + part) << PRECISION) / scale;
  const last = (1n << PRECISION) / scale + 1n;
  return ball !== null && ball.m - ball.r - last <= value && value <= ball.m + ball.r + last;
};

describe('ball functions', () => {
  // 50 decimals of well-known constants (OEIS A000796, A001113, A002162, A002392, A002193, A049469, A049470, A073000).
  test('hold the constants to fifty digits', () => {
    expect(holds(PI_BALL, '3.14159265358979323846264338327950288419716939937510')).toBe(true);
    expect(holds(expOfBall(ballAt(1, 1)), '2.71828182845904523536028747135266249775724709369995')).toBe(true);
    expect(holds(lnOfBall(ballAt(2, 1)), '0.69314718055994530941723212145817656807550013436025')).toBe(true);
    expect(holds(lnOfBall(ballAt(10, 1)), '2.30258509299404568401799145468436420760110148862877')).toBe(true);
    expect(holds(rootOfBall(ballAt(2, 1), 2n), '1.41421356237309504880168872420969807856967187537694')).toBe(
      true,
    );
    const one = sinCosOfBall(ballAt(1, 1));
    expect(holds(one?.sin ?? null, '0.84147098480789650665250232163029899962256306079837')).toBe(true);
    expect(holds(one?.cos ?? null, '0.54030230586813971740093660744297660373231042061792')).toBe(true);
    expect(holds(atanOfBall(ballAt(1, 2)), '0.46364760900080611621425623146121440202853705428612')).toBe(
      true,
    );
  });

  test('agree with floating point wherever that can tell', () => {
    fc.assert(
      fc.property(numerator, denominator, (n, d) => {
        const x = n / d;
        const ball = ballAt(n, d);
        const turn = sinCosOfBall(ball);
        expect(turn && approximately(turn.sin)).toBeCloseTo(Math.sin(x), 10);
        expect(turn && approximately(turn.cos)).toBeCloseTo(Math.cos(x), 10);
        const atan = atanOfBall(ball);
        expect(atan && approximately(atan)).toBeCloseTo(Math.atan(x), 10);
        const exp = Math.abs(x) < 20 ? expOfBall(ball) : null;
        if (exp !== null) expect(approximately(exp) / Math.exp(x)).toBeCloseTo(1, 9);
      }),
      { numRuns: 60 },
    );
  });

  test('undo each other within their radius', () => {
    fc.assert(
      fc.property(positive, denominator, (n, d) => {
        const x = ballAt(n, d);
        const ln = lnOfBall(x);
        const back = ln === null ? null : expOfBall(ln);
        expect(back !== null && overlap(back, x)).toBe(true);
        const root = rootOfBall(x, 2n);
        const square = root === null ? null : multiplyBalls(root, root);
        expect(square !== null && overlap(square, x)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('widen with their argument', () => {
    const functions = [
      lnOfBall,
      expOfBall,
      atanOfBall,
      (x: Ball) => sinCosOfBall(x)?.sin ?? null,
      (x: Ball) => rootOfBall(x, 3n),
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), denominator, fc.constantFrom(...functions), (n, d, f) => {
        const { m } = ballAt(n, d);
        const r = 1n << 110n;
        const wide = f({ m, r });
        for (const end of [f({ m: m - r, r: 0n }), f({ m: m + r, r: 0n })])
          if (wide !== null) expect(end !== null && overlap(wide, end)).toBe(true); // far out it is given up
      }),
      { numRuns: 200 },
    );
  });

  test('stay narrow', () => {
    fc.assert(
      fc.property(positive, denominator, (n, d) => {
        const ln = lnOfBall(ballAt(n, d));
        expect(ln !== null && ln.r < 1n << 16n).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('are not defined where there is no value, and give up far out', () => {
    expect(lnOfBall(ballAt(0, 1))).toBeNull();
    expect(lnOfBall(ballAt(-3, 1))).toBeNull();
    expect(rootOfBall(ballAt(-3, 1), 2n)).toBeNull();
    expect(expOfBall(ballAt(400, 1))).toBeNull();
    expect(sinCosOfBall({ m: 1n << 240n, r: 0n })).toBeNull();
  });
});

function overlap(a: Ball, b: Ball): boolean {
  const gap = a.m > b.m ? a.m - b.m : b.m - a.m;
  return gap <= a.r + b.r;
}
