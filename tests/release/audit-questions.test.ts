import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { attest } from '../../server/ask/attest.ts';
import { collectFromModel } from '../../server/ask/model/collect.ts';
import { finding } from '../../server/comply/flag.ts';
import { checkLog } from '../../server/db/check-log.ts';
import { signHead } from '../../server/db/log-head.ts';
import { proveEvent } from '../../server/db/prove.ts';
import { about, raiseFlags } from '../../server/db/raise-flags.ts';
import { openWorkspace, type Workspace } from '../../server/db/workspace.ts';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { parseTlogProof } from '../../server/ledger/checkpoint.ts';
import { leafHash } from '../../server/ledger/hashes.ts';
import { isIncluded } from '../../server/ledger/proof.ts';
import { audit } from '../../server/release/audit/audit.ts';
import type { AuditMatch } from '../../server/release/audit/match.ts';
import { recordTraining } from '../../server/release/trained.ts';
import { verifyRelease } from '../../server/release/verify/verify.ts';
import { jumpingEffects, optionsOf, reply, scriptedProvider, scriptedTeacher } from '../ask/scripted.ts';
import { SHIPPED } from '../comply/facts.ts';
import { runShipped } from '../helpers/run.ts';
import { linesOf, release } from './fixture.ts';
import { testKey } from './test-key.ts';

const TERMS = SHIPPED.terms.entries.find(({ id }) => id.startsWith('google/gemini-api-additional'))?.id ?? '';
const COPIED =
  'How many ways are there to seat nine guests at three round tables of three, turned tables being the same?';
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

let workspace: Workspace;
let out = '';
/** The line of the release that all questions are about. */
let line = '';
let row: AuditMatch;
let kept = '';

const ask = (query: string) => audit(workspace, SHIPPED.terms, query).matches;
const one = (query: string): AuditMatch => {
  const [match] = ask(query);
  if (match === undefined) throw new Error(`nothing has ${query}`);
  return match;
};
const typesOf = ({ events }: AuditMatch) => events.map(({ type }) => type);

/** What a reviewer's page, or a file of reviews, writes down: here by the log alone. */
const reviewed = (question: string, decision: string, person: string, text: string) =>
  workspace.events.append({
    type: 'review.given',
    actor: workspace.people.idOf(person, workspace.randomHex),
    subject: question,
    idem: `review ${question} ${person} ${decision}`,
    data: { question, decision, text_sha256: sha256(text), guideline_sha256: sha256('guideline 3') },
  });

/** A file beside the workspace. */
function fileOf(name: string, ...records: object[]): string {
  const file = join(out, '..', name);
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return file;
}

/** A workspace with everything that an auditor asks about: imported, decided, asked, flagged, reviewed, released. */
async function madeReal(): Promise<void> {
  const questions = Array.from({ length: 24 }, (_, i) => ({
    id: `math-${i}`,
    source: i % 3 === 0 ? 'olympiads' : 'textbook',
    license: i % 3 === 0 ? 'CC-BY-4.0' : 'MIT',
    question: `A mason lays ${i + 5} rows of ${2 * i + 3} bricks and breaks ${i} of them; how many bricks are whole in the end of the day number ${i * i}?`,
    solution: `He lays ${(i + 5) * (2 * i + 3)} and breaks ${i}.`,
    answer: String((i + 5) * (2 * i + 3) - i),
  }));
  const copied = { ...questions[0], id: 'copied', source: 'textbook', question: COPIED, answer: '280' };
  const broken = {
    ...questions[0],
    id: 'broken',
    source: 'textbook',
    question: 'See the figure ![](fig.png) and say which of them is longer.',
  };
  await importFiles(workspace, [fileOf('pool.jsonl', ...questions, copied, broken)], {
    actor: 'importer',
    revision: 'v7',
  });
  await addBenchmarks(workspace, [fileOf('aime.jsonl', { id: 'aime-1', question: COPIED })], {}, 'importer');
  const report = await runShipped(workspace, { recipe: 'winnow', set: ['diversity.n=6'], seed: 11 });
  const run = workspace.runs.byId(report.runId);
  if (run === undefined) throw new Error('no run');
  attest(workspace, {
    provider: 'gemini',
    key: 'k',
    tier: 'paid',
    region: 'de',
    use: 'research',
    actor: 'ann',
  });
  const foreseen = {
    ...{ flags: [], outlook: [], policy: 'internal' as const, termsRefs: [TERMS] },
    ...{
      registrySha256: SHIPPED.terms.sha256,
      attestation: { id: 'att-1', tier: 'paid' as const, region: 'DE' },
    },
  };
  const provider = scriptedProvider((call) => reply(call, { kind: 'summary', finishReason: 'STOP' }));
  const teacher = scriptedTeacher(provider, {
    compliance: { foreseen, found: () => [], counts: () => ({}), isOther: () => false } as never,
  });
  await collectFromModel(workspace, optionsOf(run), jumpingEffects(teacher).effects);
  const first = workspace.decisions.ranked(run.n, 1, 1)[0]?.questionId ?? '';
  const [trace] = workspace.traces.all(first);
  workspace.write('test', () => {
    const subject = { type: 'trace', id: trace?.id ?? '' } as const;
    const found = [finding('request', 'PROVIDER_FORBIDS_COMPETING_MODEL', { clause: 'use-restrictions' })];
    raiseFlags(workspace, about(subject, found), { actor: 'collector', subject: subject.id });
    const [flag] = [...workspace.flags.each({ subject: subject.id })];
    const waiver = 'waiver-0123456789abcdef';
    const by = workspace.people.idOf('olga', workspace.randomHex);
    workspace.events.append({
      type: 'waiver.given',
      actor: by,
      subject: waiver,
      idem: waiver,
      data: { reason: 'written-permission', statement_salted_sha256: sha256('I take it upon me') },
    });
    workspace.events.append({
      type: 'flag.waived',
      actor: by,
      subject: waiver,
      idem: `waived ${waiver}`,
      data: { flags: [flag?.flagId ?? ''], why: 'written-permission' },
    });
    reviewed(first, 'reject', 'ann', 'a first text');
    reviewed(first, 'accept', 'bob', 'a mended text');
  });
  kept = signHead(workspace, testKey(workspace.log)).note;
  await release(workspace, { run, out });
}

