import { PI_BALL } from '../numbers/ball-functions.ts';
import { real } from '../numbers/complex.ts';
import { integer, ONE, order, product, quotient, type Rational, rational } from '../numbers/rational.ts';
import { areEqual, isExact, multiply, type Value } from '../numbers/values.ts';
import { isGroup, type Node, some, type Written } from '../reading/syntax.ts';
import type { AnswerRule } from '../rules.ts';
import { type Gap, gapBetween } from './gaps.ts';

/** A number with the way it was written, where it was written as one decimal. */
export interface Decimal {
  readonly value: Value;
  readonly written: Written | null;
  /** Whether a decimal fraction stands anywhere in it. */
  readonly rough: boolean;
}

/** Whether a decimal fraction stands anywhere in a formula, so that it may hold a rounding. */
export const isRough = (node: Node): boolean =>
  some(node, (one) => one.type === 'number' && one.written !== null && one.written.decimals > 0);

/** How a formula was written, where it is nothing but a number with its sign and a power of ten. */
export function writtenOf(node: Node): Written | null {
  if (node.type === 'number') return node.written;
  if (node.type === 'negative') return writtenOf(node.of);
  if (isGroup(node) && node.type === 'bracket' && node.items[0] !== undefined)
    return writtenOf(node.items[0]);
  if (node.type !== 'product' || node.items.length !== 2) return null;
  const [mantissa, power] = node.items;
  const written = mantissa === undefined ? null : writtenOf(mantissa);
  if (written === null || power?.type !== 'power' || power.base.type !== 'number') return null;
  const { base, exponent } = power;
  const sign = exponent.type === 'negative' ? -1n : 1n;
  const size = exponent.type === 'negative' ? exponent.of : exponent;
  if (base.value.n !== 10n || base.value.d !== 1n || size.type !== 'number' || size.value.d !== 1n)
    return null;
  if (size.value.n > 600n) return null;
  const ten = 10n ** size.value.n;
  const scale = sign < 0n ? rational(1n, ten) : rational(ten);
  const step = scale === null ? null : product(written.step, scale);
  return step === null ? null : { ...written, step };
}

/**
 * Holds two numbers against each other. Equal numbers are `same-number`. Else
 * - `within-rounding` where the reference looks rounded and the finer answer rounds to it; where the answer is a
 *   decimal of six digits or more that is the rounded or cut reference; or where either is a decimal of ten digits
 *   or more and they agree to one in 10^9 (what floating point leaves);
 * - `may-be-rounded` where either may be a rounding of the other, or both may be rounded on the way;
 * - `different-number` otherwise.
 */
export function numberRule(given: Decimal, reference: Decimal): AnswerRule {
  const same = areEqual(given.value, reference.value);
  if (same === null) return 'not-decided';
  if (same) return 'same-number';
  const gap = gapBetween(given.value, reference.value);
  if (gap === null) return given.rough || reference.rough ? 'may-be-rounded' : 'different-number';
  if (isRounding(given, reference, gap)) return 'within-rounding';
  const rounded =
    mayRound(given, reference, gap, gap.isGivenSmaller) ||
    mayRound(reference, given, gap, !gap.isGivenSmaller) ||
    areNear(given, reference, gap);
  return rounded ? 'may-be-rounded' : 'different-number';
}

const HALF = { n: 1n, d: 2n };
const ONE_IN_A_BILLION = { n: 1n, d: 1_000_000_000n };
const halfOf = (step: Rational): Rational => product(step, HALF) ?? step;

function isRounding(given: Decimal, reference: Decimal, gap: Gap): boolean {
  const [g, r] = [given.written, reference.written];
  if ([g, r].some((one) => one !== null && one.decimals > 0 && one.significant >= 10))
    if (gap.isPart(ONE_IN_A_BILLION)) return true;
  const isFiner = r !== null && (g === null || order(g.step, r.step) < 0);
  const isExactForm =
    !isExact(given.value) && !given.rough && r !== null && r.decimals > 0 && r.significant >= 3;
  if (isFiner && (looksRounded(reference) || isExactForm) && gap.isAtMost(halfOf(r.step)))
    return !standsForPi(given, reference);
  const isLong = g !== null && g.decimals > 0 && g.significant >= 6;
  return isLong && (r === null || order(r.step, g.step) < 0) && gap.isAtMost(g.step);
}

/** Fractions that are used for pi, and the largest denominator of a part or multiple of it that is looked for. */
const PI_AS: readonly Rational[] = [
  { n: 22n, d: 7n },
  { n: 355n, d: 113n },
];
const SIMPLE = 12n;

/**
 * Whether a fraction is a simple multiple of one that is used for pi, while the decimal is that multiple of pi rounded:
 * 22/7 is no 3.14 then, but both are meant for a third number, and which of them the question wanted can not be told.
 */
function standsForPi({ value, written }: Decimal, { value: reference, written: decimal }: Decimal): boolean {
  if (written !== null || decimal === null || !isExact(value)) return false;
  return PI_AS.some((pi) => {
    const times = quotient(value, pi);
    if (times === null || times.d > SIMPLE) return false;
    const meant = multiply(real(PI_BALL), times);
    return meant !== null && gapBetween(meant, reference)?.isAtMost(halfOf(decimal.step)) === true;
  });
}

/**
 * Whether a decimal looks like a rounded one: at least two digits that count, and no whole number; of fewer than five
 * digits no half, fifth or other fraction of a denominator below 50 either.
 */
function looksRounded({ value, written }: Decimal): boolean {
  if (written === null || written.significant < 2 || !isExact(value)) return false;
  if (written.decimals >= 2 && written.significant >= 3 && value.d === 1n)
    return order(written.step, rational(1n, 10n ** BigInt(written.decimals)) ?? integer(1)) !== 0;
  return written.decimals > 0 && (value.d >= 50n || (value.d > 1n && written.significant >= 5));
}

/**
 * Whether a decimal is the other number, of which more is known, rounded or cut to its digits. A whole number counts
 * only where the gap is a tenth of the reference at most, a decimal where it is a quarter.
 */
function mayRound({ written }: Decimal, other: Decimal, gap: Gap, isSmaller: boolean): boolean {
  if (written === null || (other.written !== null && order(other.written.step, written.step) >= 0))
    return false;
  const limit = isSmaller && written.decimals > 0 ? written.step : halfOf(written.step);
  return gap.isAtMost(limit) && gap.isPart(written.decimals === 0 ? { n: 1n, d: 10n } : { n: 1n, d: 4n });
}

/** Whether a decimal stands within a longer formula. */
const isHidden = ({ written, rough }: Decimal): boolean => written === null && rough;

/**
 * Whether the gap may come from roundings on the way: one per cent where a number looks rounded, has a root or pi in
 * it, or is computed from decimals; of any other decimal of three digits one and a half units in the last, or a
 * thousandth.
 */
function areNear(given: Decimal, reference: Decimal, gap: Gap): boolean {
  const isMixed = isExact(given.value) !== isExact(reference.value);
  const isWritten = isMixed || [given, reference].some(({ written, rough }) => written !== null || rough);
  const isInexact = [given, reference].some(
    (one) => looksRounded(one) || isHidden(one) || !isExact(one.value),
  );
  if (isWritten && isInexact && gap.isPart({ n: 1n, d: 100n })) return true;
  const { written } = reference;
  if (written === null || written.decimals === 0 || written.significant < 3) return false;
  const isClose = gap.isAtMost(quotient(product(written.step, integer(3)) ?? ONE, integer(2)) ?? ONE);
  return isClose || gap.isPart({ n: 1n, d: 1000n });
}
