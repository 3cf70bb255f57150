import fc from 'fast-check';
import { expect, it } from 'vitest';
import { containmentOrdered } from '../../../server/algorithms/similarity/containment.ts';
import {
  commonOf,
  HOLDER_WIDTH,
  holderRows,
  isFound,
  type JoinSettings,
  leastToFind,
  pairHolders,
} from '../../../server/algorithms/similarity/holders.ts';
import { joinOrdered } from '../../../server/algorithms/similarity/join.ts';
import {
  addCells,
  cellCounts,
  elementCounters,
  orderedBy,
  orderedSets,
  setTable,
  weigh,
} from '../../../server/algorithms/similarity/sets.ts';

const CONTAINED = { threshold: 0.7, ratio: 4, least: 4, longest: 3 };

/** Sets with much in common, so that some elements are held by more sets than may be. */
const someSets = fc.array(
  fc
    .tuple(fc.nat({ max: 3 }), fc.array(fc.nat({ max: 90 }), { maxLength: 8 }), fc.nat({ max: 9 }))
    .map(([group, more, less]) => {
      const base = Array.from({ length: 12 }, (_, i) => 10 * group + i).slice(less);
      return Uint32Array.from(new Set([...base, ...more])).sort();
    }),
  { maxLength: 40 },
);

/** Pairs as the joins over all sets find them. */
function together(sets: readonly Uint32Array[], threshold: number, longest: number): string[] {
  const ordered = orderedSets(setTable(sets));
  const all = [joinOrdered(ordered, { threshold, longest }), containmentOrdered(ordered, CONTAINED)];
  return [
    ...new Set(all.flatMap((pairs) => pairs.all().map(({ a, b, shared }) => `${a} ${b} ${shared}`))),
  ].sort();
}

/** The same in steps none of which sees all sets. */
function apart(sets: readonly Uint32Array[], threshold: number, longest: number, splits: number): string[] {
  const settings: JoinSettings = { threshold, longest, contained: CONTAINED };
  const shards = Array.from({ length: splits }, (_, shard) =>
    sets.flatMap((set, number) => (number % splits === shard ? [{ set, number }] : [])),
  );
  const elements = sets.reduce((sum, set) => sum + set.length, 0);
  const counters = elementCounters(elements);
  for (const shard of shards) {
    const { elements: own } = setTable(shard.map(({ set }) => set));
    addCells(counters, cellCounts(own, counters.length));
  }
  const partitions = Array.from({ length: splits }, (): number[] => []);
  for (const shard of shards) {
    const numbers = Uint32Array.from(shard, ({ number }) => number);
    const table = setTable(shard.map(({ set }) => set));
    holderRows(orderedBy(table, weigh(table.elements, counters)), numbers, settings, (key, row) => {
      partitions[key % splits]!.push(...row);
    });
  }
  const found = new Set<string>();
  for (const rows of partitions) {
    expect(rows.length % HOLDER_WIDTH).toBe(0);
    pairHolders(Uint32Array.from(rows), settings, (x, y) => {
      const [a, b] = [Math.min(x, y), Math.max(x, y)];
      const least = leastToFind(sets[a]!.length, sets[b]!.length, settings, threshold);
      const common = commonOf(sets[a]!, sets[b]!, weigh(sets[a]!, counters), least);
      const pair = { ...common, sizeA: sets[a]!.length, sizeB: sets[b]!.length };
      if (isFound(pair, settings, threshold, true)) found.add(`${a} ${b} ${common.shared}`);
    });
  }
  return [...found].sort();
}

it('finds in any split of the sets exactly the pairs that the joins find over all of them', () => {
  fc.assert(
    fc.property(
      someSets,
      fc.constantFrom(0.3, 0.6, 0.75, 0.9, 1),
      fc.integer({ min: 2, max: 12 }),
      fc.integer({ min: 1, max: 4 }),
      (sets, threshold, longest, splits) => {
        expect(apart(sets, threshold, longest, splits)).toEqual(together(sets, threshold, longest));
      },
    ),
    { numRuns: 300 },
  );
});