describe('the questions of an audit', () => {
  beforeAll(async () => {
    const root = mkdtempSync(join(tmpdir(), 'winnow-test-'));
    out = join(root, 'set');
    let ids = 0;
    workspace = openWorkspace(join(root, 'workspace'), {
      now: () => new Date('2026-11-24T00:00:00.000Z'),
      randomHex: (bytes) => (++ids).toString(16).padStart(bytes * 2, '0'),
      pid: 1,
    });
    await madeReal();
    line = linesOf(readFileSync(join(out, 'data/messages/train.jsonl'), 'utf8'))[0] ?? '';
    row = one(line);
    return () => {
      workspace.close();
      rmSync(root, { recursive: true, force: true });
    };
  });

  test('1. Where did this line come from?', () => {
    expect(row.source).toMatchObject({
      revision: 'v7',
      file: { name: 'pool.jsonl', sha256: expect.stringMatching(/^\w{64}$/) },
    });
    expect(row.source.row).toBe(Number(row.question.externalId?.slice(5)) + 1);
  });

  test('2. Under what licence, as declared on that day?', () => {
    expect(row.licence).toMatchObject({
      declared: row.source.name === 'olympiads' ? 'CC-BY-4.0' : 'MIT',
      declaredAt: '2026-11-24T00:00:00.000Z',
      inFile: row.source.file?.sha256,
    });
  });

  test('3. Who concluded the licence, and why?', () => {
    expect(row.licence.concluded).toEqual([]);
    workspace.write('test', () =>
      workspace.events.append({
        type: 'licence.concluded',
        actor: workspace.people.idOf('olga', workspace.randomHex),
        subject: row.source.name,
        idem: 'licence',
        data: { source: row.source.name, spdx: 'MIT', why_salted_sha256: sha256('the book says so') },
      }),
    );
    expect(one(line).licence.concluded).toMatchObject([{ name: 'olga', data: { spdx: 'MIT' } }]);
  });

  test('4. What changed between source text and training text?', () => {
    const messages = (JSON.parse(line) as { messages: { content: string }[] }).messages;
    expect(messages[0]?.content).toBe(row.question.question.trim());
    expect(messages[1]?.content).toContain(row.trace?.thinking?.trim());
    expect(row.question.contentSha256).toMatch(/^\w{64}$/);
  });

  test('5. Which model and exact version wrote the trace?', () => {
    expect(row.trace).toMatchObject({
      model: 'scripted-model',
      calls: [
        {
          modelVersion: 'scripted-1',
          responseId: expect.stringMatching(/^r-/),
          replySha256: expect.stringMatching(/^\w{64}$/),
        },
      ],
    });
  });

  test('6. Which terms version applied, and did you know then?', () => {
    expect(row.terms).toMatchObject({
      registrySha256: SHIPPED.terms.sha256,
      documents: [{ id: TERMS, entry: { id: TERMS } }],
    });
    const requested = row.events.find(({ type }) => type === 'trace.requested');
    expect(requested?.data).toMatchObject({ registry_sha256: SHIPPED.terms.sha256, terms_refs: [TERMS] });
  });

  test('7. Which clause limits this, and who accepted the risk?', () => {
    expect(row.flags.filter(({ code }) => code === 'PROVIDER_FORBIDS_COMPETING_MODEL')).toMatchObject([
      { evidence: { clause: 'use-restrictions' } },
    ]);
    expect(row.waivers.map(({ type, name }) => [type, name])).toEqual([
      ['waiver.given', 'olga'],
      ['flag.waived', 'olga'],
    ]);
  });

  test('8. Paid or unpaid tier, which region?', () => {
    expect(row.terms?.attestation).toMatchObject({ tier: 'paid', region: 'DE' });
  });

  test('9. Is the trace raw thought, a summary, or edited?', () => {
    expect(row.trace?.kind).toBe('summary');
    const raw =
      workspace.blobs.get(Buffer.from(row.trace?.calls[0]?.replySha256 ?? '', 'hex'))?.toString('utf8') ?? '';
    expect((JSON.parse(raw) as { reading: { thinking: string } }).reading.thinking).toBe(row.trace?.thinking);
  });

  test('10. Did the provider block, recite or cite?', () => {
    expect(row.trace?.calls).toMatchObject([{ outcome: 'answered', finishReason: 'STOP' }]);
  });

  test('11. Who approved it, when, with what guideline version?', () => {
    expect(row.reviews.at(-1)).toMatchObject({
      name: 'bob',
      ts: '2026-11-24T00:00:00.000Z',
      data: { decision: 'accept', guideline_sha256: sha256('guideline 3') },
    });
  });

  test('12. What did the reviewer see and change, step by step?', () => {
    expect(row.reviews.map(({ data }) => [data?.decision, data?.text_sha256])).toEqual([
      ['reject', sha256('a first text')],
      ['accept', sha256('a mended text')],
    ]);
  });

  test('13. Did anyone approve their own edit?', () => {
    const made = new Set(
      row.events.filter(({ type }) => /^(?:trace|import|traces)\./.test(type)).map(({ actor }) => actor),
    );
    expect(row.reviews.filter(({ actor }) => made.has(actor))).toEqual([]);
  });

  test('14. Why was a question rejected, and by which rule version?', () => {
    expect(one('broken').decisions).toMatchObject([
      {
        kept: false,
        stage: 'quality',
        reason: 'missing-image',
        evidence: expect.objectContaining({}),
        recipe: 'winnow',
        recipeSha256: expect.stringMatching(/^\w{64}$/),
        codeVersion: expect.stringMatching(/^winnow/),
      },
    ]);
  });

  test('15. Was it in an evaluation set? Show the match.', () => {
    expect(one('copied').decisions).toMatchObject([
      { stage: 'overlap', reason: 'benchmark-overlap', evidence: { benchmark: 'aime', itemId: 'aime-1' } },
    ]);
    expect(row.decisions).toMatchObject([{ kept: true, stage: 'diversity' }]);
  });

  test('16. Prove this file is exactly what was approved.', () => {
    expect(verifyRelease(out).verdict).toBe('untouched');
    const recorded = row.events.find(({ type }) => type === 'release.written');
    expect(recorded?.data).toMatchObject({
      dataset_root: row.releases[0]?.datasetRoot,
      manifest_sha256: row.releases[0]?.manifestSha256,
    });
    expect(row.releases[0]?.lines.messages).toBe(sha256(line));
    const { event, proof } = proveEvent(workspace, recorded?.seq ?? -1);
    const read = parseTlogProof(proof);
    const leaf = leafHash(Buffer.from(event, 'utf8'));
    expect(Buffer.from(leaf).toString('hex')).toBe(recorded?.leaf);
    const size = workspace.checkpoints.covering((recorded?.seq ?? 0) + 1)?.size ?? 0;
    expect(
      isIncluded(
        leaf,
        BigInt(recorded?.seq ?? 0),
        BigInt(size),
        read?.path ?? [],
        workspace.events.root(size),
      ),
    ).toBe(true);
  });

  test('17. Prove nothing was removed since then.', () => {
    expect(verifyRelease(out, { checkpoint: kept }).held.at(-1)).toMatch(/is the beginning of this one$/);
    expect(checkLog(workspace, [testKey(workspace.log).verifier], kept).fault).toBe(null);
  });

  test('18. Which exports contain rows from a source?', () => {
    const questions = [...workspace.questions.names()].filter(({ source }) => source === row.source.name);
    const releases = new Set(questions.flatMap(({ id }) => workspace.releases.ofQuestion(id)));
    expect([...releases]).toEqual([row.releases[0]?.releaseId]);
  });

  test('19. Can I re-run the selection and get the same?', () => {
    const { verdict, held } = verifyRelease(out, { replay: true });
    expect([verdict, held.at(-1)]).toEqual([
      'untouched',
      expect.stringMatching(/^replay: the selection is the recorded one/),
    ]);
  });

  test('20. Which model was trained on which export?', () => {
    const record = () => recordTraining(workspace, { dir: out, model: 'student-1', by: 'ann' });
    expect([record().isNew, record().isNew]).toEqual([true, false]);
    const trained = one(line).events.filter(({ type }) => type === 'training.recorded');
    expect(trained).toMatchObject([
      { name: 'ann', data: { model: 'student-1', dataset_root: row.releases[0]?.datasetRoot } },
    ]);
  });

  test('and every event of the row is in the log, in the order in which it happened', () => {
    expect(typesOf(row)).toEqual(
      expect.arrayContaining([
        'import.stored',
        'run.stored',
        'trace.requested',
        'trace.received',
        'flag.raised',
        'waiver.given',
        'review.given',
        'release.written',
      ]),
    );
    expect(row.events.map(({ seq }) => seq)).toEqual(
      [...row.events.map(({ seq }) => seq)].sort((a, b) => a - b),
    );
    expect(ask(sha256(line)).map(({ question }) => question.questionId)).toEqual([row.question.questionId]);
  });
});
