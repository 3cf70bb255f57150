import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../server/algorithms/random.ts';
import { macroF1, macroF1Interval, type Told } from '../../../server/algorithms/text-classifier/macro-f1.ts';

const told = (...pairs: [truth: number, said: number][]): Told[] =>
  pairs.map(([truth, said]) => ({ truth, said, weight: 1 }));

describe('macroF1(told, classes)', () => {
  test('is the mean of F1 over classes, however many texts each has', () => {
    const some = told([0, 0], [0, 0], [0, 0], [0, 1], [1, 1]);
    // class 0: precision 1, recall 3/4; class 1: precision 1/2, recall 1
    expect(macroF1(some, new Set([0, 1]))).toEqual({
      macroF1: expect.closeTo((6 / 7 + 2 / 3) / 2, 12),
      accuracy: 0.8,
    });
  });

  test('weighs texts, counts an abstention as a miss, and a class that never came up as 0', () => {
    const some = [
      { truth: 0, said: 0, weight: 3 },
      { truth: 0, said: -1, weight: 1 },
    ];
    expect(macroF1(some, new Set([0])).macroF1).toBeCloseTo(6 / 7, 12);
    expect(macroF1(some, new Set([0, 5])).macroF1).toBeCloseTo(3 / 7, 12);
  });

  test('lowers the precision of a class for texts of classes that are not averaged', () => {
    expect(macroF1(told([0, 0], [9, 0]), new Set([0]))).toEqual({ macroF1: 2 / 3, accuracy: 0.5 });
  });
});

describe('macroF1Interval(told, classes)', () => {
  test('holds the value, within 0 and 1', () => {
    const kind = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), {
      minLength: 20,
      maxLength: 60,
    });
    const classes = new Set([0, 1, 2]);
    fc.assert(
      fc.property(kind, (pairs) => {
        const few = told(...pairs);
        const [low, high] = macroF1Interval(few, classes);
        const { macroF1: value } = macroF1(few, classes);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('holds the true value in most repeats, and is not wider than they differ', () => {
    // 400 texts of two classes, each right with 0.8: the F1 of repeats has a spread of 0.02
    const random = seededRandom('repeats');
    const classes = new Set([0, 1]);
    const widths = Array.from({ length: 100 }, () => {
      const some = Array.from({ length: 400 }, (_, i) => {
        const truth = i < 200 ? 0 : 1;
        return { truth, said: random.next() < 0.8 ? truth : 1 - truth, weight: 1 };
      });
      const [low, high] = macroF1Interval(some, classes);
      return { width: high - low, holds: low <= 0.8 && high >= 0.8 };
    });
    expect(widths.filter(({ holds }) => holds).length).toBeGreaterThanOrEqual(88);
    expect(widths.reduce((sum, { width }) => sum + width, 0) / 100).toBeCloseTo(2 * 2.093 * 0.02, 1);
  });
});
