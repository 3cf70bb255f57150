import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mcnemarExact, type Pairs, pairedDifference } from '../../server/algorithms/paired-difference.ts';

/** All n^n resamples of the pairs, one by one, and the percentiles of their differences. */
function byEveryResample({ trials, onlyFirst, onlySecond }: Pairs): { low: number; high: number } {
  const steps = Array.from({ length: trials }, (_, i) =>
    i < onlyFirst ? 1 : i < onlyFirst + onlySecond ? -1 : 0,
  );
  let sums = [0];
  for (let draw = 0; draw < trials; draw++) sums = sums.flatMap((sum) => steps.map((step) => sum + step));
  sums.sort((a, b) => a - b);
  const rank = Math.ceil(0.025 * sums.length - 1e-9) - 1;
  return { low: (sums[rank] ?? 0) / trials, high: (sums[sums.length - 1 - rank] ?? 0) / trials };
}

const pairs = (most: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.nat(most), fc.nat(most))
    .filter(([trials, a, b]) => a + b <= trials)
    .map(([trials, onlyFirst, onlySecond]): Pairs => ({ trials, onlyFirst, onlySecond }));

describe('pairedDifference(pairs)', () => {
  test('is what all resamples of a few pairs give, one by one', () => {
    for (let trials = 1; trials <= 5; trials++)
      for (let onlyFirst = 0; onlyFirst <= trials; onlyFirst++)
        for (let onlySecond = 0; onlyFirst + onlySecond <= trials; onlySecond++) {
          const given = { trials, onlyFirst, onlySecond };
          const { low, high } = byEveryResample(given);
          const found = pairedDifference(given).interval;
          expect([given, found.low.toFixed(9), found.high.toFixed(9)]).toEqual([
            given,
            low.toFixed(9),
            high.toFixed(9),
          ]);
        }
  });

  test('is what 20,000 drawn resamples give, to within one trial', () => {
    let state = 1;
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    for (const [trials, onlyFirst, onlySecond] of [
      [30, 8, 2],
      [30, 5, 5],
      [198, 40, 25],
    ] as const) {
      const sums = Array.from({ length: 20_000 }, () => {
        let sum = 0;
        for (let i = 0; i < trials; i++) {
          const at = random() * trials;
          sum += at < onlyFirst ? 1 : at < onlyFirst + onlySecond ? -1 : 0;
        }
        return sum;
      }).sort((a, b) => a - b);
      const { low, high } = pairedDifference({ trials, onlyFirst, onlySecond }).interval;
      expect(Math.abs(low * trials - (sums[499] ?? 0))).toBeLessThanOrEqual(1.001);
      expect(Math.abs(high * trials - (sums[19_499] ?? 0))).toBeLessThanOrEqual(1.001);
    }
  });

  test('holds the difference, turns round with the sides, and is nothing where nothing differs', () => {
    fc.assert(
      fc.property(pairs(60), (given) => {
        const { difference, interval } = pairedDifference(given);
        expect(interval.low).toBeLessThanOrEqual(difference + 1e-9);
        expect(interval.high).toBeGreaterThanOrEqual(difference - 1e-9);
        const { onlyFirst, onlySecond } = given;
        const turned = pairedDifference({ ...given, onlyFirst: onlySecond, onlySecond: onlyFirst });
        expect(turned.difference).toBeCloseTo(-difference, 12);
        expect(turned.interval.low).toBeCloseTo(-interval.high, 12);
      }),
    );
    expect(pairedDifference({ trials: 500, onlyFirst: 0, onlySecond: 0 })).toEqual({
      difference: 0,
      interval: { low: 0, high: 0 },
    });
  });

  test('narrows with more of the same, and takes large benchmarks', () => {
    const widths = [30, 300, 12_000].map((trials) => {
      const { low, high } = pairedDifference({
        ...{ trials, onlyFirst: trials / 5, onlySecond: trials / 10 },
      }).interval;
      return (high - low) * Math.sqrt(trials);
    });
    // 1.96 standard errors on each side: the variance of a step is 0.3 less 0.1 squared
    for (const width of widths.slice(1)) expect(width).toBeCloseTo(2 * 1.96 * Math.sqrt(0.29), 1);
    expect(() => pairedDifference({ trials: 0, onlyFirst: 0, onlySecond: 0 })).toThrow(RangeError);
  });
});

test('mcnemarExact(pairs) is the two-sided binomial test of the pairs that tell the sides apart', () => {
  // 2 * (1 + 10) / 2^10, 2 / 2^4, and what is told apart by nothing
  expect(mcnemarExact({ onlyFirst: 9, onlySecond: 1 })).toBeCloseTo(22 / 1024, 12);
  expect(mcnemarExact({ onlyFirst: 0, onlySecond: 4 })).toBeCloseTo(1 / 8, 12);
  expect(mcnemarExact({ onlyFirst: 3, onlySecond: 3 })).toBe(1);
  expect(mcnemarExact({ onlyFirst: 0, onlySecond: 0 })).toBe(1);
  expect(mcnemarExact({ onlyFirst: 1500, onlySecond: 1200 })).toBeCloseTo(0.00000001, 7);
});
