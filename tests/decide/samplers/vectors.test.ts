import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denseSpace } from '../../../server/algorithms/vectors/dense-space.ts';
import type { DrawRow, Sampler, SpaceOf } from '../../../server/decide/samplers/sampler.ts';
import { facilityLocationSampler, kCenterSampler } from '../../../server/decide/samplers/vectors.ts';
import { configFor } from '../candidates.ts';

/** A question `x-y` lies at an angle of x degrees. */
const spaceOf: SpaceOf = (ids) =>
  denseSpace(
    2,
    ids.map((id) => {
      const angle = (Number(id.split('-')[0]) * Math.PI) / 180;
      return [Math.cos(angle), Math.sin(angle)];
    }),
    1,
  );
const rowsAt = (angles: readonly number[]): DrawRow[] =>
  angles.map((angle, i) => ({
    id: `${angle}-${i}`,
    source: 's',
    domain: 'd',
    length: 1,
    teacherCorrect: null,
  }));
const draw = (sampler: Sampler, rows: readonly DrawRow[], count: number, seed = 1, first: string[] = []) =>
  sampler(rows, configFor('diversity'), { selected: count, count, first, spaceOf })(seed);
const anglesOf = (ids: readonly string[]) => ids.map((id) => Number(id.split('-')[0]));
const SAMPLERS: [string, Sampler][] = [
  ['facility-location', facilityLocationSampler],
  ['k-center', kCenterSampler],
];

describe.each(SAMPLERS)('the sampler %s', (_name, sampler) => {
  const angles = fc.array(fc.integer({ min: 0, max: 359 }), { minLength: 1, maxLength: 25 });

  it('hangs on rows and seed alone, takes nobody twice, and begins alike whatever the count', () => {
    fc.assert(
      fc.property(angles, fc.nat(50), fc.integer({ min: 1, max: 12 }), (degrees, seed, n) => {
        const rows = rowsAt(degrees);
        const all = draw(sampler, rows, rows.length, seed);
        expect([...all].sort()).toEqual(rows.map(({ id }) => id).sort());
        expect(draw(sampler, [...rows].reverse(), n, seed)).toEqual(all.slice(0, n));
      }),
      { numRuns: 50 },
    );
  });

  it('goes on from what stands before all draws', () => {
    const rows = rowsAt([0, 1, 2, 90, 91, 180, 181, 270, 271]);
    const ids = draw(sampler, rows, 4, 1, ['0-0']);
    const near = (angle: number) => Math.round((angle % 360) / 90);
    expect(
      anglesOf(['0-0', ...ids])
        .map(near)
        .sort(),
    ).toEqual([0, 1, 2, 3]);
  });
});

describe('kCenterSampler', () => {
  it('starts by seed', () => {
    const rows = rowsAt(Array.from({ length: 40 }, (_, i) => i * 9));
    const starts = Array.from({ length: 60 }, (_, seed) => draw(kCenterSampler, rows, 1, seed)[0]);
    expect(new Set(starts).size).toBeGreaterThan(20);
  });
});

describe('facilityLocationSampler', () => {
  it('takes what is typical first: the middle of the larger heap', () => {
    const rows = rowsAt([0, 5, 10, 15, 20, 180, 185]);
    expect(anglesOf(draw(facilityLocationSampler, rows, 2))).toEqual([10, 180]);
  });
});
