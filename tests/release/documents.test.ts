import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parser } from '../../server/algorithms/parser.ts';
import { finding } from '../../server/comply/flag.ts';
import { about, raiseFlags } from '../../server/db/raise-flags.ts';
import { openWorkspace, type Workspace } from '../../server/db/workspace.ts';
import { termsEntrySchema } from '../../shared/schemas/terms.ts';
import { storeRankedRun } from '../ask/ranked-run.ts';
import { SHIPPED } from '../comply/facts.ts';
import { croissantFaults } from './checks/croissant.ts';
import { provFaults } from './checks/prov.ts';
import { parseComplianceReport, parseRunEvent, parseStatement } from './checks/schemas.ts';
import {
  bytesOf,
  collect,
  FIVE,
  LENIENT,
  linesOf,
  provenanceOf,
  readTree,
  release,
  storeImport,
} from './fixture.ts';

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Traces of a model under terms of the registry, and of terms that nobody knows; one trace carries a flag. */
function asked(workspace: Workspace, run: number): void {
  const refs = [SHIPPED.terms.entries[0]?.id ?? '', 'acme/terms@1999-01-01'];
  workspace.write('test', () => {
    workspace.collections.add({
      ...{ id: 'col-0123456789abcdef', run, teacher: 'gemini', settings: '{}' },
      ...{ provider: 'google', service: 'gemini-api', model: 'gemini-<3>|flash' },
      createdAt: '2026-11-25T00:00:00.000Z',
      terms: JSON.stringify({ refs, registrySha256: SHIPPED.terms.sha256 }),
    });
    FIVE.slice(0, 2).forEach(({ questionId }, i) => {
      const id = `trace-${i}0000000`;
      workspace.traces.insert({
        ...{ id, collection: 'col-0123456789abcdef', question: questionId, kind: 'raw', outcome: 'usable' },
        ...{ thinking: 'We think.', answer: 'So it is.', tokens: 3 + i },
        createdAt: `2026-11-26T00:00:0${i}.000Z`,
      });
      const found = [finding('response', 'THOUGHT_SUMMARY_ONLY', { parts: 1 })];
      if (i === 0)
        raiseFlags(workspace, about({ type: 'trace', id }, found), {
          actor: 'tester',
          subject: 'col-0123456789abcdef',
        });
    });
  });
}

let tree: Record<string, string> = {};
let out = '';
const file = (path: string): string => tree[path] ?? '';
const json = (path: string) => JSON.parse(file(path)) as Record<string, unknown>;

