import { expect, test } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { finishMarks, markMany, undoMarks } from '../../server/intake/mark-batch.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

interface Named {
  questions: string[];
}

const ids = Array.from({ length: 450 }, (_, i) => i.toString(16).padStart(20, '0'));
const tag = { mark: 'tag', name: 'odd', by: 'ann', why: 'a test', isTakenBack: false } as const;

function pooled(): Workspace {
  const workspace = temporaryWorkspace();
  addQuestions(
    workspace,
    ids.map((questionId, i) => newQuestion({ questionId, question: `What is ${i} plus ${i}?` })),
  );
  return workspace;
}

const tagged = (workspace: Workspace) => workspace.marks.all().map(({ question, why }) => [question, why]);

/** Ends a batch as a kill would: the parts that were said are stored, the others are not. */
async function brokenOff(act: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const ending = new AbortController();
  const going = act(ending.signal);
  ending.abort();
  await expect(going).rejects.toMatchObject({ code: 'stopped' });
}

test('what is said of many questions and broken off is said to its end by the next process, and undone as a whole', async () => {
  const workspace = pooled();
  await brokenOff((signal) => markMany(workspace, ids, tag, 'local', signal));
  const [begun] = workspace.markBatches.all();
  expect(begun).toMatchObject({ state: 'going', meant: 450, reached: 100, changed: 100 });
  expect(tagged(workspace)).toHaveLength(100);
  const id = begun?.id ?? '';
  await expect(undoMarks(workspace, id, { by: 'ann', actor: 'local' })).rejects.toMatchObject({
    code: 'conflict',
    message: `${id} is under way; take it back when it is done.`,
  });

  await finishMarks(workspace, new AbortController().signal);
  expect(workspace.markBatches.byId(id)).toMatchObject({ state: 'done', reached: 450, changed: 450 });
  expect(tagged(workspace)).toEqual(ids.map((question) => [question, 'a test']));

  await brokenOff((signal) => undoMarks(workspace, id, { by: 'ben', actor: 'local' }, signal));
  expect(tagged(workspace)).toHaveLength(350);
  await finishMarks(workspace, new AbortController().signal);
  expect(tagged(workspace)).toEqual([]);
  expect(workspace.markBatches.byId(id)).toMatchObject({ state: 'undone', changed: 450, putBack: 450 });
  const said = workspace.events
    .all()
    .map(({ body }) => JSON.parse(Buffer.from(body).toString()) as { type: string; data: Named });
  const of = (type: string) => said.filter((one) => one.type === type).flatMap(({ data }) => data.questions);
  expect([of('question.tagged'), of('question.untagged')]).toEqual([ids, ids]);
});

test('of what was said before only the rest is new, and what says nothing new is forgotten', async () => {
  const workspace = pooled();
  await markMany(workspace, ids.slice(0, 300), tag, 'local');
  const more = await markMany(workspace, [...ids, ...ids], tag, 'local');
  expect(more).toMatchObject({ state: 'done', meant: 450, changed: 150 });
  expect(await markMany(workspace, ids, tag, 'local')).toMatchObject({ state: 'done', changed: 0 });
  expect(workspace.markBatches.all()).toHaveLength(2);
  expect(await undoMarks(workspace, more.id, { by: 'ann', actor: 'local' })).toEqual({
    batchId: more.id,
    changed: 150,
    left: 0,
  });
  expect(tagged(workspace)).toHaveLength(300);
});

test('nothing is said by whoever may not, and what can not go on stays as it stands', async () => {
  const workspace = pooled();
  await expect(markMany(workspace, ids, { ...tag, why: ' ' }, 'local')).rejects.toMatchObject({
    code: 'bad-usage',
  });
  await brokenOff((signal) => markMany(workspace, ids, tag, 'local', signal));
  workspace.write('test', () =>
    workspace.db.prepare('UPDATE mark_batches SET said = \'{"mark":"none"}\'').run(),
  );
  await expect(finishMarks(workspace, new AbortController().signal)).rejects.toThrow();
  expect(workspace.markBatches.all()).toMatchObject([{ state: 'done', reached: 100, changed: 100 }]);
  await finishMarks(workspace, new AbortController().signal); // nothing is left to do
  expect(tagged(workspace)).toHaveLength(100);
});
