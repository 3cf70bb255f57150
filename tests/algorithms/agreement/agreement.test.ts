import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { krippendorffAlpha, type Level } from '../../../server/algorithms/agreement/alpha.ts';
import { bootstrap } from '../../../server/algorithms/agreement/bootstrap.ts';
import { cohenKappa } from '../../../server/algorithms/agreement/cohen.ts';
import { fleissKappa } from '../../../server/algorithms/agreement/fleiss.ts';
import { gwetAc1 } from '../../../server/algorithms/agreement/gwet.ts';
import { rawAgreement } from '../../../server/algorithms/agreement/raw.ts';
import { baseRates, type Ratings } from '../../../server/algorithms/agreement/table.ts';
import { kappa } from '../../../server/decide/grades/kappa.ts';

/** Units of two raters from a table of counts: row the first rater's category, column the second's. */
const crossed = (table: readonly (readonly number[])[]): Ratings =>
  table.flatMap((row, a) => row.flatMap((n, b) => Array.from({ length: n }, () => [String(a), String(b)])));

/** A row of values by rater, turned into units; a dot is nothing said. */
const raters = (...rows: string[]): Ratings => {
  const split = rows.map((row) => row.split(' ').map((value) => (value === '.' ? null : value)));
  return (split[0] ?? []).map((_, u) => split.map((row) => row[u] ?? null));
};

/** Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: four observers, twelve units. */
const KRIPPENDORFF = raters(
  '1 2 3 3 2 1 4 1 2 . . .',
  '1 2 3 3 2 2 4 1 2 5 . 3',
  '. 3 3 3 2 3 4 2 2 5 1 .',
  '1 2 3 3 2 4 4 1 2 5 1 .',
);

/** The example of Fleiss' kappa that textbooks carry: 14 raters, 10 subjects, 5 categories. */
const FLEISS: Ratings = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
].map((row) => row.flatMap((n, c) => Array.from({ length: n }, () => String(c))));

describe('published examples', () => {
  it("Krippendorff's alpha: 0.743 nominal, 0.815 ordinal, 0.849 interval", () => {
    const alpha = (level: Level) => krippendorffAlpha(KRIPPENDORFF, level);
    expect(alpha('nominal')).toBeCloseTo(0.743, 3);
    expect(alpha('ordinal')).toBeCloseTo(0.815, 3);
    expect(alpha('interval')).toBeCloseTo(0.849, 3);
  });

  it("Fleiss' kappa: 0.210, with 0.378 observed", () => {
    expect(fleissKappa(FLEISS)).toBeCloseTo(0.21, 3);
    expect(rawAgreement(FLEISS)).toBeCloseTo(0.378, 3);
  });

  it("Cohen's kappa: 0.4 for 20, 5, 10, 15 of 50 applications read by two", () => {
    expect(
      cohenKappa(
        crossed([
          [20, 5],
          [10, 15],
        ]),
      ),
    ).toBeCloseTo(0.4, 12);
  });

  it("Gwet's AC1: 0.9408 where kappa says -0.0234 of 118, 5, 2, 0", () => {
    const table = crossed([
      [118, 5],
      [2, 0],
    ]);
    expect(gwetAc1(table)).toBeCloseTo(0.9408, 4);
    expect(cohenKappa(table)).toBeCloseTo(-0.0234, 4);
  });

  it('with missing values as irrCAC prints them: AC1 0.77544, Fleiss 0.76117, agreement 0.81818', () => {
    expect(rawAgreement(KRIPPENDORFF)).toBeCloseTo(0.81818, 5);
    expect(gwetAc1(KRIPPENDORFF)).toBeCloseTo(0.77544, 5);
    expect(fleissKappa(KRIPPENDORFF)).toBeCloseTo(0.76117, 5);
  });
});

const value = fc.constantFrom('1', '2', '3', '5', null);
const ratings = fc
  .integer({ min: 2, max: 4 })
  .chain((n) => fc.array(fc.array(value, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 12 }));
const complete = fc.array(fc.tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom('1', '2', '3')), {
  minLength: 1,
  maxLength: 20,
});

