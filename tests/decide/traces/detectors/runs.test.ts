import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PeriodicRun, periodicRun } from '../../../../server/decide/traces/detectors/runs.ts';

/** Every maximal run of a period that is long enough, looked at item by item. */
function slowly(items: Int32Array, longest: number, least: number): PeriodicRun | null {
  for (let period = 1; period <= longest && period * 2 <= items.length; period++) {
    for (let start = 0; start < items.length; start++) {
      let end = start + period;
      while (end < items.length && items[end] === items[end - period]) end++;
      if (end - start >= Math.max(2 * period, least, period + 1)) return { period, start, end };
    }
  }
  return null;
}

test('periodicRun finds what a look at every item finds', () => {
  const piece = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 8 }),
    fc
      .tuple(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 8 }),
      )
      .map(([once, times]) => Array.from({ length: times }, () => once).flat()),
  );
  const items = fc.array(piece, { maxLength: 8 }).map((pieces) => Int32Array.from(pieces.flat()));
  fc.assert(
    fc.property(
      items,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 2, max: 24 }),
      (list, longest, least) => {
        const wanted = {
          longest,
          least: () => least,
          counts: ({ start, end }: PeriodicRun) => end - start >= least,
        };
        expect(periodicRun(list, wanted)).toEqual(slowly(list, longest, least));
      },
    ),
    { numRuns: 2000 },
  );
});
