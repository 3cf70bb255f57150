import { expect, test } from 'vitest';
import { checkLog } from '../../server/db/check-log.ts';
import { undoImport } from '../../server/intake/imports.ts';
import { editQuestion } from '../../server/jobs/reviewing/edit-question.ts';
import { judge } from '../../server/jobs/reviewing/judge.ts';
import { personIn, queueIn, reviewing, say, taken } from './reviewing.ts';

const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');

test('a mended question is a new version: the one before leaves its queues, and what was judged of it is on record', async () => {
  const { workspace, run, ids } = await reviewing(2);
  const queue = queueIn(workspace, run);
  const [first = ''] = ids;
  say(workspace, queue, 'ben', first);
  const ann = { person: personIn(workspace, 'ann'), actor: 'local' };
  const old = workspace.questions.byId(first);
  const contentSha256 = hex(old?.contentSha256);
  const why = 'the unit was missing';
  const edited = editQuestion(workspace, first, { contentSha256, question: 'What is q0 in m?', why }, ann);
  expect(edited).toMatchObject({ before: first, version: 2 });
  const version = workspace.questions.byId(edited.questionId);
  expect([version?.question, version?.answer, version?.live, version?.externalId]).toEqual([
    'What is q0 in m?',
    'q0!',
    true,
    'q0',
  ]);
  expect(workspace.questions.byId(first)).toMatchObject({ live: false, supersededBy: edited.questionId });
  expect(taken(workspace, queue, 'cem', 5)).toEqual([ids[1]]);
  expect(workspace.reviews.of(first)).toHaveLength(1);
  expect(workspace.questionEdits.of(edited.questionId)).toMatchObject({
    before: first,
    editor: ann.person,
    why,
  });
  const events = workspace.events.subjects.of(first).map((seq) => String(workspace.events.bySeq(seq)?.idem));
  expect(events).toContain(`question.edited ${edited.importId}`);
  expect(() => editQuestion(workspace, first, { contentSha256, answer: 'x', why }, ann)).toThrow(
    /has changed since/,
  );
  const now = hex(version?.contentSha256);
  expect(() =>
    editQuestion(workspace, edited.questionId, { contentSha256: now, answer: 'q0!', why }, ann),
  ).toThrow(/Nothing of the question/);
  expect(checkLog(workspace, [], null)).toMatchObject({ fault: null });
  undoImport(workspace, edited.importId, 'local');
  expect(workspace.questions.byId(first)?.live).toBe(true);
});

test('nobody accepts the version that they wrote', async () => {
  const { workspace, ids } = await reviewing(1);
  const ann = { person: personIn(workspace, 'ann'), actor: 'local' };
  const contentSha256 = hex(workspace.questions.byId(ids[0] ?? '')?.contentSha256);
  const { questionId } = editQuestion(
    workspace,
    ids[0] ?? '',
    { contentSha256, answer: '7', why: 'wrong' },
    ann,
  );
  const version = workspace.questions.byId(questionId);
  if (version === undefined) throw new Error('the version is not there');
  const said = { note: null, textSha256: null, seconds: null, flags: [], actor: 'local' };
  const accept = (person: string) =>
    judge(workspace, version, undefined, { ...said, person, decision: 'accept' });
  expect(() => accept(ann.person)).toThrow('You wrote this version of the question');
  expect(accept(personIn(workspace, 'ben'))).toMatchObject({ decision: 'accept' });
});
