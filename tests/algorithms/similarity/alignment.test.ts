import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '../../../server/algorithms/similarity/alignment.ts';

const sequences = fc.array(fc.nat({ max: 4 }), { maxLength: 14 });

/** Insertions and deletions that turn one into the other, by the table of longest common subsequences. */
function distance(a: readonly number[], b: readonly number[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0);
  for (const x of a) {
    const next = [0];
    b.forEach((y, j) => {
      next.push(x === y ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!));
    });
    row = next;
  }
  return a.length + b.length - 2 * row[b.length]!;
}

describe('align(a, b, most)', () => {
  it('turns one into the other with the fewest edits, and says so where it would take more', () => {
    fc.assert(
      fc.property(sequences, sequences, fc.nat({ max: 12 }), (a, b, most) => {
        const gaps = align(Uint32Array.from(a), Uint32Array.from(b), most);
        const fewest = distance(a, b);
        if (fewest > most) {
          expect(gaps).toBeNull();
          return;
        }
        const rebuilt: number[] = [];
        let at = 0;
        let edits = 0;
        for (const { aFrom, aTo, bFrom, bTo } of gaps ?? []) {
          rebuilt.push(...a.slice(at, aFrom));
          expect(rebuilt.length).toBe(bFrom);
          rebuilt.push(...b.slice(bFrom, bTo));
          at = aTo;
          edits += aTo - aFrom + bTo - bFrom;
        }
        expect([...rebuilt, ...a.slice(at)]).toEqual(b);
        expect(edits).toBeGreaterThanOrEqual(fewest);
        expect(edits).toBeLessThanOrEqual(Math.max(fewest, most));
      }),
      { numRuns: 2000 },
    );
  });
});
