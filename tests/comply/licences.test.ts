import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectiveLicence, type RowLicences } from '../../server/comply/effective-licence.ts';
import { readLicence } from '../../server/comply/licence-name.ts';
import { licenceTableOf } from '../../server/comply/licence-table.ts';
import { mayGoUnder, releaseLicence } from '../../server/comply/release-licence.ts';
import type { Licence } from '../../shared/schemas/licence.ts';
import { SHIPPED } from './facts.ts';

const TABLE = SHIPPED.licences;
const idsOf = (words: string | null): string[] | string => {
  const read = readLicence(TABLE, words);
  return read.known ? read.licences.map(({ id }) => id) : read.why;
};
const licence = (id: string): Licence => {
  const found = TABLE.licences.get(id);
  if (found === undefined) throw new Error(`no licence ${id}`);
  return found;
};

describe('readLicence(table, declared)', () => {
  test.each([
    ['MIT', ['MIT']],
    [' apache-2.0 ', ['Apache-2.0']],
    ['Apache License, Version 2.0', ['Apache-2.0']],
    ['CC BY-NC-SA 4.0', ['CC-BY-NC-SA-4.0']],
    [
      'Creative Commons Attribution Non-Commercial ShareAlike 4.0 International License (CC BY-NC-SA 4.0)',
      ['CC-BY-NC-SA-4.0'],
    ],
    ['MIT OR Apache-2.0', ['MIT']],
    ['MIT AND CC-BY-4.0', ['MIT', 'CC-BY-4.0']],
    ['(MIT AND CC-BY-4.0) OR GPL-3.0-only', ['MIT', 'CC-BY-4.0']],
    [null, 'none-declared'],
    [' \n ', 'none-declared'],
    ['Creative Commons License', 'names-no-licence'],
    ['cc', 'names-no-licence'],
    ['apache', 'names-no-licence'],
    ['other', 'names-no-licence'],
    ['unknown', 'names-no-licence'],
    ['MIT OR', 'not-in-table'],
    ['MIT OR Nonesuch-1.0', 'not-in-table'],
    ['(MIT', 'not-in-table'],
    ['MIT-like', 'not-in-table'],
    ['Free to use with attribution', 'not-in-table'],
    ['constructor', 'not-in-table'],
    ['__proto__', 'not-in-table'],
  ])('%j is %j', (words, expected) => {
    expect(idsOf(words)).toEqual(expected);
  });

  test('reads what nobody foresaw in little time, and never throws', () => {
    const words = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc
        .array(fc.constantFrom('MIT', 'OR', 'AND', '(', ')', 'CC-BY-4.0'), { maxLength: 60 })
        .map((tokens) => tokens.join(' ')),
    );
    fc.assert(fc.property(words, (text) => typeof readLicence(TABLE, text).known === 'boolean'));
    const deep = `${'('.repeat(100_000)}MIT`;
    expect(idsOf(deep)).toBe('not-in-table');
    expect(idsOf(Array.from({ length: 60 }, () => '(MIT OR 0BSD)').join(' AND '))).toBe('not-in-table');
  });
});

describe('the table of licences', () => {
  test('says of every licence by its name what it allows, and names only those that it has', () => {
    for (const {
      id,
      commercial,
      derivatives,
      share_alike: shareAlike,
      attribution,
    } of TABLE.licences.values()) {
      const parts = id.split('-');
      if (!id.includes('CC-BY')) continue;
      expect([id, commercial, derivatives, shareAlike !== null, attribution]).toEqual([
        id,
        parts.includes('NC') ? 'no' : 'yes',
        parts.includes('ND') ? 'no' : 'yes',
        parts.includes('SA'),
        'credit',
      ]);
    }
  });

  test('a table that names what is not there is refused by its file', () => {
    const files = (spellings: unknown) => [
      { name: 'data/licenses/licences-1.json', data: { about: 'a', version: 1, licences: [licence('MIT')] } },
      { name: 'data/licenses/spellings-1.json', data: spellings },
      { name: 'data/licenses/sources-1.json', data: { about: 'a', version: 1, sources: [] } },
    ];
    const spelled = { about: 'a', version: 1, spellings: { x: { id: 'MIT' }, y: { id: 'Apache-2.0' } } };
    expect(() => licenceTableOf(files(spelled))).toThrow(
      'data/licenses/spellings-1.json: there is no licence Apache-2.0 in data/licenses/licences-1.json.',
    );
    expect(() => licenceTableOf(files(spelled).slice(1))).toThrow('there is no licences-1.json');
  });
});

