import { expect, test } from 'vitest';
import { groupBy } from '../../server/algorithms/group-by.ts';

test('groups keep the order in which they and their items came', () => {
  const groups = groupBy(['bee', 'ant', 'bat', 'asp', 'cow'], ([first]) => first);
  expect([...groups]).toEqual([
    ['b', ['bee', 'bat']],
    ['a', ['ant', 'asp']],
    ['c', ['cow']],
  ]);
});

test('a group of half a million is made at once', { timeout: 5000 }, () => {
  const many = Array.from({ length: 500_000 }, (_, i) => i);
  expect(groupBy(many, () => 'one').get('one')).toHaveLength(500_000);
});
