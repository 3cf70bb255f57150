import { expect, test } from 'vitest';
import { finding } from '../../server/comply/flag.ts';
import { reviewedText } from '../../server/comply/reviewed-text.ts';
import { checkLog } from '../../server/db/check-log.ts';
import { about, raiseFlags } from '../../server/db/raise-flags.ts';
import type { StoredRun } from '../../server/db/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { editItems } from '../../server/http/edit-items.ts';
import { editTrace } from '../../server/jobs/reviewing/edit-trace.ts';
import { takeBackTrace } from '../../server/jobs/reviewing/take-back-trace.ts';
import { reviewedRow } from '../../server/release/reviewed-row.ts';
import { chooseRows } from '../../server/release/select.ts';
import { staleness } from '../../server/review/stale.ts';
import { storeJudgement } from '../../server/review/store.ts';
import { emptyFor, personIn, queueIn, reviewing, say, taken } from './reviewing.ts';

const THINKING = 'First we add the numbers, which gives three. Then we double it. So the sum is seven.';
const SUMMED = finding('response', 'THOUGHT_SUMMARY_ONLY', { parts: 1 });

/** One question with a raw trace of a model, which the run prefers to the source's own solution. */
async function traced() {
  const { workspace, run, ids } = await reviewing(1);
  const [question = ''] = ids;
  addTrace(workspace, run, question);
  return { workspace, run, question };
}

function addTrace(workspace: Workspace, { n }: StoredRun, question: string): void {
  const createdAt = '2026-11-25T00:00:00.000Z';
  workspace.write('test', () => {
    workspace.collections.add({
      ...{
        id: 'col-0123456789abcdef',
        run: n,
        teacher: 'gemini',
        settings: '{}',
        createdAt,
        model: 'gemini-x',
      },
      ...{ terms: '{"refs":["terms-1"]}' },
    });
    workspace.traces.insert({
      ...{ id: 'trace-0123456789', collection: 'col-0123456789abcdef', question, kind: 'raw', createdAt },
      ...{ outcome: 'usable', thinking: THINKING, answer: 'q0!', tokens: 17, verdict: 'correct' },
    });
    const subject = { type: 'trace', id: 'trace-0123456789' } as const;
    raiseFlags(workspace, about(subject, [SUMMED]), { actor: 'tester', subject: subject.id });
  });
}

const countTokens = (text: string) => text.split(' ').length;
const mend = (
  workspace: Workspace,
  name: string,
  order: { thinking?: string; answer?: string },
  id = 'trace-0123456789',
) =>
  editTrace(
    workspace,
    id,
    { ...order, why: 'a slip' },
    {
      ...{ person: personIn(workspace, name), actor: 'local', countTokens },
    },
  );
const MENDED = THINKING.replace('seven', 'six');

test('a mended trace takes the place of the one before, with its flags and terms, and both stay on record', async () => {
  const { workspace, run, question } = await traced();
  const before = workspace.traces.byId('trace-0123456789');
  const made = mend(workspace, 'ann', { thinking: MENDED });
  expect(made).toEqual({
    ...{ traceId: expect.stringMatching(/^trace-[0-9a-f]{20}$/), before: 'trace-0123456789' },
    ...{ outcome: 'usable', verdict: 'correct' },
  });
  expect(workspace.traces.byId('trace-0123456789')).toEqual(before);
  const after = workspace.traces.byId(made.traceId);
  expect(after).toMatchObject({ thinking: MENDED, answer: 'q0!', kind: 'raw', tokens: countTokens(MENDED) });
  expect(workspace.collections.byId(after?.collection ?? '')).toMatchObject({
    ...{ run: run.n, teacher: 'gemini', model: 'gemini-x', terms: '{"refs":["terms-1"]}' },
  });
  expect(workspace.flags.ofSubjects('trace', [made.traceId]).map(({ code }) => code)).toEqual([
    'THOUGHT_SUMMARY_ONLY',
  ]);
  expect(chooseRows(workspace, run, { rows: 1 }).rows.map(({ trace }) => trace)).toEqual([made.traceId]);
  expect(editItems(workspace, question)).toEqual([
    {
      ...{ of: 'trace', id: made.traceId, before: 'trace-0123456789', editor: 'ann', at: expect.any(String) },
      ...{ why: 'a slip', stands: true, takesBack: false, outcome: 'usable' },
      parts: [{ name: 'thinking', before: THINKING, after: MENDED }],
    },
  ]);
  expect(checkLog(workspace, [], null)).toMatchObject({ fault: null });
});

test('it goes through the answer checker and the detectors again, and what they drop no release takes', async () => {
  const { workspace, run } = await traced();
  const loop = 'We check it once more and find the same again. '.repeat(40);
  expect(mend(workspace, 'ann', { thinking: loop })).toMatchObject({ outcome: 'repetition-loop' });
  const [row] = chooseRows(workspace, run, { rows: 1 }).rows;
  expect(workspace.traces.byId(row?.trace ?? '')).toMatchObject({ kind: 'reference' });
});

test('another answer is another verdict', async () => {
  const { workspace } = await traced();
  expect(mend(workspace, 'ann', { answer: 'The answer is 12.' }).verdict).not.toBe('correct');
});

test.each([
  ['nothing changes', { thinking: THINKING }, /Nothing of the thinking/],
  ['it would be empty', { answer: '  ' }, /needs both its thinking and its answer/],
])('a mend is refused where %s', async (_, order, message) => {
  const { workspace } = await traced();
  expect(() => mend(workspace, 'ann', order)).toThrow(message);
  expect(workspace.traceEdits.count()).toBe(0);
});

