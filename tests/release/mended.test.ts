import { join } from 'node:path';
import { expect, test } from 'vitest';
import { editQuestion } from '../../server/jobs/reviewing/edit-question.ts';
import { editTrace } from '../../server/jobs/reviewing/edit-trace.ts';
import { takeBackTrace } from '../../server/jobs/reviewing/take-back-trace.ts';
import { storeRankedRun } from '../ask/ranked-run.ts';
import { temporaryFolder } from '../helpers/workspace.ts';
import { personIn, reviewing } from '../review/reviewing.ts';
import { collect, countWords, linesOf, readTree, release } from './fixture.ts';

const THINKING = 'First we add the numbers, which gives three. Then we double it. So the sum is seven.';
const AT = '2026-11-25T00:00:00.000Z';

test('card, manifest and provenance tell which rows hold words of people, and forget what was taken back', async () => {
  const { workspace, run, ids } = await reviewing(3);
  workspace.write('test', () => {
    const collection = 'col-0123456789abcdef';
    workspace.collections.add({
      id: collection,
      run: run.n,
      teacher: 'gemini',
      settings: '{}',
      createdAt: AT,
    });
    ids.forEach((question, i) => {
      workspace.traces.insert({
        ...{ id: `trace-000000000${i}`, collection, question, kind: 'raw', outcome: 'usable', createdAt: AT },
        ...{ thinking: THINKING, answer: `q${i}!`, tokens: 17, verdict: 'correct' },
      });
    });
  });
  const as = (name: string) => ({
    ...{ person: personIn(workspace, name), actor: 'local', countTokens: countWords },
  });
  const [ann, ben] = [as('ann'), as('ben')];
  const made = async () => {
    const out = join(temporaryFolder(), 'set');
    const report = await release(workspace, { run, out });
    const tree = readTree(out);
    const { mended } = JSON.parse(tree['manifest.json'] ?? '') as { mended: unknown };
    const rows = linesOf(tree['provenance.jsonl']).map((line) => JSON.parse(line) as { mended: unknown });
    return { report, card: tree['README.md'] ?? '', mended, rows: rows.map((row) => row.mended) };
  };
  const first = await made();
  expect([first.mended, first.rows]).toEqual([{ rows: 0, parts: {} }, [[], [], []]]);
  expect(first.card).not.toContain('Mended by people');

  const thinking = THINKING.replace('seven', 'six');
  editTrace(workspace, 'trace-0000000000', { thinking, why: 'a slip' }, ann);
  const { traceId } = editTrace(workspace, 'trace-0000000001', { thinking, why: 'a slip' }, ann);
  editTrace(workspace, traceId, { answer: 'q1!.', why: 'a stop' }, ben);
  const by = [ann.person, ben.person].sort();
  const second = await made();
  expect(second.mended).toEqual({ rows: 2, parts: { thinking: 2, answer: 1 } });
  expect(second.rows).toEqual([
    [{ part: 'thinking', by: [ann.person] }],
    [
      { part: 'thinking', by },
      { part: 'answer', by },
    ],
    [],
  ]);
  expect(second.card).toContain('**Mended by people**: 2 rows (the thinking of 2, the answer of 1).');
  expect(second.report.releaseId).not.toBe(first.report.releaseId);

  const [now = ''] = workspace.traces
    .all(ids[0] ?? '')
    .flatMap(({ id }) => (workspace.traceEdits.of(id) === undefined ? [] : [id]));
  takeBackTrace(workspace, now, 'seven was right', ben);
  expect((await made()).rows[0]).toEqual([]);
});

test('a question that people mended is told as one once a run has selected it', async () => {
  const { workspace, ids } = await reviewing(1);
  const old = workspace.questions.byId(ids[0] ?? '');
  const contentSha256 = Buffer.from(old?.contentSha256 ?? []).toString('hex');
  const ann = { person: personIn(workspace, 'ann'), actor: 'local' };
  const { questionId } = editQuestion(
    workspace,
    ids[0] ?? '',
    { contentSha256, question: 'What is q0 in metres?', why: 'the unit' },
    ann,
  );
  const question = workspace.questions.byId(questionId);
  if (question === undefined) throw new Error('the version is not there');
  const run = storeRankedRun(workspace, [question], 1, {}, 'run-0000000002');
  await collect(workspace, run);
  const out = join(temporaryFolder(), 'set');
  await release(workspace, { run, out });
  const [row = ''] = linesOf(readTree(out)['provenance.jsonl']);
  expect(JSON.parse(row)).toMatchObject({ version: 2, mended: [{ part: 'question', by: [ann.person] }] });
});
