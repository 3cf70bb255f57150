import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, areaText, isInside, MAP_SIDE } from '../../shared/area.ts';
import { difficultyBin, rangeOf, UNKNOWN_DIFFICULTY } from '../../shared/map-columns.ts';

const step = fc.integer({ min: 0, max: MAP_SIDE });
const corner = fc.tuple(step, step);

describe('areaOf(text), areaText(corners)', () => {
  it('read what they write', () => {
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 60 }), (corners) => {
        expect(areaOf(areaText(corners.flat()))).toEqual(corners.flat());
      }),
    );
  });

  it.each([
    '',
    'v1',
    'v1-1.2-3.4',
    'v2-0.0-9.0-9.9',
    'v1-0.0-9.0-9.99999999',
    'v1-0.0-9.0-70000.1',
    'v1-0.0-9.0-a.1',
  ])('take "%s" for no area', (text) => {
    expect(areaOf(text)).toBeNull();
  });

  it('put corners outside the map on its edge', () => {
    expect(areaText([-5, 2.4, 70_000, 2.6, 3, Number.NaN])).toBe('v1-0.2-65535.3-3.0');
  });
});

describe('isInside(corners, x, y)', () => {
  it('agrees with comparing, in a box', () => {
    fc.assert(
      fc.property(corner, corner, corner, ([a, b], [c, d], [x, y]) => {
        const [left, right] = [Math.min(a, c), Math.max(a, c)];
        const [low, high] = [Math.min(b, d), Math.max(b, d)];
        const box = [left, low, right, low, right, high, left, high];
        expect(isInside(box, x, y)).toBe(x >= left && x < right && y >= low && y < high);
      }),
    );
  });

  it('leaves out the bay of a horseshoe', () => {
    const horseshoe = [0, 0, 90, 0, 90, 90, 60, 90, 60, 30, 30, 30, 30, 90, 0, 90];
    expect([isInside(horseshoe, 45, 60), isInside(horseshoe, 45, 10), isInside(horseshoe, 10, 60)]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('difficultyBin(difficulty), rangeOf(text)', () => {
  it('put each difficulty into the bin whose edges hold it', () => {
    expect([0, 0.049, 0.05, 0.15, 0.3, 0.95, 1, null].map(difficultyBin)).toEqual([
      0,
      0,
      1,
      3,
      6,
      19,
      19,
      UNKNOWN_DIFFICULTY,
    ]);
  });

  it.each([
    ['100-400', [100, 400]],
    ['0.2-0.55', [0.2, 0.55]],
    ['-1-5', null],
    ['5', null],
    ['1e3-2', null],
  ])('read %s', (text, wanted) => {
    expect(rangeOf(text)).toEqual(wanted);
  });
});