test('two who mend the same: the second is told; a reference trace is mended with its question', async () => {
  const { workspace, run, question } = await traced();
  const { traceId } = mend(workspace, 'ann', { thinking: MENDED });
  expect(() => mend(workspace, 'ben', { thinking: `${THINKING} Done.` })).toThrow(
    'was mended since you read it',
  );
  const again = mend(workspace, 'ben', { answer: 'q0!.' }, traceId);
  expect(workspace.traceEdits.of(again.traceId)?.before).toBe(traceId);
  const reference = workspace.traces.all(question).find(({ kind }) => kind === 'reference');
  expect(() => mend(workspace, 'ann', { answer: 'x' }, reference?.id ?? '')).toThrow(/mend the solution/);
  expect(chooseRows(workspace, run, { rows: 1 }).rows[0]?.trace).toBe(again.traceId);
});

test('queues ask about the new version; whoever wrote it is not asked, and may not accept it', async () => {
  const { workspace, run, question } = await traced();
  const queue = queueIn(workspace, run, { people: 1 });
  say(workspace, queue, 'ben', question);
  expect(emptyFor(workspace, queue, 'cem')).toBe('done');
  const old = workspace.queueItems.get(queue.id, question)?.textSha256 ?? '';
  const isStale = staleness(workspace);
  expect(isStale({ question, textSha256: old })).toBe(false);

  const { traceId } = mend(workspace, 'ann', { thinking: MENDED });
  expect(isStale({ question, textSha256: old })).toBe(true);
  expect(workspace.queueItems.get(queue.id, question)).toMatchObject({ trace: traceId, judged: 0 });
  expect(taken(workspace, queue, 'ann')).toEqual([]);
  expect(() => say(workspace, queue, 'ann', question)).toThrow('You mended this trace');
  expect(() => say(workspace, queue, 'ben', question, { textSha256: old })).toThrow('text has changed');
  expect(taken(workspace, queue, 'ben')).toEqual([question]);
  say(workspace, queue, 'ben', question);

  // An accept of the writer that came by a file counts as none.
  const stored = workspace.questions.byId(question);
  const trace = workspace.traces.byId(traceId);
  if (stored === undefined || trace === undefined) throw new Error('gone');
  const ann = personIn(workspace, 'ann');
  workspace.write('test', () =>
    storeJudgement(
      workspace,
      {
        ...{ question, textSha256: reviewedText(stored.contentSha256, trace), reviewer: ann },
        ...{ decision: 'accept', why: null, at: null },
      },
      'tester',
    ),
  );
  expect(reviewedRow(workspace, stored, trace, undefined).writers).toEqual([ann]);
});

test('a mend is taken back as a new version: what was judged of that text counts again, its writers are nobody', async () => {
  const { workspace, run, question } = await traced();
  const queue = queueIn(workspace, run);
  const first = 'trace-0123456789';
  const { id: review } = say(workspace, queue, 'ben', question);
  const { traceId: mended } = mend(workspace, 'ann', { thinking: MENDED });
  const isStale = () => {
    const said = workspace.reviews.byId(review);
    return said === undefined ? null : staleness(workspace)(said);
  };
  expect(isStale()).toBe(true);
  const who = { person: personIn(workspace, 'ann'), actor: 'local', countTokens };
  expect(() => takeBackTrace(workspace, first, 'why', who)).toThrow('Nobody mended this trace');
  expect(() => takeBackTrace(workspace, 'trace-none', 'why', who)).toThrow('There is no trace');
  const made = takeBackTrace(workspace, mended, 'seven was right', who);
  expect(made).toEqual({
    traceId: expect.any(String),
    before: mended,
    outcome: 'usable',
    verdict: 'correct',
  });
  expect([made.traceId === first, made.traceId === mended]).toEqual([false, false]);
  expect(workspace.traces.byId(made.traceId)).toMatchObject({ thinking: THINKING, answer: 'q0!' });
  expect(workspace.editWriters.of(made.traceId)).toEqual([]);
  expect(workspace.editWriters.of(mended)).toEqual([who.person]);
  expect(isStale()).toBe(false);
  expect(chooseRows(workspace, run, { rows: 1 }).rows.map(({ trace }) => trace)).toEqual([made.traceId]);
  expect(workspace.queueItems.get(queue.id, question)).toMatchObject({ trace: made.traceId, judged: 1 });
  expect(editItems(workspace, question)).toMatchObject([
    { id: made.traceId, before: mended, takesBack: true, stands: true, why: 'seven was right' },
    { id: mended, before: first, takesBack: false, stands: false, why: 'a slip' },
  ]);
  const events = workspace.events.subjects.of(made.traceId).map((seq) => workspace.events.bySeq(seq)?.idem);
  expect(events).toContain(`trace.edited ${made.traceId}`);
  expect(() => takeBackTrace(workspace, mended, 'again', who)).toThrow('was mended since you read it');
  const again = takeBackTrace(workspace, made.traceId, 'six after all', who);
  expect(workspace.traces.byId(again.traceId)?.thinking).toBe(MENDED);
  expect(workspace.editWriters.of(again.traceId)).toEqual([who.person]);
  expect(checkLog(workspace, [], null)).toMatchObject({ fault: null });
});
