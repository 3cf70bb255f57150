import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap, bootstrapClusters } from '../../../server/algorithms/agreement/bootstrap.ts';
import { markOverlap } from '../../../server/algorithms/agreement/overlap.ts';
import { rawAgreement } from '../../../server/algorithms/agreement/raw.ts';

describe('markOverlap(ratings)', () => {
  it('is F1 of two people: twice what both marked alike over what each marked', () => {
    const ratings = [
      ['a', 'a'],
      ['a', 'b'],
      ['', 'b'],
      ['', ''],
      ['a', null],
    ];
    expect(markOverlap(ratings)).toBeCloseTo(2 / 5, 12);
    expect(markOverlap(ratings, [2, 1, 1, 1000, 1])).toBeCloseTo(4 / 7, 12);
    expect(
      markOverlap([
        ['', ''],
        ['a', null],
      ]),
    ).toBe(null);
  });

  it('lies between 0 and 1, is 1 where all mark alike, and does not hang on who comes first', () => {
    const value = fc.constantFrom('', 'a', 'b', null);
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value), { maxLength: 20 }), (ratings) => {
        const found = markOverlap(ratings);
        if (found !== null) expect(found >= 0 && found <= 1).toBe(true);
        expect(markOverlap(ratings.map((unit) => [...unit].reverse()))).toEqual(
          found === null ? null : expect.closeTo(found, 12),
        );
        const alike = ratings.map(([one]) => [one, one]);
        expect(markOverlap(alike)).toBe(ratings.some(([one]) => one === 'a' || one === 'b') ? 1 : null);
      }),
    );
  });
});

describe('bootstrapClusters(clusters, measure, seed)', () => {
  it('is the plain one where each cluster is one unit', () => {
    const ratings = Array.from({ length: 20 }, (_, i) => ['a', i % 3 === 0 ? 'b' : 'a']);
    const clusters = ratings.map((unit) => [{ unit, n: 1 }]);
    expect(bootstrapClusters(clusters, rawAgreement, 7)).toEqual(bootstrap(ratings, rawAgreement, 7));
  });

  it('is wider where the parts of a text hang together, and nothing without a second text', () => {
    const text = (said: string) => [{ unit: ['a', said], n: 10 }];
    const texts = Array.from({ length: 10 }, (_, i) => text(i % 2 === 0 ? 'a' : 'b'));
    const apart = texts.flatMap((parts) =>
      parts.flatMap(({ unit }) => Array.from({ length: 10 }, () => unit)),
    );
    const together = bootstrapClusters(texts, rawAgreement, 7);
    const single = bootstrap(apart, rawAgreement, 7);
    expect(together.value).toBe(single.value);
    expect((together.high ?? 0) - (together.low ?? 0)).toBeGreaterThan(
      2 * ((single.high ?? 1) - (single.low ?? 0)),
    );
    expect(bootstrapClusters([text('a')], rawAgreement, 7)).toEqual({ value: 1, low: null, high: null });
  });
});
