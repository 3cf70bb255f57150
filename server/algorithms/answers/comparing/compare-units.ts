import { integer, ONE, product, type Rational } from '../numbers/rational.ts';
import { add, areEqual, divide, isExact, multiply, type Value } from '../numbers/values.ts';
import { evaluate } from '../reading/evaluate.ts';
import { isUnit, measureSame, type Unit } from '../reading/units.ts';
import type { AnswerRule } from '../rules.ts';
import { type Decimal, numberRule } from './decimals.ts';
import type { Setting } from './setting.ts';

/** Two numbers with a unit each: turned into one unit where both measure the same. */
export function unitsRule(given: Decimal, u: Unit, reference: Decimal, v: Unit): AnswerRule {
  if (!measureSame(u, v))
    return (
      angles(given, u, reference, v) ??
      temperatures(given, u, reference, v) ??
      (mayMean(u, v) || mayMean(v, u) ? 'unit-unclear' : 'different-unit')
    );
  if (u.factor.n === v.factor.n && u.factor.d === v.factor.d) return quantityOf(numberRule(given, reference));
  const [a, b] = [scaledBy(given, u.factor), scaledBy(reference, v.factor)];
  return a === null || b === null ? 'not-decided' : quantityOf(numberRule(a, b));
}

/** Whether the first unit may stand for the second one: an m for minutes, a bare degree for one of temperature. */
const mayMean = (u: Unit, v: Unit): boolean =>
  u.unclear || (isUnit(u, 'degree') && (isUnit(v, 'celsius') || isUnit(v, 'fahrenheit')));

const quantityOf = (rule: AnswerRule): AnswerRule => (rule === 'same-number' ? 'same-quantity' : rule);

function scaledBy({ value, written, rough }: Decimal, factor: Rational): Decimal | null {
  const scaled = multiply(value, factor);
  const step = written === null ? null : product(written.step, factor);
  if (scaled === null) return null;
  return { value: scaled, written: written === null || step === null ? null : { ...written, step }, rough };
}

/** Degrees against radians, the clear sign or the word alike. */
function angles(given: Decimal, u: Unit, reference: Decimal, v: Unit): AnswerRule | null {
  const [first, second] = [isUnit(u, 'degree'), isUnit(v, 'degree')];
  if (!(first && isUnit(v, 'rad')) && !(second && isUnit(u, 'rad'))) return null;
  const a = first ? radians(given) : given;
  const b = second ? radians(reference) : reference;
  return a === null || b === null ? 'not-decided' : quantityOf(numberRule(a, b));
}

/** Points of the scales of temperature, in kelvin: (value + plus) * size. */
const SCALES = [
  { base: 'kelvin', plus: integer(0), size: ONE },
  { base: 'celsius', plus: { n: 27_315n, d: 100n }, size: ONE },
  { base: 'fahrenheit', plus: { n: 45_967n, d: 100n }, size: { n: 5n, d: 9n } },
];

/**
 * A temperature on two scales. Whoever means a difference of temperatures turns it without the other zero, which
 * nothing here tells: then it is not decided. Null for other units, and where they differ either way.
 */
function temperatures(given: Decimal, u: Unit, reference: Decimal, v: Unit): AnswerRule | null {
  const [from, to] = [u, v].map((unit) => SCALES.find(({ base }) => isUnit(unit, base)));
  if (from === undefined || to === undefined) return null;
  const onScale = ({ value, rough }: Decimal, { plus, size }: (typeof SCALES)[number]): Decimal | null => {
    const turned = divide(multiply(add(value, from.plus), from.size), size);
    const point = turned === null ? null : add(turned, { n: -plus.n, d: plus.d });
    return point === null ? null : { value: point, written: null, rough };
  };
  const point = onScale(given, to);
  const rule = point === null ? 'not-decided' : numberRule(point, reference);
  if (rule !== 'different-number') return quantityOf(rule);
  const difference = divide(multiply(given.value, from.size), to.size);
  return difference !== null && areEqual(difference, reference.value) === true ? 'unit-unclear' : null;
}

const DEGREE = evaluate({ type: 'degrees', of: { type: 'number', value: ONE, written: null } });

function radians({ value, rough }: Decimal): Decimal | null {
  const turned = multiply(value, DEGREE);
  return turned === null ? null : { value: turned, written: null, rough };
}

/** One side has a unit at most. A unit that is left out is taken to be the one of the other side. */
export function oneUnitRule(
  given: Decimal,
  u: Unit | null,
  reference: Decimal,
  v: Unit | null,
  setting: Setting,
): AnswerRule {
  const unit = u ?? v;
  const rule = numberRule(given, reference);
  if (unit === null) return rule === 'different-number' ? bareRule(given, reference, setting) : rule;
  if (isUnit(unit, 'percent'))
    return percentRule(u === null ? reference : given, u === null ? given : reference, rule, u === null);
  if (isUnit(unit, 'degree') && rule !== 'same-number') {
    const [a, b] = [u === null ? given : radians(given), v === null ? reference : radians(reference)];
    const turned = a === null || b === null ? 'not-decided' : numberRule(a, b);
    return turned === 'different-number' ? rule : turned;
  }
  if (rule !== 'different-number') return rule;
  return CONVERSIONS.some((factor) => differBy(given, reference, factor)) ? 'may-be-converted' : rule;
}

/** Two numbers that differ, without a unit: one may be meant in per cent, in degrees, or with a point for thousands. */
function bareRule(given: Decimal, reference: Decimal, { percent }: Setting): AnswerRule {
  const isThousand = [given, reference].some(({ written }) => written?.decimals === 3);
  const factors = [...(percent ? [100] : []), ...(isThousand ? [1000] : [])];
  if (factors.some((factor) => differBy(given, reference, factor))) return 'may-be-converted';
  if (isExact(given.value) === isExact(reference.value)) return 'different-number';
  const turned = isExact(given.value) ? [radians(given), reference] : [given, radians(reference)];
  const [a, b] = turned.map((one) => one?.value ?? null);
  return a != null && b != null && areEqual(a, b) === true ? 'may-be-converted' : 'different-number';
}

/** A percentage against a bare number: `25%` is 25 and 0.25, but `0.5%` may be neither of 0.5 and 0.005. */
function percentRule(
  percent: Decimal,
  bare: Decimal,
  asWritten: AnswerRule,
  isReference: boolean,
): AnswerRule {
  const part = scaledBy(percent, { n: 1n, d: 100n });
  const asPart =
    part === null ? 'not-decided' : isReference ? numberRule(bare, part) : numberRule(part, bare);
  if (asPart === 'same-number' || asPart === 'within-rounding') return asPart;
  const isLarge = isExact(bare.value) && (bare.value.n > bare.value.d || -bare.value.n > bare.value.d);
  if (asWritten === 'same-number' || asWritten === 'within-rounding')
    return isLarge ? asWritten : 'unit-unclear';
  return asPart === 'different-number' ? asWritten : asPart;
}

/** Factors by which units of one measure commonly differ. */
const CONVERSIONS = [
  ...[3, 7, 9, 12, 16, 24, 36, 60, 144, 365, 1440, 1728, 1760, 3600, 5280, 86_400],
  ...Array.from({ length: 12 }, (_, i) => 10 ** (i + 1)),
];

/** Whether the one is the other times the factor. */
const differBy = (given: Decimal, reference: Decimal, factor: number): boolean =>
  isTimes(given.value, reference.value, factor) || isTimes(reference.value, given.value, factor);

function isTimes(a: Value, b: Value, factor: number): boolean {
  const product = multiply(b, integer(factor));
  return product !== null && areEqual(a, product) === true;
}
