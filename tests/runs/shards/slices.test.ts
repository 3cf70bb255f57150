import { expect, it } from 'vitest';
import { slicesOf } from '../../../server/runs/shards/pairs-on-shards.ts';

it('splits a tile with very many pairs among jobs, the more so where its blocks are large', () => {
  const sections = [
    [1_500_000, 0, 10],
    [2_600_000, 0, 0],
  ];
  const tilesOf = (size: number) => ({ size, blocks: 2 });
  const parts = (size: number) =>
    slicesOf(sections, tilesOf(size)).map(({ tile, part, parts }) => [tile, part, parts]);
  expect(parts(100_000)).toEqual([
    [0, 0, 3],
    [0, 1, 3],
    [0, 2, 3],
    [2, 0, 1],
  ]);
  const large = parts(1_600_000);
  expect(large).toHaveLength(42);
  expect(large.filter(([tile]) => tile === 0).map(([, , all]) => all)).toEqual(
    Array.from({ length: 41 }, () => 41),
  );
});
