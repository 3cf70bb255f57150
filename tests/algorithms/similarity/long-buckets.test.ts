import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../server/algorithms/random.ts';
import { containmentJoin } from '../../../server/algorithms/similarity/containment.ts';
import { similarityJoin } from '../../../server/algorithms/similarity/join.ts';
import { minHashJoin } from '../../../server/algorithms/similarity/minhash.ts';
import { tableOf } from './tables.ts';

/**
 * 20,000 texts that are nearly all boilerplate, and a pair that also shares something of its own: comparing
 * every one with every other would be 200 million pairs, which neither time nor memory would stand.
 */
const random = seededRandom('boilerplate');
const COUNT = 20_000;
const sets = Array.from({ length: COUNT }, (_, i) => {
  const own = Array.from({ length: 4 }, () => 1000 + random.int(2 ** 30));
  const boilerplate = Array.from({ length: 30 + (i % 5) }, (_, j) => j);
  return [...boilerplate, ...own];
});
sets[17] = [...(sets[12_000] ?? []), 999_999_999];
const table = tableOf(sets);

describe('texts that are nearly all boilerplate', () => {
  it.each([
    ['similarityJoin', () => similarityJoin(table, { threshold: 0.7, longest: 64 })],
    ['containmentJoin', () => containmentJoin(table, { threshold: 0.8, ratio: 3, least: 5, longest: 64 })],
    ['minHashJoin', () => minHashJoin(table, { threshold: 0.7, longest: 4 })],
  ])(
    '%s finds the pair that shares something rarer, and not all the others',
    (_name, join) => {
      const pairs = join();
      expect(pairs).toContainEqual({ a: 17, b: 12_000, shared: 34 });
      expect(pairs.length).toBeLessThan(COUNT * 128);
    },
    60_000,
  );
});
