import {
  integer,
  ONE,
  product,
  type Rational,
  rational,
  power as rationalPower,
} from '../numbers/rational.ts';

/** A unit of measure: its size in base units, and the powers of these. */
export interface Unit {
  readonly factor: Rational;
  /** Powers of the base units by name, none of them 0: a speed is `{m: 1, s: -1}`. */
  readonly powers: Readonly<Record<string, number>>;
  /** Whether the symbol is used for other things as well: m for minute or million. */
  readonly unclear: boolean;
}

const UNITS = new Map<string, Unit>();

function define(
  names: string,
  factor: Rational | null,
  powers: Record<string, number>,
  unclear = false,
): void {
  if (factor === null) return;
  for (const name of names.split(' ')) UNITS.set(name, { factor, powers, unclear });
}

const ratio = (n: number, d = 1): Rational | null => rational(BigInt(n), BigInt(d));
const METRE = { m: 1 };
const KILOGRAM = { kg: 1 };
const SECOND = { s: 1 };
const LITRE = { m: 3 };

define('m', ONE, METRE, true);
define('meter meters metre metres 米', ONE, METRE);
define('km kms kilometer kilometers kilometre kilometres 千米 公里', ratio(1000), METRE);
define('dm decimeter decimeters 分米', ratio(1, 10), METRE);
define('cm cms centimeter centimeters centimetre centimetres 厘米', ratio(1, 100), METRE);
define('mm millimeter millimeters millimetre millimetres 毫米', ratio(1, 1000), METRE);
define('μm µm micrometer micrometers', ratio(1, 1e6), METRE);
define('μs µs microsecond microseconds', ratio(1, 1e6), SECOND);
define('ns nanosecond nanoseconds', ratio(1, 1e9), SECOND);
define('μg µg microgram micrograms', ratio(1, 1e9), KILOGRAM);
define('nm nanometer nanometers', ratio(1, 1e9), METRE);
define('in inch inches', ratio(254, 10_000), METRE);
define('ft foot feet', ratio(3048, 10_000), METRE);
define('yd yard yards', ratio(9144, 10_000), METRE);
define('mi mile miles', ratio(1_609_344, 1000), METRE);
define('kg kgs kilogram kilograms 千克 公斤', ONE, KILOGRAM);
define('g', ratio(1, 1000), KILOGRAM, true);
define('gram grams gm gms 克', ratio(1, 1000), KILOGRAM);
define('mg milligram milligrams 毫克', ratio(1, 1e6), KILOGRAM);
define('lb lbs', ratio(45_359_237, 1e8), KILOGRAM);
define('pound pounds', ratio(45_359_237, 1e8), KILOGRAM, true);
define('oz ounce ounces', ratio(45_359_237, 16e8), KILOGRAM);
define('tonne tonnes 吨', ratio(1000), KILOGRAM);
define('s', ONE, SECOND, true);
define('sec secs second seconds 秒', ONE, SECOND);
define('ms millisecond milliseconds', ratio(1, 1000), SECOND);
define('min mins minute minutes 分钟', ratio(60), SECOND);
define('h', ratio(3600), SECOND, true);
define('hr hrs hour hours 小时', ratio(3600), SECOND);
define('day days 天', ratio(86_400), SECOND);
define('week weeks', ratio(604_800), SECOND);
define('month months', ONE, { month: 1 });
define('year years yr yrs', ratio(12), { month: 1 });
define('L l', ratio(1, 1000), LITRE, true);
define('liter liters litre litres 升', ratio(1, 1000), LITRE);
define('mL ml milliliter milliliters millilitre millilitres 毫升', ratio(1, 1e6), LITRE);
define('gal gallon gallons', ratio(16), { cup: 1 });
define('qt quart quarts', ratio(4), { cup: 1 });
define('pt pint pints', ratio(2), { cup: 1 });
define('cup cups', ONE, { cup: 1 });
define('mph', ratio(1_609_344, 3_600_000), { m: 1, s: -1 });
define('kmph kph kmh', ratio(1000, 3600), { m: 1, s: -1 });
define('N', ONE, { kg: 1, m: 1, s: -2 }, true);
define('newton newtons', ONE, { kg: 1, m: 1, s: -2 });
define('J', ONE, { kg: 1, m: 2, s: -2 }, true);
define('joule joules', ONE, { kg: 1, m: 2, s: -2 });
define('kJ', ratio(1000), { kg: 1, m: 2, s: -2 });
define('W', ONE, { kg: 1, m: 2, s: -3 }, true);
define('watt watts', ONE, { kg: 1, m: 2, s: -3 });
define('kW kilowatt kilowatts', ratio(1000), { kg: 1, m: 2, s: -3 });
define('Pa pascal pascals', ONE, { kg: 1, m: -1, s: -2 });
define('kPa', ratio(1000), { kg: 1, m: -1, s: -2 });
define('Hz hertz', ONE, { s: -1 });
define('kHz', ratio(1000), { s: -1 });
define('MHz', ratio(1e6), { s: -1 });
define('eV', ONE, { eV: 1 });
define('keV', ratio(1000), { eV: 1 });
define('MeV', ratio(1e6), { eV: 1 });
define('V', ONE, { volt: 1 }, true);
define('volt volts', ONE, { volt: 1 });
define('K', ONE, { kelvin: 1 }, true);
define('kelvin', ONE, { kelvin: 1 });
define('A', ONE, { ampere: 1 }, true);
define('amp amps ampere amperes', ONE, { ampere: 1 });
define('ohm ohms Ω', ONE, { ohm: 1 });
define('kΩ kiloohm kiloohms', ratio(1000), { ohm: 1 });
define('MΩ megaohm megaohms', ratio(1e6), { ohm: 1 });
define('mA milliampere milliamperes', ratio(1, 1000), { ampere: 1 });
define('μA µA', ratio(1, 1e6), { ampere: 1 });
define('mol mols mole moles', ONE, { mol: 1 });
define('°', ONE, { degree: 1 });
define('degree degrees deg 度', ONE, { degree: 1 }, true);
define('°C celsius', ONE, { celsius: 1 });
define('°F fahrenheit', ONE, { fahrenheit: 1 });
define('rad radian radians', ONE, { rad: 1 });
define('% percent percentage', ONE, { percent: 1 });
define('$', ratio(100), { cent: 1 }, true);
define('＄ dollar dollars USD', ratio(100), { cent: 1 });
define('cent cents ¢', ONE, { cent: 1 });
define('€ euro euros EUR', ONE, { euro: 1 });
define('£', ONE, { sterling: 1 });
define('¥ yuan 元', ONE, { yuan: 1 });
define('Rs rs rupee rupees ₹', ONE, { rupee: 1 });

