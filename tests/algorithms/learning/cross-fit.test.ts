import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossFit, FOLDS, type Targets } from '../../../server/algorithms/learning/cross-fit.ts';
import type { SparseRows } from '../../../server/algorithms/learning/sparse-rows.ts';

const WIDTH = 4;
const GROUPS = 2;

interface Labelled {
  row: number[];
  value: number;
  weight: number;
  group: number;
  fold: number;
}

const labelled: fc.Arbitrary<Labelled> = fc.record({
  // no longer than 1, as the rows that it is made for
  row: fc.array(
    fc.integer({ min: -4, max: 4 }).map((n) => n / 8),
    { minLength: WIDTH, maxLength: WIDTH },
  ),
  value: fc.integer({ min: -20, max: 20 }).map((n) => n / 10),
  weight: fc.constantFrom(0.5, 1, 2),
  group: fc.nat(GROUPS - 1),
  fold: fc.nat(FOLDS - 1),
});
const pools = fc.array(labelled, { minLength: 12, maxLength: 30 });

/** Zeros are left out, as sparse rows do. */
function sparse(all: readonly Labelled[]): SparseRows {
  const cells = all.map(({ row }) =>
    row.flatMap((value, column) => (value === 0 ? [] : [{ value, column }])),
  );
  let end = 0;
  return {
    ends: Uint32Array.from(cells, (own) => {
      end += own.length;
      return end;
    }),
    columns: Uint32Array.from(cells.flat(), ({ column }) => column),
    values: Float32Array.from(cells.flat(), ({ value }) => value),
  };
}

const targetsOf = (all: readonly Labelled[]): Targets => ({
  rows: Uint32Array.from(all, (_, i) => i),
  values: Float64Array.from(all, ({ value }) => value),
  weights: Float64Array.from(all, ({ weight }) => weight),
  groups: Uint16Array.from(all, ({ group }) => group),
  groupCount: GROUPS,
  folds: Uint8Array.from(all, ({ fold }) => fold),
});

const fitted = (all: readonly Labelled[], passes = 3000) =>
  crossFit(sparse(all), targetsOf(all), WIDTH, { penalty: 3, passes });

/** Slope of the criterion by each weight and each intercept: all zero at its least. */
function gradient(
  all: readonly Labelled[],
  weights: readonly number[],
  intercepts: readonly number[],
): number[] {
  const slopes = [...weights.map((weight) => 3 * weight), ...intercepts.map(() => 0)];
  for (const { row, value, weight, group } of all) {
    const said = row.reduce((sum, x, column) => sum + x * weights[column]!, intercepts[group]!);
    row.forEach((x, column) => {
      slopes[column]! -= weight * (value - said) * x;
    });
    slopes[WIDTH + group]! -= weight * (value - said);
  }
  return slopes;
}

describe('crossFit(x, targets, width, settings)', () => {
  it('finds the least of its criterion on all parts but one', () => {
    fc.assert(
      fc.property(pools, (all) => {
        const { weights, intercepts } = fitted(all);
        for (let k = 0; k < FOLDS; k++) {
          const own = Array.from({ length: WIDTH }, (_, column) => weights[column * FOLDS + k]!);
          const base = Array.from({ length: GROUPS }, (_, group) => intercepts[group * FOLDS + k]!);
          const slopes = gradient(
            all.filter(({ fold }) => fold !== k),
            own,
            base,
          );
          for (const slope of slopes) expect(Math.abs(slope)).toBeLessThan(0.02);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('never lets a model see the part that it is judged on', () => {
    fc.assert(
      fc.property(pools, fc.nat(29), (all, nth) => {
        const changed = nth % all.length;
        const other = all.map((one, i) => (i === changed ? { ...one, value: one.value + 7 } : one));
        const [before, after] = [fitted(all, 5).weights, fitted(other, 5).weights];
        const { fold } = all[changed]!;
        const lane = (weights: Float32Array) => weights.filter((_, i) => i % FOLDS === fold);
        expect(lane(after)).toEqual(lane(before));
      }),
      { numRuns: 50 },
    );
  });

  it('learns nothing from what sets whole groups apart', () => {
    const all = Array.from({ length: 40 }, (_, i) => {
      const group = i % 2;
      return { row: [group, 1, 0, 0], value: group * 10, weight: 1, group, fold: (i >> 1) % FOLDS };
    });
    expect(fitted(all, 50).weights.every((weight) => Math.abs(weight) < 1e-3)).toBe(true);
  });
});