describe('effectiveLicence(table, row)', () => {
  const row = (some: Partial<RowLicences>): RowLicences => ({
    declared: 'MIT',
    concluded: null,
    upstream: [],
    generator: [],
    ...some,
  });

  test('is the meet of source, upstream and generator: the strictest of each part', () => {
    const { licences: _, ...effective } = effectiveLicence(
      TABLE,
      row({ upstream: ['CC-BY-NC-SA-4.0', 'nobody knows'], generator: ['deepseek/platform@2026-04-29'] }),
    );
    expect(effective).toEqual({
      stack: ['CC-BY-NC-SA-4.0', 'MIT', 'LicenseRef-terms-deepseek-platform-2026-04-29'],
      unknown: [{ part: 'upstream', says: 'These words stand in no table of licences.' }],
      commercial: 'no',
      derivatives: 'unknown',
      attribution: 'credit',
      shareAlike: true,
    });
  });

  test('what a person concluded stands in place of what the source declares, and of nothing else', () => {
    const stack = (some: Partial<RowLicences>) => effectiveLicence(TABLE, row(some)).stack;
    expect([
      stack({ declared: null, concluded: 'CC-BY-4.0' }),
      stack({ concluded: 'CC-BY-4.0' }),
      stack({ concluded: 'CC-BY-4.0', upstream: ['CC-BY-NC-4.0'] }),
    ]).toEqual([['CC-BY-4.0'], ['CC-BY-4.0'], ['CC-BY-4.0', 'CC-BY-NC-4.0']]);
  });

  test('one more part never makes a row freer', () => {
    const names = fc.constantFrom(...TABLE.licences.keys(), 'nobody knows');
    const rank = { yes: 0, unknown: 1, no: 2 };
    fc.assert(
      fc.property(names, fc.array(names, { maxLength: 4 }), names, (declared, upstream, more) => {
        const before = effectiveLicence(TABLE, row({ declared, upstream }));
        const after = effectiveLicence(TABLE, row({ declared, upstream: [...upstream, more] }));
        return (
          rank[after.commercial] >= rank[before.commercial] &&
          rank[after.derivatives] >= rank[before.derivatives] &&
          (after.shareAlike || !before.shareAlike) &&
          after.unknown.length >= before.unknown.length
        );
      }),
    );
  });
});

describe('releaseLicence(table, rows)', () => {
  const together = (...rows: readonly (readonly [string, number])[]) =>
    releaseLicence(
      TABLE,
      rows.map(([id, n]) => ({ licence: licence(id), rows: n })),
    );
  const free = { conflicts: [], noDerivatives: [] };

  test.each([
    [[['MIT', 3]], 'MIT'],
    [
      [
        ['MIT', 3],
        ['Apache-2.0', 2],
      ],
      'Apache-2.0',
    ],
    [
      [
        ['MIT', 3],
        ['CC-BY-4.0', 1],
        ['CC-BY-3.0', 1],
      ],
      'CC-BY-4.0',
    ],
    [
      [
        ['MIT', 3],
        ['CC-BY-NC-4.0', 1],
      ],
      'CC-BY-NC-4.0',
    ],
    [
      [
        ['CC-BY-NC-SA-2.0-UK', 1],
        ['CC-BY-NC-SA-4.0', 1],
        ['CC-BY-4.0', 9],
      ],
      'CC-BY-NC-SA-4.0',
    ],
    [
      [
        ['CC-BY-SA-3.0', 1],
        ['CC-BY-3.0', 9],
      ],
      'CC-BY-SA-3.0',
    ],
    [[], null],
  ] as const)('%j go out together under %s', (rows, expected) => {
    expect(together(...rows)).toEqual({ licence: expected, ...free });
  });

  test('shows what contradicts each other, with the rows of both', () => {
    expect(together(['CC-BY-SA-4.0', 2], ['CC-BY-NC-SA-4.0', 5], ['MIT', 9])).toEqual({
      licence: null,
      conflicts: [{ a: 'CC-BY-NC-SA-4.0', b: 'CC-BY-SA-4.0', rowsA: 5, rowsB: 2 }],
      noDerivatives: [],
    });
    expect(together(['GFDL-1.1-or-later', 1], ['CC-BY-SA-3.0', 4]).conflicts).toEqual([
      { a: 'CC-BY-SA-3.0', b: 'GFDL-1.1-or-later', rowsA: 4, rowsB: 1 },
    ]);
    expect(together(['CC-BY-ND-4.0', 2], ['MIT', 9])).toEqual({
      licence: null,
      conflicts: [],
      noDerivatives: [{ licence: 'CC-BY-ND-4.0', rows: 2 }],
    });
  });

  test('whatever the rows and their order: one licence that all of them may go under, or a conflict', () => {
    const altered = [...TABLE.licences.values()].filter(({ derivatives }) => derivatives === 'yes');
    const sets = fc.uniqueArray(fc.constantFrom(...altered), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(sets, (licences) => {
        const rows = licences.map((one, i) => ({ licence: one, rows: i + 1 }));
        const made = releaseLicence(TABLE, rows);
        expect(releaseLicence(TABLE, [...rows].reverse())).toEqual(made);
        const under = made.licence;
        if (under === null) expect(made.conflicts.length).toBeGreaterThan(0);
        else expect(licences.filter((one) => !mayGoUnder(one, licence(under)))).toEqual([]);
      }),
    );
  });
});