/** Alpha by its definition: mean difference within units over mean difference of any two values, pair by pair. */
function alphaByPairs(all: Ratings, level: Level): number | null {
  const units = all.map((unit) => unit.filter((one) => one !== null)).filter((unit) => unit.length > 1);
  const pool = units.flat();
  const rank = (one: string) =>
    pool.filter((other) => Number(other) < Number(one)).length +
    pool.filter((other) => other === one).length / 2;
  const differ = (a: string, b: string): number => {
    if (level === 'nominal') return a === b ? 0 : 1;
    return (level === 'interval' ? Number(a) - Number(b) : rank(a) - rank(b)) ** 2;
  };
  const pairs = (of: readonly string[]) =>
    of.flatMap((a, i) => of.filter((_, j) => j !== i).map((b) => differ(a, b)));
  const total = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
  const within = total(units.map((unit) => total(pairs(unit)) / (unit.length - 1))) / pool.length;
  const across = total(pairs(pool)) / (pool.length * (pool.length - 1));
  return pool.length === 0 || across === 0 ? null : 1 - within / across;
}

function close(a: number | null, b: number | null): void {
  if (a === null || b === null) expect(a).toBe(b);
  else expect(a).toBeCloseTo(b, 9);
}

describe('an independent computation', () => {
  test.each(['nominal', 'ordinal', 'interval'] as const)('gives the same %s alpha, pair by pair', (level) => {
    fc.assert(fc.property(ratings, (all) => close(krippendorffAlpha(all, level), alphaByPairs(all, level))));
  });

  test("gives the same Cohen's kappa: that of the graders", () => {
    fc.assert(fc.property(complete, (all) => close(cohenKappa(all), kappa(all).kappa)));
  });

  test('gives the same chance of AC1 and Fleiss by drawing a unit, then one of its raters', () => {
    fc.assert(
      fc.property(complete, (all) => {
        const share = (name: string) =>
          all.reduce((s, unit) => s + unit.filter((one) => one === name).length / 2, 0) / all.length;
        const names = ['1', '2', '3'];
        const agreed = all.filter(([a, b]) => a === b).length / all.length;
        const fleiss = names.reduce((s, name) => s + share(name) ** 2, 0);
        const ac1 = names.reduce((s, name) => s + share(name) * (1 - share(name)), 0) / 2;
        close(fleissKappa(all), fleiss > 1 - 1e-12 ? null : (agreed - fleiss) / (1 - fleiss));
        close(gwetAc1(all, undefined, names), (agreed - ac1) / (1 - ac1));
      }),
    );
  });

  test('a weight is as good as saying it again, and the order of units and raters says nothing', () => {
    const measures = [
      rawAgreement,
      fleissKappa,
      gwetAc1,
      (all: Ratings, w?: readonly number[]) => krippendorffAlpha(all, 'ordinal', w),
    ];
    fc.assert(
      fc.property(
        ratings,
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 12, maxLength: 12 }),
        (all, weights) => {
          const again = all.flatMap((unit, u) => Array.from({ length: weights[u] ?? 1 }, () => unit));
          const turned = [...again].reverse().map((unit) => [...unit].reverse());
          for (const measure of measures) {
            close(measure(all, weights), measure(again));
            close(measure(again), measure(turned));
          }
        },
      ),
    );
  });
});

describe('bootstrap', () => {
  it('is the same for the same seed, holds the value, and narrows with more units', () => {
    const table = crossed([
      [20, 5],
      [10, 15],
    ]);
    const found = bootstrap(table, cohenKappa, 1);
    expect(bootstrap(table, cohenKappa, 1)).toEqual(found);
    expect(found.value).toBeCloseTo(0.4, 12);
    const width = ({ low, high }: typeof found) => (high ?? 9) - (low ?? 0);
    expect(found.low).toBeLessThan(0.4);
    expect(found.high).toBeGreaterThan(0.4);
    expect(width(bootstrap([...table, ...table, ...table, ...table], cohenKappa, 1))).toBeLessThan(
      0.6 * width(found),
    );
    // The asymptotic interval of Fleiss, Cohen and Everitt (1969), which the graders use, is near.
    const near = kappa(table.map(([a, b]) => [a ?? '', b ?? ''] as const));
    expect(Math.abs((found.low ?? 9) - (near.low ?? 0))).toBeLessThan(0.06);
    expect(Math.abs((found.high ?? 9) - (near.high ?? 0))).toBeLessThan(0.06);
  });

  it('has no interval where there is nothing to draw', () => {
    expect(bootstrap([], cohenKappa, 1)).toEqual({ value: null, low: null, high: null });
    expect(bootstrap([['1', '2']], rawAgreement, 1)).toEqual({ value: 0, low: null, high: null });
  });
});

test('base rates are shares of all that was said', () => {
  expect(baseRates(raters('a a b', 'a . b'))).toEqual({ a: 0.6, b: 0.4 });
});
