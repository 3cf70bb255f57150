import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { geometricRank, weightedIndex } from '../../server/algorithms/draw.ts';
import { seededRandom } from '../../server/algorithms/random.ts';
import { chiSquare } from './chi-square.ts';

const uniform = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('geometricRank', () => {
  test('turns at the sums of the probabilities', () => {
    // m = 3: 4/7, 2/7, 1/7
    const just = 1e-12;
    expect(
      [0, 4 / 7 - just, 4 / 7 + just, 6 / 7 - just, 6 / 7 + just, 1 - just].map((u) => geometricRank(3, u)),
    ).toEqual([0, 0, 1, 1, 2, 2]);
  });

  test('agrees with a walk over the probabilities', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), uniform, (m, u) => {
        const total = 2 ** m - 1; // P(r) = 2^(m-1-r) / total
        let left = u * total;
        let rank = 0;
        while (rank < m - 1 && left >= 2 ** (m - 1 - rank)) left -= 2 ** (m - 1 - rank++);
        const margin = Math.min(left, 2 ** (m - 1 - rank) - left);
        fc.pre(margin > total * 1e-12); // at a turning point both are right
        expect(geometricRank(m, u)).toBe(rank);
      }),
      { numRuns: 2000 },
    );
  });

  test('is in range and never falls as u grows, for any m', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 61, max: 2 ** 31 })),
        uniform,
        uniform,
        (m, a, b) => {
          const [low, high] = [geometricRank(m, Math.min(a, b)), geometricRank(m, Math.max(a, b))];
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeGreaterThanOrEqual(low);
          expect(high).toBeLessThan(m);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('reaches the same ranks for 1,075 and a hundred million', () => {
    const us = [0, 0.25, 0.5, 0.75, 1 - 2 ** -20, 1 - 2 ** -53];
    expect(us.map((u) => geometricRank(1075, u))).toEqual([0, 0, 1, 2, 20, 53]);
    expect(us.map((u) => geometricRank(100_000_000, u))).toEqual([0, 0, 1, 2, 20, 53]);
  });

  test.each([1, 2, 5, 12])('draws %i ranks with the stated probabilities', (m) => {
    const random = seededRandom(`geometric ${m}`);
    const draws = 40_000;
    const seen = new Array<number>(m).fill(0);
    for (let i = 0; i < draws; i++) seen[geometricRank(m, random.next())]!++;
    const expected = seen.map((_, r) => (draws * 2 ** -(r + 1)) / (1 - 2 ** -m));
    expect(chiSquare(seen, expected)).toBeLessThan(42); // p = 1e-5 at 11 degrees, less for fewer
  });

  test.each([
    [0, 0.5],
    [1.5, 0.5],
    [3, 1],
    [3, -0.1],
    [3, Number.NaN],
  ])('refuses m = %s with u = %s', (m, u) => {
    expect(() => geometricRank(m, u)).toThrow(RangeError);
  });
});

describe('weightedIndex', () => {
  test('turns at the sums of the weights and passes over zeros', () => {
    expect([0, 0.24, 0.26, 0.99].map((u) => weightedIndex([0, 1, 0, 3, 0], u))).toEqual([1, 1, 3, 3]);
  });

  test('never draws a weight of 0, wherever rounding leads', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e300, noNaN: true })), {
          minLength: 1,
          maxLength: 12,
        }),
        uniform,
        (weights, u) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          fc.pre(total > 0 && total < Infinity);
          expect(weights[weightedIndex(weights, u)]).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('draws in proportion to the weights', () => {
    const random = seededRandom('weights');
    const weights = [5, 0, 1, 3, 1];
    const seen = weights.map(() => 0);
    for (let i = 0; i < 20_000; i++) seen[weightedIndex(weights, random.next())]!++;
    expect(seen[1]).toBe(0);
    const drawn = [0, 2, 3, 4];
    expect(
      chiSquare(
        drawn.map((i) => seen[i]!),
        drawn.map((i) => weights[i]! * 2000),
      ),
    ).toBeLessThan(26);
  });

  test.each([[[]], [[0, 0]], [[1, -1]], [[Number.NaN]], [[Infinity]]])(
    'refuses the weights %j',
    (weights) => {
      expect(() => weightedIndex(weights, 0.5)).toThrow(RangeError);
    },
  );
});
