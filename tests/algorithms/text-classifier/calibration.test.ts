import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bestFactor,
  calibrationError,
  reliability,
} from '../../../server/algorithms/text-classifier/calibration.ts';

describe('reliability(checked)', () => {
  test('puts each confidence in its band, with what was promised and what came true', () => {
    const bands = reliability([
      { confidence: 0.25, right: true, weight: 1 },
      { confidence: 0.29, right: false, weight: 3 },
      { confidence: 1, right: true, weight: 4 },
    ]);
    expect(bands).toEqual([
      { from: 0.2, to: 0.3, share: 0.5, confidence: expect.closeTo(0.28, 12), right: 0.25 },
      { from: 0.9, to: 1, share: 0.5, confidence: 1, right: 1 },
    ]);
    expect(calibrationError(bands)).toBeCloseTo(0.5 * 0.03, 12);
  });

  test('says nothing of nothing', () => {
    expect(reliability([])).toEqual([]);
    expect(calibrationError([])).toBe(0);
  });
});

describe('bestFactor(lossAt)', () => {
  test('finds the factor of the least loss to some hundredths', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.15, max: 3.5, noNaN: true }), (best) => {
        const factor = bestFactor((at) => Math.abs(Math.log(at / best)));
        expect(Math.abs(factor / best - 1)).toBeLessThan(0.02);
      }),
    );
  });

  test('ends at its bounds', () => {
    expect(bestFactor((at) => at)).toBeLessThan(0.13);
    expect(bestFactor((at) => -at)).toBeGreaterThan(3.9);
  });
});