/** The unit of that name or symbol, null for any other word. A symbol keeps its case, a word does not. */
export const unitNamed = (name: string): Unit | null =>
  UNITS.get(name) ?? (name.length > 3 ? UNITS.get(name.toLowerCase()) : undefined) ?? null;

/** The product of two units, the second one to a whole power; null where it gets out of hand. */
export function combined(a: Unit | null, b: Unit, power: number): Unit | null {
  const factor = rationalPower(b.factor, BigInt(power));
  const scaled = factor === null ? null : product(a?.factor ?? integer(1), factor);
  if (scaled === null) return null;
  const powers: Record<string, number> = { ...a?.powers };
  for (const [name, exponent] of Object.entries(b.powers)) {
    const total = (powers[name] ?? 0) + exponent * power;
    if (total === 0) delete powers[name];
    else powers[name] = total;
  }
  return { factor: scaled, powers, unclear: a === null ? b.unclear && power === 1 : false };
}

/** Whether two units measure the same, so that one can be turned into the other. */
export function measureSame(a: Unit, b: Unit): boolean {
  const names = Object.keys(a.powers);
  return (
    names.length === Object.keys(b.powers).length && names.every((name) => a.powers[name] === b.powers[name])
  );
}

export const isUnit = (unit: Unit | null, base: string): boolean =>
  unit !== null && unit.powers[base] === 1 && Object.keys(unit.powers).length === 1;

/** The plain text of a unit, in base units: `1000 m`, `kg m^2 s^-2`. */
export function unitText({ factor, powers }: Unit): string {
  const names = Object.keys(powers).sort();
  const parts = names.map((name) => (powers[name] === 1 ? name : `${name}^${powers[name]}`));
  return [...(factor.n === factor.d ? [] : [`${factor.n}/${factor.d}`]), ...parts].join(' ');
}
