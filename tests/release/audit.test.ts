import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { register } from '../../server/cli/audit.ts';
import { finding } from '../../server/comply/flag.ts';
import { about, raiseFlags } from '../../server/db/raise-flags.ts';
import { audit } from '../../server/release/audit/audit.ts';
import { FORMATS } from '../../server/release/formats/formats.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { typed } from '../cli/in-process.ts';
import { SHIPPED } from '../comply/facts.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collect, linesOf, provenanceOf, readTree, release, storeImport } from './fixture.ts';

const QUESTIONS = [
  worked('alpha', {
    question: 'Let $ABCD$ be a convex quadrilateral with\n$AB = 10\\,000$ and $\\angle A = 90^{\\circ}$.',
    solution: 'By the theorem of Pythagoras we find it.',
    license: 'MIT',
    source: 'first',
    row: 3,
  }),
  worked('beta', { question: 'What is 1 + 1?', source: 'first', row: 4 }),
  worked('gamma', { question: 'A convex lens <b>bends</b> light.', source: 'second', license: null }),
];

async function released() {
  const workspace = temporaryWorkspace();
  storeImport(workspace);
  const run = storeRankedRun(workspace, QUESTIONS, 3);
  await collect(workspace, run, 3);
  const out = join(temporaryFolder(), 'set');
  const report = await release(workspace, { run, out });
  const ask = (query: string, limit?: number) => audit(workspace, SHIPPED.terms, query, limit);
  const found = (query: string) =>
    ask(query).matches.map(({ question, found: how }) => [question.externalId, how.kind]);
  return { workspace, run, out, tree: readTree(out), report, ask, found };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('audit(query) finds', () => {
  test('a question by our id and by that of its import, a trace, a flag', async () => {
    const { workspace, ask, found } = await released();
    const id = QUESTIONS[0]?.questionId ?? '';
    expect([found(id), found(' alpha '), found('nobody-has-this-id')]).toEqual([
      [['alpha', 'question']],
      [['alpha', 'question']],
      [],
    ]);
    const trace = ask(id).matches[0]?.trace?.traceId ?? '';
    expect(found(trace)).toEqual([['alpha', 'trace']]);
    workspace.write('test', () => {
      const raised = about({ type: 'trace', id: trace }, [finding('response', 'TRUNCATED', { tokens: 1 })]);
      raiseFlags(workspace, raised, { actor: 'tester', subject: trace });
    });
    const [flag] = ask(id).matches[0]?.flags ?? [];
    expect([flag?.code, found(flag?.flagId ?? '')]).toEqual(['TRUNCATED', [['alpha', 'flag']]]);
  });

  test('every line of every file by its SHA-256, by its words and by its place', async () => {
    const { tree, found, ask, report } = await released();
    const files = Object.keys(tree).filter(
      (path) => /^(?:data\/.*|provenance\.jsonl)$/.test(path) && path.endsWith('.jsonl'),
    );
    expect(files).toHaveLength(FORMATS.length + 1);
    const names = provenanceOf(tree).map(({ externalId }) => externalId);
    for (const path of files)
      linesOf(tree[path]).forEach((line, i) => {
        expect([found(sha256(line)), found(line)]).toEqual([[[names[i], 'line']], [[names[i], 'line']]]);
      });
    expect(found(`${report.releaseId}:2`)).toEqual([['beta', 'line']]);
    const [match] = ask(sha256(linesOf(tree['data/s1/train.jsonl'])[2] ?? '')).matches;
    expect(match?.found.line).toMatchObject({ release: report.releaseId, line: 3, part: 's1' });
  });

  test.each([
    ['a sentence', 'be a convex quadrilateral with'],
    ['one that runs over a line', 'quadrilateral with $AB'],
    ['other space', 'Let ABCD be a convex   quadrilateral with AB=10000'],
    ['other LaTeX spacing', '$AB\\;=\\;10{,}000$'.replace('{,}', '\\,')],
    ['other marks around formulas', '\\(\\angle A = 90^\\circ\\)'],
    ['a formula without a word', '= 10 000'],
    ['the solution', 'theorem of  pythagoras'],
    ['as it stands in a line of JSON', JSON.stringify(QUESTIONS[0]?.question).slice(1, -1)],
  ])('%s of a text', async (_what, query) => {
    const { found } = await released();
    expect(found(query)).toEqual([['alpha', 'text']]);
  });

  test('several questions that have it, up to a limit, and says that there are more', async () => {
    const { ask, found } = await released();
    expect(found('a convex').map(([name]) => name)).toEqual(['alpha', 'gamma']);
    expect([ask('a convex', 1).matches.length, ask('a convex', 1).isCut, ask('a convex').isCut]).toEqual([
      1,
      true,
      false,
    ]);
  });

  test('refuses to look for nothing', async () => {
    const { ask } = await released();
    expect(() => ask('  ')).toThrow(/an id, the SHA-256 of a line, or a piece of text/);
  });
});

describe('audit(query) tells', () => {
  test('where it comes from, why it was chosen, what was made of it, and every event of it', async () => {
    const { workspace, ask, report, run } = await released();
    const [match] = ask('alpha').matches;
    expect(match).toMatchObject({
      source: { name: 'first', row: 3, file: { name: 'pool.jsonl.gz', sha256: 'f'.repeat(64) } },
      licence: {
        declared: 'MIT',
        declaredAt: '2026-11-24T00:00:00.000Z',
        inFile: 'f'.repeat(64),
        concluded: [],
      },
      decisions: [{ runId: run.report.runId, kept: true, rank: 1, seed: 42 }],
      trace: { teacher: 'reference', kind: 'reference', outcome: 'usable', answer: 'alpha!' },
      releases: [{ releaseId: report.releaseId, line: 1, datasetRoot: report.datasetRoot }],
    });
    const types = match?.events.map(({ type }) => type) ?? [];
    expect(types).toEqual(['trace.received', 'traces.collected', 'export.gate_evaluated', 'release.written']);
    for (const { seq, leaf } of match?.events ?? [])
      expect(leaf).toBe(Buffer.from(workspace.events.bySeq(seq)?.leaf ?? []).toString('hex'));
  });

  test('on the command line, as JSON, and as a page that prints and runs nothing', async () => {
    const { workspace } = await released();
    const file = join(temporaryFolder(), 'audit.html');
    const { out } = await typed(workspace, register, ['audit', 'A', 'convex', 'lens', '--html', file]);
    expect(out).toMatch(/^gamma \(\w{20}\)\n {2}from {6}second, pool\.jsonl\.gz row/);
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('A convex lens &lt;b&gt;bends&lt;/b&gt; light.');
    expect(page).not.toMatch(/<script|<b>|https?:/);
    await expect(typed(workspace, register, ['audit', 'alpha', '--html', file])).rejects.toThrow(
      /it is there already/,
    );
    const json = await typed(workspace, register, ['audit', 'beta', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      matches: [{ question: { externalId: 'beta' } }],
      isCut: false,
    });
  });
});
