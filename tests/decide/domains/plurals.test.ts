import { expect, test } from 'vitest';
import { pluralOf } from '../../../server/decide/domains/plurals.ts';

test.each([
  ['triangle', 'triangles'],
  ['prime factor', 'prime factors'],
  ['boundary', 'boundaries'],
  ['birthday', 'birthdays'],
  ['box', 'boxes'],
  ['branch', 'branches'],
  ['Latin square', 'Latin squares'],
  ['gas', null],
  ['pi', null],
  ['\\angle', null],
  ['三角形', null],
  ['', null],
])('pluralOf(%j) is %j', (phrase, plural) => {
  expect(pluralOf(phrase)).toBe(plural);
});
