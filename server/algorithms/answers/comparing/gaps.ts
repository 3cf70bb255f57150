import { ballOf } from '../numbers/ball.ts';
import {
  absolute,
  magnitude,
  negative,
  order,
  product,
  type Rational,
  sum,
  ZERO,
} from '../numbers/rational.ts';
import { isExact, realBall, type Value } from '../numbers/values.ts';

/** How far apart two real values are. */
export interface Gap {
  readonly isAtMost: (limit: Rational) => boolean;
  /** Whether the given value lies nearer to 0 than the reference. */
  readonly isGivenSmaller: boolean;
  /** Whether the gap is at most this part of the reference. */
  readonly isPart: (part: Rational) => boolean;
}

/** Null where one is no real number. */
export function gapBetween(given: Value, reference: Value): Gap | null {
  if (isExact(given) && isExact(reference)) {
    const apart = sum(given, negative(reference));
    if (apart === null) return null;
    const size = absolute(apart);
    const isAtMost = (limit: Rational) => order(size, limit) <= 0;
    return {
      isAtMost,
      isGivenSmaller: order(absolute(given), absolute(reference)) < 0,
      isPart: (part) => isAtMost(product(absolute(reference), part) ?? ZERO),
    };
  }
  const [a, b] = [realBall(given), realBall(reference)];
  if (a === null || b === null) return null;
  const size = magnitude(a.m - b.m);
  return {
    isAtMost: (limit) => size <= (ballOf(limit)?.m ?? 0n),
    isGivenSmaller: magnitude(a.m) < magnitude(b.m),
    isPart: ({ n, d }) => size * d <= magnitude(b.m) * n,
  };
}

/** Whether two values lie within two per cent of each other; null where they can not be compared. */
export const areClose = (given: Value, reference: Value): boolean | null =>
  gapBetween(given, reference)?.isPart({ n: 1n, d: 50n }) ?? null;
