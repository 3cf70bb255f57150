import type { Review } from '../../server/db/reviews.ts';

/** Agreement on accept and reject, computed from its definitions, pair by pair; nothing of the product's own is used. */
export function figuresOf(said: readonly Pick<Review, 'question' | 'reviewer' | 'decision'>[]) {
  const units = new Map<string, Map<string, string>>();
  for (const { question, reviewer, decision } of said) {
    const unit = units.get(question) ?? new Map<string, string>();
    units.set(question, unit.set(reviewer, decision));
  }
  const pairable = [...units.values()].filter((unit) => unit.size > 1);
  return {
    raw: mean(pairable.map(pairsAgree)),
    alpha: alphaOf(pairable),
    fleiss: fleissOf(pairable, [...units.values()]),
    ac1: ac1Of(pairable, [...units.values()]),
    pairs: pairsOf(pairable),
  };
}

const VALUES = ['accept', 'reject'];
type Unit = ReadonlyMap<string, string>;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const valuesOf = (unit: Unit): string[] => [...unit.values()];

/** Share of the ordered pairs of a unit that agree. */
function pairsAgree(unit: Unit): number {
  const values = valuesOf(unit);
  const pairs = values.flatMap((a, i) => values.flatMap((b, j) => (i === j ? [] : [a === b ? 1 : 0])));
  return mean(pairs);
}

/** Krippendorff (2011), nominal: one less what is observed to differ by what would differ by chance. */
function alphaOf(units: readonly Unit[]): number {
  let observed = 0;
  const all: string[] = [];
  for (const unit of units) {
    const values = valuesOf(unit);
    all.push(...values);
    observed += values.length * (1 - pairsAgree(unit));
  }
  let chance = 0;
  for (const [i, a] of all.entries()) for (const [j, b] of all.entries()) if (i !== j && a !== b) chance++;
  return 1 - observed / all.length / (chance / (all.length * (all.length - 1)));
}

/** Mean share of a value in a unit, of units with one word too. */
const shareOf = (value: string, all: readonly Unit[]): number =>
  mean(all.map((unit) => valuesOf(unit).filter((one) => one === value).length / unit.size));

/** Fleiss (1971) as Gwet (2014) takes it where units have their own number of words: chance from the mean shares. */
function fleissOf(units: readonly Unit[], all: readonly Unit[]): number {
  const chance = VALUES.reduce((sum, value) => sum + shareOf(value, all) ** 2, 0);
  return (mean(units.map(pairsAgree)) - chance) / (1 - chance);
}

/** Gwet (2008), of two values. */
function ac1Of(units: readonly Unit[], all: readonly Unit[]): number {
  const chance = VALUES.reduce((sum, value) => sum + shareOf(value, all) * (1 - shareOf(value, all)), 0);
  return (mean(units.map(pairsAgree)) - chance) / (1 - chance);
}

/** Cohen (1960) of each two people over the units of both. */
function pairsOf(units: readonly Unit[]) {
  const people = [...new Set(units.flatMap((unit) => [...unit.keys()]))].sort();
  return people.flatMap((a, i) =>
    people.slice(i + 1).flatMap((b) => {
      const both = units.flatMap((unit) => {
        const [x, y] = [unit.get(a), unit.get(b)];
        return x === undefined || y === undefined ? [] : [{ x, y }];
      });
      if (both.length === 0) return [];
      const agreed = mean(both.map(({ x, y }) => (x === y ? 1 : 0)));
      const rate = (of: 'x' | 'y', value: string) => mean(both.map((one) => (one[of] === value ? 1 : 0)));
      const chance = VALUES.reduce((sum, value) => sum + rate('x', value) * rate('y', value), 0);
      return [{ a, b, n: both.length, kappa: chance > 1 - 1e-12 ? null : (agreed - chance) / (1 - chance) }];
    }),
  );
}
