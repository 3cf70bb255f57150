import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShingleBuilder } from '../../../server/algorithms/similarity/shingles.ts';
import { UnionFind } from '../../../server/algorithms/similarity/union-find.ts';

const setsOf = (width: number, texts: readonly (readonly number[][])[]): number[][] => {
  const builder = new ShingleBuilder(width);
  for (const parts of texts) {
    for (const part of parts) builder.addPart(Uint32Array.from(part), 0, part.length);
    builder.endSet();
  }
  const { offsets, elements } = builder.table();
  return texts.map((_, i) => [...elements.slice(offsets[i], offsets[i + 1])]);
};

describe('ShingleBuilder', () => {
  it('holds each run once, equal for equal runs only, and none across parts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.array(fc.nat({ max: 3 }), { maxLength: 12 }), { maxLength: 3 }), {
          maxLength: 8,
        }),
        fc.integer({ min: 1, max: 4 }),
        (texts, width) => {
          const runs = texts.map((parts) => [
            ...new Set(
              parts.flatMap((part) => {
                const length = Math.min(width, part.length);
                return part.flatMap((_, i) =>
                  i + length <= part.length ? [part.slice(i, i + length).join()] : [],
                );
              }),
            ),
          ]);
          const sets = setsOf(width, texts);
          expect(sets.map(({ length }) => length)).toEqual(runs.map(({ length }) => length));
          runs.forEach((a, i) => {
            runs.forEach((b, j) => {
              const shared = a.filter((run) => b.includes(run)).length;
              expect(sets[i]?.filter((run) => sets[j]?.includes(run))).toHaveLength(shared);
            });
          });
        },
      ),
    );
  });
});

describe('UnionFind', () => {
  it('names a group by its smallest number, in any order of the unions', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 19 }), fc.nat({ max: 19 })), { maxLength: 30 }),
        (unions) => {
          const names = (order: readonly (readonly [number, number])[]) => {
            const groups = new UnionFind(20);
            for (const [a, b] of order) groups.unite(a, b);
            return Array.from({ length: 20 }, (_, i) => groups.find(i));
          };
          const expected = names(unions);
          expect(names([...unions].reverse())).toEqual(expected);
          for (const [a, b] of unions) expect(expected[a]).toBe(expected[b]);
          expected.forEach((name, i) => {
            expect(name).toBeLessThanOrEqual(i);
          });
        },
      ),
    );
  });
});
