import { expect, test } from 'vitest';
import type { Queue } from '../../server/db/queues.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { editTrace } from '../../server/jobs/reviewing/edit-trace.ts';
import { refreshQueue } from '../../server/jobs/reviewing/make-queue.ts';
import { adjudicate, disagreements, type Verdict } from '../../server/review/adjudicate.ts';
import { setQueueState } from '../../server/review/queue-state.ts';
import { addTraces } from '../helpers/traces.ts';
import { personIn, queueIn, reviewing, say } from './reviewing.ts';

/** One item with a trace of a model, on which ann and ben differ. */
async function differing() {
  const { workspace, run, ids, clock } = await reviewing(1, 2);
  const [id = ''] = ids;
  addTraces(workspace, run.n, ids, { thinking: 'We think of it.', answer: '4' });
  const queue = queueIn(workspace, run, { people: 2 });
  say(workspace, queue, 'ann', id);
  say(workspace, queue, 'ben', id, { decision: 'reject', note: 'no' });
  return { workspace, queue, id, clock, ids, run };
}

/** What becomes of a verdict: its decision, or why it was refused. */
function settle(
  workspace: Workspace,
  queue: Queue,
  name: string,
  question: string,
  some: Partial<Verdict> = {},
) {
  const person = personIn(workspace, name);
  const plain = { question, person, actor: person, decision: 'accept', why: 'fine', fields: null } as const;
  try {
    return adjudicate(workspace, queue, { ...plain, ...some }).decision;
  } catch (cause) {
    return (cause as { code: string }).code;
  }
}

test('a verdict lands on no other text than was seen', async () => {
  const { workspace, queue, id } = await differing();
  const seen = workspace.queueItems.get(queue.id, id);
  const mender = { person: personIn(workspace, 'eve'), actor: 'eve', countTokens: () => 5 };
  const thinking = 'Something quite different stands here now.';
  editTrace(workspace, seen?.trace ?? '', { thinking, why: 'mend' }, mender);
  expect(disagreements(workspace, queue)).toEqual([]);
  const { textSha256 = null } = seen ?? {};
  for (const overrides of [false, true])
    expect(settle(workspace, queue, 'cy', id, { textSha256, overrides })).toBe('conflict');
  expect(workspace.reviews.of(id).filter(({ final }) => final === 1)).toEqual([]);
});

test('what gave way for the very rejection is still settled, what has no text any more is not', async () => {
  const { workspace, queue, id } = await differing();
  const maker = personIn(workspace, 'maker');
  refreshQueue(workspace, queue, { person: maker, actor: maker });
  expect(workspace.queueItems.get(queue.id, id)?.gone).toBe(1);
  expect(disagreements(workspace, queue).map(({ item }) => item.question)).toEqual([id]);
  const trace = workspace.queueItems.get(queue.id, id)?.trace ?? '';
  const mender = { person: personIn(workspace, 'eve'), actor: 'eve', countTokens: () => 5 };
  expect(settle(workspace, queue, 'cy', id)).toBe('accept');
  editTrace(workspace, trace, { thinking: 'Another way to think of it.', why: 'mend' }, mender);
  expect(settle(workspace, queue, 'dan', id, { overrides: true })).toBe('not-found');
});

test('of two adjudicators at one moment the second is told who was first, unless theirs is to stand over it', async () => {
  const { workspace, queue, id, clock } = await differing();
  expect(settle(workspace, queue, 'cy', id)).toBe('accept');
  expect(settle(workspace, queue, 'cy', id)).toBe('accept'); // sent again
  clock.ms += 1000;
  const dan = personIn(workspace, 'dan');
  const second = {
    question: id,
    person: dan,
    actor: dan,
    decision: 'reject',
    why: 'no',
    fields: null,
  } as const;
  expect(() => adjudicate(workspace, queue, second)).toThrowError(
    expect.objectContaining({
      code: 'conflict',
      message: expect.stringMatching(/^cy accepted it meanwhile, so yours was not stored\./),
      details: { decidedBy: 'cy', decision: 'accept', at: '2026-11-24T00:00:00.000Z' },
    }),
  );
  expect(workspace.reviews.of(id).filter(({ final }) => final === 1)).toHaveLength(1);
  expect(settle(workspace, queue, 'dan', id, { decision: 'reject', overrides: true })).toBe('reject');
});

test('there is nothing to settle where nobody has judged, people agree, or the queue is closed', async () => {
  const { workspace, queue, id, run, ids } = await differing();
  const [, other = ''] = ids;
  const both = queueIn(workspace, run, { aspect: 'question', selects: { from: 'questions', ids } });
  expect(settle(workspace, both, 'cy', other)).toBe('conflict');
  say(workspace, both, 'ann', other);
  expect(settle(workspace, both, 'cy', other)).toBe('conflict');
  expect(settle(workspace, both, 'cy', other, { decision: 'reject', overrides: true })).toBe('reject');
  const cy = personIn(workspace, 'cy');
  const closed = setQueueState(workspace, queue.id, 'closed', { person: cy, actor: cy });
  expect(settle(workspace, closed, 'cy', id, { overrides: true })).toBe('conflict');
});
