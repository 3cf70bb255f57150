import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { components } from '../../../server/decide/near/clusters.ts';
import { equalTexts, firstsByNumber } from '../../../server/decide/near/equal-texts.ts';
import { type DuplicateEdge, pairsOf, sorted } from '../../../server/decide/near/pairs.ts';

const COUNT = 40;
const place = fc.nat({ max: COUNT - 1 });

describe('components(count, edges)', () => {
  it('names all places that hang together, ascending, by the first of each, and nobody else', () => {
    const linked = fc.array(fc.record({ a: place, b: place }), { maxLength: 60 });
    fc.assert(
      fc.property(linked, (edges) => {
        const groups = components(COUNT, edges);
        const touched = [...new Set(edges.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
        expect(groups.flat().sort((x, y) => x - y)).toEqual(touched);
        expect(groups.map((group) => [...group].sort((x, y) => x - y))).toEqual(groups);
        expect(groups.map(([first]) => first!)).toEqual(
          groups.map(([first]) => first!).sort((x, y) => x - y),
        );
        const reached = (from: number): number[] => {
          const seen = new Set([from]);
          for (const one of seen)
            for (const { a, b } of edges) {
              if (a === one) seen.add(b);
              if (b === one) seen.add(a);
            }
          return [...seen].sort((x, y) => x - y);
        };
        for (const group of groups) expect(group).toEqual(reached(group[0]!));
      }),
    );
  });
});

describe('equalTexts(count, textKey, formKey, tableOf)', () => {
  it('finds the same whether keys are names in a table or numbers', () => {
    const keys = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 4 })), { maxLength: COUNT });
    fc.assert(
      fc.property(keys, (all) => {
        const asked = [all.length, (i: number) => all[i]![0], (i: number) => all[i]![1]] as const;
        const [byName, byNumber] = [equalTexts(...asked), equalTexts(...asked, () => firstsByNumber(10))];
        expect({ ...byNumber, edges: [...byNumber.edges] }).toEqual({
          ...byName,
          edges: [...byName.edges],
        });
        const firstOfForm = all.map(([text]) => all.findIndex(([other]) => other === text));
        for (const { a, b, rule } of byName.edges) {
          expect(a).toBeLessThan(b);
          expect(rule).toBe(firstOfForm[b] === a ? 'same-text' : 'same-form');
        }
      }),
    );
  });
});

describe('pairsOf(pairs), sorted(pairs, compare)', () => {
  it('holds what was pushed, and puts it into another order without losing which came first of equal ones', () => {
    const edge = fc.record({
      a: place,
      b: place,
      similarity: fc.nat({ max: 10_000 }).map((n) => n / 10_000),
      rule: fc.constantFrom('same-text', 'same-form', 'added-sentence'),
    }) as fc.Arbitrary<DuplicateEdge>;
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 150 }), (edges) => {
        const pairs = pairsOf(edges);
        expect([...pairs]).toEqual(edges);
        const byKept = sorted(pairs, (i, j) => pairs.b[i]! - pairs.b[j]!);
        expect([...byKept]).toEqual([...edges].sort((x, y) => x.b - y.b));
      }),
    );
  });
});
