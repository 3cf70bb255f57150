import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containmentJoin } from '../../../server/algorithms/similarity/containment.ts';
import { similarityJoin } from '../../../server/algorithms/similarity/join.ts';
import { jaccard } from '../../../server/algorithms/similarity/sets.ts';
import { bruteForce, tableOf } from './tables.ts';

/** Sets that are near each other: each is one of a few, with some elements changed. */
const nearSets = fc
  .array(fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 0, maxLength: 25 }), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((centres) =>
    fc.array(
      fc
        .tuple(fc.nat(), fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }), fc.nat({ max: 6 }))
        .map(([which, more, less]) => [...(centres[which % centres.length] ?? []).slice(less), ...more]),
      { maxLength: 40 },
    ),
  );
const thresholds = fc.constantFrom(0.1, 0.3, 0.5, 0.7, 0.8, 0.95, 1);

describe('similarityJoin(table, options)', () => {
  it('finds exactly the pairs that comparing all with all finds', () => {
    fc.assert(
      fc.property(nearSets, thresholds, (sets, threshold) => {
        const expected = bruteForce(sets, (shared, a, b) => jaccard(shared, a, b) >= threshold - 1e-12);
        expect(similarityJoin(tableOf(sets), { threshold })).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('finds the same whatever the order of the sets', () => {
    fc.assert(
      fc.property(nearSets, thresholds, (sets, threshold) => {
        const count = sets.length;
        const turned = similarityJoin(tableOf([...sets].reverse()), { threshold })
          .map(({ a, b, shared }) => ({ a: count - 1 - b, b: count - 1 - a, shared }))
          .sort((p, q) => p.a - q.a || p.b - q.b);
        expect(turned).toEqual(similarityJoin(tableOf(sets), { threshold }));
      }),
      { numRuns: 100 },
    );
  });

  it('leaves out, with a longest bucket, only pairs that share nothing rarer', () => {
    const boilerplate = Array.from({ length: 20 }, (_, i) => i);
    const sets = [
      ...Array.from({ length: 50 }, (_, i) => [...boilerplate, 1000 + i]),
      [...boilerplate, 5000, 5001],
      [...boilerplate, 5000, 5001, 5002],
    ];
    expect(similarityJoin(tableOf(sets), { threshold: 0.7, longest: 10 })).toEqual([
      { a: 50, b: 51, shared: 22 },
    ]);
    expect(similarityJoin(tableOf(sets), { threshold: 0.7 })).toHaveLength((52 * 51) / 2);
  });

  it('refuses a threshold that is no similarity', () => {
    for (const threshold of [0, -1, 1.1, Number.NaN]) {
      expect(() => similarityJoin(tableOf([[1]]), { threshold })).toThrow(RangeError);
    }
  });
});

describe('containmentJoin(table, options)', () => {
  it('finds exactly the pairs that comparing all with all finds', () => {
    fc.assert(
      fc.property(nearSets, fc.constantFrom(0.5, 0.8, 1), (sets, threshold) => {
        const [ratio, least] = [3, 4];
        const expected = bruteForce(sets, (shared, a, b) => {
          const [small, large] = a < b ? [a, b] : [b, a];
          return small >= least && large <= small * ratio && shared >= threshold * small - 1e-9;
        });
        expect(containmentJoin(tableOf(sets), { threshold, ratio, least })).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });
});
