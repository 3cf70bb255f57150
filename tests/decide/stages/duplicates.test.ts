import { describe, expect, it } from 'vitest';
import { duplicates } from '../../../server/decide/stages/duplicates.ts';
import { keeperOf, strictness } from '../../../server/decide/stages/keep-rule.ts';
import { configFor, narrowRow } from '../candidates.ts';

describe('duplicates', () => {
  const members = [
    narrowRow({ id: 'a', completeness: 1 }),
    narrowRow({ id: 'b', externalId: 'ext-b', completeness: 3 }),
    narrowRow({ id: 'c', completeness: 2 }),
  ];

  it('keeps one, and names it to the others', () => {
    const evidence = { keptId: 'b', keptExternalId: 'ext-b', keptSource: 'test', similarity: 1 };
    const dropped = {
      kept: false,
      finding: { reason: 'exact-duplicate', evidence, margin: null },
      notes: [],
    };
    const kept = { kept: true, margin: null, notes: [] };
    expect(duplicates.decide(members, configFor('duplicates'))).toEqual([dropped, kept, dropped]);
  });

  it('keeps all, with notes, where the recipe says so', () => {
    expect(
      duplicates.decide(members, configFor('duplicates', { mode: 'note' })).map(({ kept }) => kept),
    ).toEqual([true, true, true]);
  });
});

describe('keeperOf(members)', () => {
  it('takes the most complete, then the most permissive licence, then the smallest id, in any order', () => {
    const rows = [
      narrowRow({ id: 'd', completeness: 2, license: 'CC-BY-4.0' }),
      narrowRow({ id: 'c', completeness: 2, license: 'MIT' }),
      narrowRow({ id: 'b', completeness: 2, license: 'MIT' }),
      narrowRow({ id: 'a', completeness: 1, license: 'CC0-1.0' }),
    ];
    expect([rows, [...rows].reverse()].map((order) => keeperOf(order).id)).toEqual(['b', 'b']);
  });
});

describe('strictness(license)', () => {
  it.each([
    ['CC0-1.0', 0],
    ['MIT', 1],
    ['Apache-2.0', 1],
    ['CC-BY-4.0', 2],
    ['Creative Commons Attribution License (CC BY)', 2],
    ['CC-BY-SA-4.0', 3],
    ['GNU Free Documentation License', 3],
    ['CC-BY-NC-SA-4.0', 4],
    ['Creative Commons Attribution Non-Commercial ShareAlike 4.0 International License (CC BY-NC-SA 4.0)', 4],
    ['CC-BY-ND-4.0', 5],
    ['Creative Commons License', 5],
    [null, 6],
  ])('%s is %i', (license, expected) => {
    expect(strictness(license)).toBe(expected);
  });
});
