import { expect, test } from 'vitest';
import { askedOfShards } from '../../client/features/pool/over-shards.ts';

test('of a list over shards, what it can not be narrowed or ordered by is left out and told', () => {
  expect(
    askedOfShards({ stage: 'quality', q: 'train', source: 'mine' }, { sort: 'length', desc: true }),
  ).toEqual({
    filter: { stage: 'quality', q: 'train' },
    order: {},
    leftOut: ['source=mine', 'sort=length'],
  });
  const all = { kept: 'false', reason: 'reserve', passed: 'quality' } as const;
  expect(askedOfShards(all, {})).toEqual({ filter: all, order: {}, leftOut: [] });
});
