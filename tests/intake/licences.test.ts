import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { concludeLicence, listLicences } from '../../server/intake/licences.ts';
import { SHIPPED } from '../comply/facts.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from './files.ts';

const { licences } = SHIPPED;
let made = 0;
const record = (source: string, license: string | null, more: object = {}) => ({
  id: `q${++made}`,
  source,
  question: `What is ${made}?`,
  answer: String(made),
  license,
  ...more,
});
const bring = (workspace: Workspace, ...records: unknown[]) =>
  importFiles(
    workspace,
    [fileOf(`${made}.jsonl`, jsonLines(...records))],
    { actor: 'importer' },
    { licences },
  );

/** Code, state and who raised it, of every flag about a source. */
function flagsOf(workspace: Workspace, source: string): string[] {
  const flags = [...workspace.flags.each({ subject: source })];
  const raisers = workspace.flags.raisers(flags.map(({ flagId }) => flagId));
  return flags.map(({ flagId, code, state }) => `${code} ${state} ${raisers.get(flagId)}`);
}

const typesOf = (workspace: Workspace): string[] =>
  workspace.events.all().map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')).type as string);

describe('importFiles raises what is to be said of sources', () => {
  test('by the licence of each record, once for records that say the same', async () => {
    const workspace = temporaryWorkspace();
    await bring(
      workspace,
      record('free', 'MIT'),
      record('closed', 'CC BY-NC-SA 4.0'),
      record('closed', 'CC BY-NC-SA 4.0'),
      record('mixed', 'CC-BY-4.0'),
      record('mixed', 'Creative Commons License'),
      record('silent', null, { split: 'test' }),
      record('made', 'MIT', { upstream_license: 'CC-BY-ND-4.0' }),
    );
    expect(
      ['free', 'closed', 'mixed', 'silent', 'made'].map((source) => [source, flagsOf(workspace, source)]),
    ).toEqual([
      ['free', []],
      [
        'closed',
        [
          'LICENCE_NONCOMMERCIAL open importer',
          'LICENCE_SHAREALIKE open importer',
          'LICENCE_ATTRIBUTION open importer',
        ],
      ],
      ['mixed', ['LICENCE_ATTRIBUTION open importer', 'LICENCE_UNKNOWN open importer']],
      ['silent', ['LICENCE_UNKNOWN open importer', 'EVAL_SPLIT_SOURCE open importer']],
      ['made', ['LICENCE_NODERIVS open importer', 'LICENCE_ATTRIBUTION open importer']],
    ]);
    expect(typesOf(workspace)).toEqual(['import.stored', 'flag.raised']);
  });

  test('by what is known of a public source, and by a licence that it did not have before', async () => {
    const workspace = temporaryWorkspace();
    await bring(workspace, record('MATH', 'MIT'), record('math', 'MIT'), record('mine', 'CC-BY-4.0'));
    await bring(workspace, record('mine', 'MIT'));
    expect(['MATH', 'math', 'mine'].map((source) => flagsOf(workspace, source))).toEqual([
      ['TAKEDOWN_NOTICE open importer'],
      [],
      ['LICENCE_ATTRIBUTION open importer', 'LICENCE_CHANGED open importer'],
    ]);
  });
});

describe('concludeLicence(workspace, table, asked)', () => {
  const asked = { spdx: 'CC-BY-4.0', by: 'ann', why: 'letter of the author' };

  test('resolves what followed from the declared licence alone and raises what follows now, both as events', async () => {
    const workspace = temporaryWorkspace();
    await bring(workspace, record('s', null), record('s', 'CC-BY-NC-4.0'), record('s', 'CC-BY-NC-4.0'));
    const all = concludeLicence(workspace, licences, { source: 's', ...asked });
    expect(all).toMatchObject({
      source: 's',
      declared: null,
      spdx: 'CC-BY-4.0',
      by: 'ann',
      questions: 3,
      resolved: { LICENCE_UNKNOWN: 1, LICENCE_NONCOMMERCIAL: 1, LICENCE_ATTRIBUTION: 1 },
      raised: { LICENCE_ATTRIBUTION: 2, LICENCE_CONFLICT: 1 },
    });
    const ann = workspace.people.idOf('ann', workspace.randomHex);
    expect(flagsOf(workspace, 's')).toEqual([
      'LICENCE_UNKNOWN resolved importer',
      'LICENCE_NONCOMMERCIAL resolved importer',
      'LICENCE_ATTRIBUTION resolved importer',
      `LICENCE_ATTRIBUTION open ${ann}`,
      `LICENCE_ATTRIBUTION open ${ann}`,
      `LICENCE_CONFLICT open ${ann}`,
    ]);
    expect(typesOf(workspace).slice(2)).toEqual(['licence.concluded', 'flag.raised', 'flag.resolved']);
    expect(
      listLicences(workspace, licences).map((one) => [
        one.declared,
        one.licences,
        one.commercial,
        one.concluded,
      ]),
    ).toEqual(
      [null, 'CC-BY-NC-4.0'].map((declared) => [
        declared,
        ['CC-BY-4.0'],
        'yes',
        { spdx: 'CC-BY-4.0', by: 'ann', why: 'letter of the author', at: '2026-11-24T00:00:00.000Z' },
      ]),
    );
  });

  test('of rows that declare just one thing leaves the others alone, and the last word counts', async () => {
    const workspace = temporaryWorkspace();
    await bring(workspace, record('s', null), record('s', 'CC-BY-NC-4.0'));
    concludeLicence(workspace, licences, { source: 's', declared: '', ...asked });
    concludeLicence(workspace, licences, { source: 's', declared: '', ...asked, spdx: 'MIT' });
    expect(listLicences(workspace, licences).map((one) => [one.declared, one.licences])).toEqual([
      [null, ['MIT']],
      ['CC-BY-NC-4.0', ['CC-BY-NC-4.0']],
    ]);
  });

  test.each([
    [{ spdx: 'Nonesuch' }, 'not-found', 'no licence by that identifier is known'],
    [{ spdx: 'Creative Commons' }, 'not-found', 'no licence by that identifier is known'],
    [{ source: 'other' }, 'not-found', 'There is no source "other" with questions'],
    [{ declared: 'MIT' }, 'not-found', 'No question of s declares "MIT"'],
    [{ why: ' ' }, 'bad-usage', '--why takes 1 to 4,000 characters'],
  ])('refuses %j, and nothing is changed', async (change, code, message) => {
    const workspace = temporaryWorkspace();
    await bring(workspace, record('s', null));
    const before = workspace.events.count();
    const conclude = () => concludeLicence(workspace, licences, { source: 's', ...asked, ...change });
    expect(conclude).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
    expect(workspace.events.count()).toBe(before);
  });
});
