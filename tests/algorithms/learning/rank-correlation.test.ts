import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roughLog2 } from '../../../server/algorithms/learning/log2.ts';
import { midranks, spearman } from '../../../server/algorithms/learning/rank-correlation.ts';

const values = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 });

describe('midranks(values)', () => {
  it('gives each value one more than how many are below, and half of its equals beside it', () => {
    fc.assert(
      fc.property(values, (all) => {
        const plain = all.map(
          (value) =>
            all.filter((other) => other < value).length +
            (all.filter((other) => other === value).length + 1) / 2,
        );
        expect([...midranks(all)]).toEqual(plain);
      }),
    );
  });
});

describe('spearman(a, b)', () => {
  it('is 1 for the same order, -1 for the reverse, and known for ties', () => {
    expect(spearman([1, 2, 3, 40], [10, 20, 30, 31])).toBe(1);
    expect(spearman([1, 2, 3], [3, 2, 1])).toBe(-1);
    expect(spearman([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(0.9487, 4);
  });

  it('is not defined for fewer than two, or for one value', () => {
    expect([spearman([], []), spearman([1], [2]), spearman([1, 1], [1, 2])]).toEqual([null, null, null]);
  });

  it('hangs on the order alone, whichever side comes first', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 2 }), (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        expect(
          spearman(
            a,
            b.map((y) => y ** 3),
          ),
        ).toEqual(spearman(a, b));
        expect(spearman(b, a)).toEqual(spearman(a, b));
      }),
    );
  });
});

describe('roughLog2(value)', () => {
  it('is exact at powers of two, at most 0.0861 too small between them, and grows', () => {
    expect([0.25, 1, 2, 1024].map(roughLog2)).toEqual([-2, 0, 1, 10]);
    fc.assert(
      fc.property(
        fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
        fc.double({ min: 1, max: 10 }),
        (x, by) => {
          const missed = Math.log2(x) - roughLog2(x);
          expect(missed).toBeGreaterThan(-1e-12);
          expect(missed).toBeLessThan(0.0861);
          expect(roughLog2(x * by)).toBeGreaterThanOrEqual(roughLog2(x));
        },
      ),
    );
  });
});