describe('what a release tells of itself', () => {
  beforeAll(async () => {
    const root = mkdtempSync(join(tmpdir(), 'winnow-test-'));
    out = join(root, 'set');
    let ids = 0;
    const workspace = openWorkspace(join(root, 'workspace'), {
      now: () => new Date('2026-11-24T00:00:00.000Z'),
      randomHex: (bytes) => (++ids).toString(16).padStart(bytes * 2, '0'),
      pid: 1,
    });
    storeImport(workspace);
    const run = storeRankedRun(workspace, FIVE, 4);
    asked(workspace, run.n);
    await collect(workspace, run, 4);
    await release(workspace, { run, out, policy: 'research-only', mixKinds: true }, { shipped: LENIENT });
    tree = readTree(out);
    return () => {
      workspace.close();
      rmSync(root, { recursive: true, force: true });
    };
  });

  test('croissant.json keeps every rule of Croissant 1.1, down to the values that its fields read', () => {
    expect(croissantFaults(file('croissant.json'), tree)).toEqual([]);
    const annotations = (
      json('croissant.json').recordSet as { annotation?: { equivalentProperty: string }[] }[]
    )
      .flatMap(({ annotation = [] }) => annotation)
      .map(({ equivalentProperty }) => equivalentProperty);
    expect(annotations).toEqual(['prov:wasDerivedFrom', 'prov:wasGeneratedBy', 'prov:wasAttributedTo']);
  });

  test.each<[string, (text: string) => string, RegExp]>([
    ['a hash', (text) => text.replace(/"sha256": "[0-9a-f]/, '"sha256": "x'), /another hash/],
    ['a type', (text) => text.replace('"sc:Integer"', '"sc:Text"'), /another type/],
    [
      'a reference',
      (text) => text.replace('"provenance/questionId"\n', '"nowhere"\n'),
      /not there|tell records apart/,
    ],
    ['a term', (text) => text.replace('"citeAs": "r', '"sightAs": "r'), /no known term/],
    ['a licence', (text) => text.replace(/https:\/\/spdx[^"]*/, 'MIT'), /neither a URL nor a work/],
  ])('the rules see %s that is wrong', (_what, spoil, why) => {
    const text = spoil(file('croissant.json'));
    expect(text).not.toBe(file('croissant.json'));
    expect(croissantFaults(text, tree).join('\n')).toMatch(why);
  });

  const python = process.env.WINNOW_PYTHON ?? 'python3';
  const isThere = spawnSync(python, ['-c', 'import mlcroissant']).status === 0;
  test.skipIf(!isThere)(
    'the validator of Croissant takes it (skipped where Python has no mlcroissant: pip install mlcroissant, WINNOW_PYTHON)',
    { timeout: 60_000 },
    () => {
      const script = [
        'import mlcroissant as mlc, sys',
        'ds = mlc.Dataset("croissant.json")',
        'print([[name, len(list(ds.records(name)))] for name in ["provenance", "s1", "messages"]])',
        'print(ds.metadata.ctx.issues.report())',
      ].join('\n');
      const { status, stdout, stderr } = spawnSync(python, ['-c', script], { cwd: out, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, expect.not.stringContaining('Error')]);
      expect(stdout.split('\n')[0]).toBe("[['provenance', 4], ['s1', 4], ['messages', 4]]");
    },
  );

  test('provenance.prov.json is a sound graph in which every row leads back to its question and its trace', () => {
    expect(provFaults(file('provenance.prov.json'))).toEqual([]);
    const { wasDerivedFrom, hadMember } = json('provenance.prov.json') as Record<
      string,
      Record<string, object>
    >;
    const pairs = Object.values(wasDerivedFrom ?? {}) as Record<string, string>[];
    const from = (name: string) =>
      pairs.filter((one) => one['prov:generatedEntity'] === name).map((one) => one['prov:usedEntity']);
    provenanceOf(tree).forEach(({ line, questionId }) => {
      expect(from(`w:row-${line}`)).toEqual([`w:question-${questionId}`, expect.stringMatching(/^w:trace-/)]);
    });
    expect(Object.keys(hadMember ?? {})).toHaveLength(4);
    const broken = file('provenance.prov.json').replace('"prov:usedEntity": "w:q', '"prov:usedEntity": "w:x');
    expect(provFaults(broken).join()).toMatch(/is no entity/);
  });

  test('openlineage.ndjson holds a START and a COMPLETE of run, collections and release, in order', () => {
    const events = linesOf(file('openlineage.ndjson')).map((line) => parseRunEvent(JSON.parse(line), 'line'));
    expect(events.map(({ eventType, job }) => `${job.name} ${eventType}`)).toEqual(
      ['select', 'collect', 'collect', 'release'].flatMap((name) => [`${name} START`, `${name} COMPLETE`]),
    );
    const collected = events.filter(({ job }) => job.name === 'collect').map(({ eventTime }) => eventTime);
    expect(collected.slice(0, 2)).toEqual(['2026-11-25T00:00:00.000Z', '2026-11-26T00:00:01.000Z']);
    const ids = events.map(({ run }) => run.runId);
    expect(new Set(ids).size).toBe(4);
    expect(events.at(-1)?.outputs[0]?.facets).toMatchObject({
      winnow: {
        datasetRoot: json('manifest.json').datasetRoot,
        sources: [{ licenseDeclared: 'MIT' }, { licenseDeclared: 'CC-BY-4.0' }, { licenseDeclared: null }],
      },
    });
  });

  test('compliance-report.json keeps its schema and names flags, terms and collections', () => {
    const report = parseComplianceReport(json('compliance-report.json'), 'compliance-report.json');
    expect(report.policy).toMatchObject({ name: 'research-only', distribution: 'research-only' });
    expect(report.effects.find(({ code }) => code === 'THOUGHT_SUMMARY_ONLY')).toMatchObject({ rows: 1 });
    expect(report.flags.filter(({ code }) => code === 'THOUGHT_SUMMARY_ONLY')).toMatchObject([
      { state: 'open' },
    ]);
    expect(report.collections.map(({ teacher, model }) => [teacher, model])).toEqual([
      ['gemini', 'gemini-<3>|flash'],
      ['reference', null],
    ]);
    expect(report.terms).toMatchObject({
      used: [{ id: SHIPPED.terms.entries[0]?.id }],
      unknown: ['acme/terms@1999-01-01'],
    });
  });

  test('terms/ holds the entries that bound the traces, word for word as they ship', () => {
    const index = json('terms/index.json') as {
      entries: { id: string; path: string }[];
      withoutEntry: string[];
    };
    expect(index.withoutEntry).toEqual(['acme/terms@1999-01-01']);
    const parse = parser(termsEntrySchema);
    const entries = index.entries.map(({ path }) => parse(json(path), path));
    expect(entries).toEqual([SHIPPED.terms.entries[0]]);
    const named = ['terms/index.json', ...index.entries.map(({ path }) => path)].sort();
    expect(Object.keys(tree).filter((path) => path.startsWith('terms/'))).toEqual(named);
  });

  test('attestation.dsse.json is a statement of in-toto, signed over its own bytes, about every file before it', () => {
    const { payload, payloadType, signatures } = json('attestation.dsse.json') as {
      payload: string;
      payloadType: string;
      signatures: { keyid: string; sig: string }[];
    };
    const body = Buffer.from(payload, 'base64');
    const statement = parseStatement(JSON.parse(body.toString('utf8')), 'statement');
    const named = Object.fromEntries(statement.subject.map(({ name, digest }) => [name, digest.sha256]));
    const outside = /^(SHA256SUMS|checkpoint|attestation\.dsse\.json|proofs\/.*)$/;
    const expected = Object.entries(tree).filter(([path]) => !outside.test(path));
    expect(named).toEqual(
      Object.fromEntries(expected.map(([path, text]) => [path, sha256(bytesOf(path, text))])),
    );
    const [, id, ...rest] = file('vkey').trim().split('+');
    const material = rest.join('+');
    const spki = Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(material, 'base64').subarray(1),
    ]);
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const pae = Buffer.concat([
      Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${body.length} `),
      body,
    ]);
    expect(signatures[0]?.keyid).toBe(id);
    expect(verify(null, pae, key, Buffer.from(signatures[0]?.sig ?? '', 'base64'))).toBe(true);
  });

  test('DATASHEET.md answers in the seven sections of a datasheet, and the sheet for Article 53 in its three parts', () => {
    const titles = (text: string) => [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(titles(file('DATASHEET.md'))).toEqual([
      'Motivation',
      'Composition',
      'Collection process',
      'Preprocessing, cleaning, labelling',
      'Uses',
      'Distribution',
      'Maintenance',
    ]);
    for (const section of file('DATASHEET.md').split('\n## ').slice(1))
      expect(section).toMatch(/^\*\*.+\?\*\* \S/m);
    expect(titles(file('EU-ARTICLE-53.md'))).toEqual([
      '1. General information',
      '2. List of data sources',
      '3. Data processing aspects',
    ]);
    expect(file('EU-ARTICLE-53.md')).toMatch(
      /Synthetic data\n\n- Traces by gemini-\\<3\\>\\\|flash, provided by google\./,
    );
  });

  test('ATTRIBUTION.md names every source with its licence and every model, and nothing from outside acts in it', () => {
    const text = file('ATTRIBUTION.md');
    for (const { source, licenseDeclared, revision } of json('manifest.json').sources as Record<
      string,
      string | null
    >[])
      expect(text).toContain(
        `from **${source?.replace('|', '\\|')}**${revision === null ? '' : `, revision ${revision}`}, ${licenseDeclared === null ? 'which declares no licence' : `licensed ${licenseDeclared}`}`,
      );
    expect(text).toContain('written by gemini-\\<3\\>\\|flash');
    for (const path of ['ATTRIBUTION.md', 'DATASHEET.md', 'EU-ARTICLE-53.md', 'README.md'])
      expect(file(path)).not.toMatch(/gemini-<3>/);
  });
});
