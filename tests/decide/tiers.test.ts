import { expect, it } from 'vitest';
import { tierAbove, tierBelow } from '../../server/decide/tiers.ts';

it('finds the tier that serves a limit, and the last where none does', () => {
  expect([5000, 1000, 999, 200, 1, 0].map((limit) => tierBelow([1000, 200, 1], limit))).toEqual([
    1000, 1000, 200, 200, 1, 1,
  ]);
  expect([0, 12, 13, 1000, 2000].map((limit) => tierAbove([12, 1000], limit))).toEqual([
    12, 12, 1000, 1000, 1000,
  ]);
});
