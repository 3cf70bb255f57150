import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exponential } from '../../server/algorithms/exponential.ts';
import { naturalLog } from '../../server/algorithms/logarithm.ts';

const apart = (got: number, wanted: number): number => Math.abs(got - wanted) / Math.abs(wanted);

describe('exponential(x)', () => {
  test('is 1 at 0, 0 far below, and no number for none', () => {
    expect([0, -0, -701, -Infinity, Number.NaN].map(exponential)).toEqual([1, 1, 0, 0, Number.NaN]);
  });

  test('lies within 1e-12 of e^x', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 0, noNaN: true }), (x) => {
        expect(apart(exponential(x), Math.exp(x))).toBeLessThan(1e-12);
      }),
    );
  });

  test('gives the bits that it gives everywhere', () => {
    const bits = [-1e-9, -0.1, -0.5, -1, -Math.LN2, -20, -699.9].map((x) => exponential(x));
    expect(bits).toMatchInlineSnapshot(`
      [
        0.999999999,
        0.9048374180359595,
        0.6065306597126332,
        0.36787944117147003,
        0.5,
        2.0611536224385595e-9,
        1.0896627777795617e-304,
      ]
    `);
  });
});

describe('naturalLog(x)', () => {
  test('undoes the exponential', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 0, noNaN: true }), (x) => {
        expect(Math.abs(naturalLog(exponential(x)) - x)).toBeLessThan(1e-12 * Math.max(1, Math.abs(x)));
      }),
    );
  });

  test.each([0, -1, Infinity, Number.NaN])('refuses %d', (x) => {
    expect(() => naturalLog(x)).toThrow(RangeError);
  });
});
