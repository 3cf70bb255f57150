import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addCells,
  cellCounts,
  cellsFor,
  countElements,
  elementCounters,
} from '../../../server/algorithms/similarity/sets.ts';

const MILLION = 1e6;

it('cellsFor: two to four an element, 2^24 for more than 8 million, and at most 24 elements a cell beyond', () => {
  const log = (elements: number) => Math.log2(cellsFor(elements));
  expect([0, 255, 511, 512, 2_400_000].map(log)).toEqual([10, 10, 10, 11, 23]);
  expect([8.4, 9, 400, 402].map((millions) => log(millions * MILLION))).toEqual([24, 24, 24, 24]);
  expect([403, 800, 1600, 4000].map((millions) => log(millions * MILLION))).toEqual([25, 25, 26, 28]);
});

it('cellCounts: counts in any split what countElements counts in one table', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.array(
          fc.nat({ max: 0xffffffff }).map((n) => n % 3000),
          { maxLength: 40 },
        ),
        {
          maxLength: 12,
        },
      ),
      (shards) => {
        const elements = shards.flat().length;
        const [together, apart] = [elementCounters(elements), elementCounters(elements)];
        for (const shard of shards) {
          countElements(Uint32Array.from(shard), together);
          addCells(apart, cellCounts(Uint32Array.from(shard), apart.length));
        }
        expect(apart).toEqual(together);
      },
    ),
  );
});

it('addCells: counts no further than 65,535', () => {
  const counters = Uint16Array.from([0, 65_000]);
  const more = { cells: Uint32Array.of(10, 11), counts: Uint16Array.of(7, 700) };
  addCells(counters, more, 10);
  expect([...counters]).toEqual([7, 65_535]);
});
