import { expect, test } from 'vitest';
import { importGrades } from '../../server/intake/grades.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { importSignals } from '../../server/intake/signals.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { eventsOf, fileOf, jsonLines } from './files.ts';

async function pool() {
  const workspace = temporaryWorkspace();
  await importFiles(workspace, [fileOf('p.jsonl', jsonLines({ source: 's', id: 'q', question: 'What?' }))]);
  const attempts = ['one', 'two', 'two'].map((answer) => ({ model: 'm', answer }));
  await importSignals(
    workspace,
    [fileOf('a.jsonl', jsonLines({ id: 'q', attempts: [...attempts, { model: 'n', answer: 'x' }] }))],
    'me',
  );
  const load = (...lines: object[]) =>
    importGrades(workspace, [fileOf('g.jsonl', jsonLines(...lines))], 'me');
  const said = () => [...workspace.grades.verdicts()].map(({ subject, verdict }) => `${subject} ${verdict}`);
  return { workspace, load, said };
}

test('verdicts of people, by number or by question and model; several attempts by the same answer alone', async () => {
  const { workspace, load, said } = await pool();
  const report = await load(
    { attempt: 1, verdict: 'correct', by: 'ann' },
    { id: 'q', model: 'n', verdict: 'wrong', by: 'ann' },
    { id: 'q', model: 'm', answer: 'two', verdict: 'unverifiable', by: 'bob' },
  );
  expect(report).toEqual({ grades: 4, known: 0, people: 2, rejected: 0, rejections: [], seconds: 0 });
  expect(said()).toEqual([
    'attempt 1 correct',
    'attempt 4 wrong',
    'attempt 2 unverifiable',
    'attempt 3 unverifiable',
  ]);
  const event = eventsOf(workspace).find(({ type }) => type === 'grades.imported');
  expect(JSON.stringify(event)).not.toContain('ann');
});

test('the same again adds nothing, and a changed mind adds a verdict each time', async () => {
  const { load, said } = await pool();
  const line = (verdict: string) => ({ attempt: 1, verdict, by: 'ann' });
  await load(line('correct'));
  expect(await load(line('correct'))).toMatchObject({ grades: 0, known: 1 });
  expect(await load(line('wrong'), line('correct'))).toMatchObject({ grades: 2, known: 0 });
  expect(said()).toEqual(['attempt 1 correct', 'attempt 1 wrong', 'attempt 1 correct']);
});

test('what names nothing, or more than one thing, is rejected with its line', async () => {
  const { load } = await pool();
  const report = await load(
    { attempt: 99, verdict: 'correct', by: 'ann' },
    { trace: 'trace-x', verdict: 'correct', by: 'ann' },
    { verdict: 'correct', by: 'ann' },
    { id: 'q', model: 'm', verdict: 'correct', by: 'ann' },
    { id: 'other', model: 'm', verdict: 'correct', by: 'ann' },
    { attempt: 1, verdict: 'fine', by: 'ann' },
    { attempt: 1, verdict: 'correct', by: 'a\nb' },
  );
  expect(report).toMatchObject({ grades: 0, rejected: 7 });
  expect(report.rejections.map(({ line, reason }) => [line, reason])).toEqual([
    [1, 'missing-id'],
    [2, 'missing-id'],
    [3, 'missing-id'],
    [4, 'ambiguous-id'],
    [5, 'missing-id'],
    [6, 'wrong-type'],
    [7, 'wrong-type'],
  ]);
});
