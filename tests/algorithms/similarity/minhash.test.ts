import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../server/algorithms/random.ts';
import { similarityJoin } from '../../../server/algorithms/similarity/join.ts';
import { bandsFor, minHashJoin, recallOf } from '../../../server/algorithms/similarity/minhash.ts';
import { tableOf } from './tables.ts';

const COUNT = 400;

/** Pairs of sets with so many elements in common and so many of their own, each pair unlike all others. */
function pairsOf(shared: number, own: number, seed: string): number[][] {
  const random = seededRandom(seed);
  const some = (count: number) => Array.from({ length: count }, () => random.int(2 ** 31));
  return Array.from({ length: COUNT }).flatMap(() => {
    const common = some(shared);
    return [
      [...common, ...some(own)],
      [...common, ...some(own)],
    ];
  });
}

/** Sets with elements in common, some of them equal. */
const sets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }), { maxLength: 40 });
const thresholds = fc.constantFrom(0.2, 0.5, 0.6, 0.7, 0.8, 0.95, 1);

describe('minHashJoin(table, options)', () => {
  it('finds no pair that the join does not find, and of equal sets every pair', () => {
    fc.assert(
      fc.property(sets, thresholds, (some, threshold) => {
        const table = tableOf(some);
        const exact = similarityJoin(table, { threshold });
        const found = minHashJoin(table, { threshold });
        expect(exact).toEqual(expect.arrayContaining(found));
        const isEqual = ({ a, b, shared }: { a: number; b: number; shared: number }) =>
          shared === some[a]?.length && shared === some[b]?.length;
        expect(found.filter(isEqual)).toEqual(exact.filter(isEqual));
      }),
      { numRuns: 300 },
    );
  });

  it('compares each set of a bucket with so many before it, whatever bands they share', () => {
    fc.assert(
      fc.property(sets, fc.integer({ min: 1, max: 4 }), (some, longest) => {
        const twice = [...some, ...some].filter((set) => set.length > 0);
        const found = minHashJoin(tableOf(twice), { threshold: 1, longest });
        const keys = twice.map((set) => [...set].sort((a, b) => a - b).join());
        const expected = keys.flatMap((key, b) =>
          keys
            .flatMap((other, a) => (a < b && other === key ? [a] : []))
            .slice(-longest)
            .map((a) => ({ a, b, shared: twice[b]?.length })),
        );
        expect(found).toEqual(expected.sort((p, q) => p.a - q.a || p.b - q.b));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    [0.6, 30, 10],
    [0.7, 35, 8],
    [0.8, 40, 5],
    [0.9, 45, 3],
  ])('finds as large a share of the pairs at threshold %s as the formula says', (threshold, shared, own) => {
    const similarity = shared / (shared + 2 * own);
    for (const bands of [bandsFor(threshold), { bands: 14, rows: 9 }]) {
      const found = minHashJoin(tableOf(pairsOf(shared, own, `${threshold}`)), {
        threshold: similarity - 1e-9,
        ...bands,
      });
      const chance = recallOf(bands, similarity);
      const deviation = Math.sqrt((chance * (1 - chance)) / COUNT);
      expect(Math.abs(found.length / COUNT - chance)).toBeLessThan(4 * deviation + 1 / COUNT);
    }
  });

  it('refuses a threshold that is no similarity', () => {
    expect(() => minHashJoin(tableOf([[1]]), { threshold: 0 })).toThrow(RangeError);
  });
});

describe('bandsFor(threshold)', () => {
  it('finds what just reaches the threshold with a chance of 0.95 at least, with 128 hashes at most', () => {
    for (let threshold = 0.05; threshold <= 1; threshold += 0.01) {
      const { bands, rows } = bandsFor(threshold);
      expect(bands * rows).toBeLessThanOrEqual(128);
      expect(recallOf({ bands, rows }, threshold)).toBeGreaterThan(0.95);
    }
    expect([0.6, 0.7, 0.9].map(bandsFor)).toEqual([
      { bands: 32, rows: 4 },
      { bands: 25, rows: 5 },
      { bands: 10, rows: 12 },
    ]);
  });
});
