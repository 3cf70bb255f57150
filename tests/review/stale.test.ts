import { expect, test } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { editQuestion } from '../../server/jobs/reviewing/edit-question.ts';
import { refreshQueue } from '../../server/jobs/reviewing/make-queue.ts';
import { adjudicate } from '../../server/review/adjudicate.ts';
import { itemsOf } from '../../server/review/items.ts';
import { staleness, staleQuestions, staleWordsOn } from '../../server/review/stale.ts';
import { emptyFor, personIn, queueIn, reviewing, say, taken } from './reviewing.ts';

const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');
const ASPECT = 'release' as const;

function mend(workspace: Workspace, id: string, answer: string, name: string): string {
  const contentSha256 = hex(workspace.questions.byId(id)?.contentSha256);
  const person = personIn(workspace, name);
  return editQuestion(workspace, id, { contentSha256, answer, why: 'wrong' }, { person, actor: 'local' })
    .questionId;
}

test('what was said of an earlier version is stale, shown with the item of the new one, and asked again', async () => {
  const { workspace, run, ids } = await reviewing(2);
  const [first = '', second = ''] = ids;
  const queue = queueIn(workspace, run, { selects: { from: 'questions', ids }, people: 2 });
  say(workspace, queue, 'ben', first, { note: 'fine' });
  say(workspace, queue, 'cem', first, { decision: 'reject' });
  say(workspace, queue, 'ben', second);
  const isStale = staleness(workspace);
  expect(staleQuestions(workspace, isStale, { aspect: ASPECT })).toEqual(new Set());

  const version = mend(workspace, first, '7', 'ann');
  refreshQueue(workspace, queue, { person: personIn(workspace, 'maker'), actor: 'local' });
  const item = workspace.queueItems.get(queue.id, version);
  if (item === undefined) throw new Error('the queue does not ask about the new version');
  const names = () =>
    staleWordsOn(workspace, isStale, item).map(({ reviewer, decision, why }) => [
      workspace.people.nameOf(reviewer),
      decision,
      why,
    ]);
  expect(names().sort()).toEqual([
    ['ben', 'accept', 'fine'],
    ['cem', 'reject', null],
  ]);
  const stale = { isStale };
  expect(itemsOf(workspace, queue, { stale }).map((one) => one.item.question)).toEqual([version]);
  const mine = { isStale, person: personIn(workspace, 'dan') };
  expect(itemsOf(workspace, queue, { stale: mine })).toEqual([]);

  // Ben stands by the other item, so that he is asked about this one alone; Ann wrote it, so that she is not.
  expect(taken(workspace, queue, 'ben', 5)).toEqual([version]);
  expect(taken(workspace, queue, 'ann', 5)).toEqual([second]);
  say(workspace, queue, 'ben', version);
  expect(names()).toEqual([['cem', 'reject', null]]);
  expect(workspace.reviews.of(first)).toHaveLength(2);
});

test('stale, mended and adjudicated at once: only words on the text that lives count', async () => {
  const { workspace, run, ids } = await reviewing(1);
  const [first = ''] = ids;
  const queue = queueIn(workspace, run, { selects: { from: 'questions', ids }, people: 2 });
  const refresh = () =>
    refreshQueue(workspace, queue, { person: personIn(workspace, 'maker'), actor: 'local' });
  const settle = (question: string, name: string, decision: 'accept' | 'reject') =>
    adjudicate(workspace, queue, {
      ...{ question, decision, why: 'looked at', fields: null, actor: 'local' },
      person: personIn(workspace, name),
    });
  say(workspace, queue, 'ben', first);
  say(workspace, queue, 'cem', first, { decision: 'reject' });
  settle(first, 'dan', 'reject');
  const version = mend(workspace, first, '7', 'ann');
  refresh();
  expect(workspace.queueItems.get(queue.id, version)).toMatchObject({ judged: 0, split: 0, settled: 0 });
  say(workspace, queue, 'ben', version);
  say(workspace, queue, 'cem', version, { decision: 'reject' });
  expect(emptyFor(workspace, queue, 'eve')).toBe('done');
  expect(() => settle(version, 'ann', 'accept')).toThrow('You wrote this version of the question');
  settle(version, 'dan', 'accept');
  expect(workspace.queueItems.get(queue.id, version)).toMatchObject({ judged: 2, split: 1, settled: 1 });
  expect(staleQuestions(workspace, staleness(workspace), { aspect: ASPECT })).toEqual(new Set([version]));

  // Whoever wrote of an earlier version wrote of this one, too.
  const third = mend(workspace, version, '8', 'fay');
  refresh();
  for (const name of ['ann', 'fay'])
    expect(() => say(workspace, queue, name, third)).toThrow('You wrote this version of the question');
  expect(workspace.questionVersions.lineage(third)).toEqual([third, version, first]);
  expect(workspace.questionVersions.newest(first)).toBe(third);
});
