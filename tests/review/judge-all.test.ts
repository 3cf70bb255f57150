import { expect, test } from 'vitest';
import { refreshQueue } from '../../server/jobs/reviewing/make-queue.ts';
import { itemsOf } from '../../server/review/items.ts';
import { judgeAll } from '../../server/review/judge-all.ts';
import { daysOf } from '../../server/review/progress.ts';
import { shownSet } from '../../server/review/shown-set.ts';
import { signedInAs } from '../helpers/people.ts';
import { personIn, queueIn, reviewing, say, taken } from './reviewing.ts';

const at = { note: null, actor: 'local' };

test('the same is said of all that nobody has judged or holds, never beside or over what others said', async () => {
  const { workspace, run, ids } = await reviewing(6);
  const queue = queueIn(workspace, run, { people: 2 });
  const person = personIn(workspace, 'ann');
  say(workspace, queue, 'ben', ids[0] ?? '', { decision: 'reject' });
  expect(taken(workspace, queue, 'cem')).toEqual([ids[0]]); // ben's, for a second word
  expect(taken(workspace, queue, 'dora')).toEqual([ids[1]]);
  const states = () => itemsOf(workspace, queue, {}).map(({ state }) => state);
  expect(states()).toEqual(['held', 'held', 'untouched', 'untouched', 'untouched', 'untouched']);
  const write = async <T>(act: () => T): Promise<T> => workspace.write('test', act);
  const wrong = judgeAll(workspace, queue, {}, { ...at, person, decision: 'accept', expected: 5 }, write);
  await expect(wrong).rejects.toMatchObject({ code: 'conflict', details: { fits: 4 } });
  expect(workspace.reviews.count()).toBe(1);
  const q2 = { q: 'WHAT IS Q2' };
  expect(
    await judgeAll(workspace, queue, q2, { ...at, person, decision: 'reject', expected: 1 }, write),
  ).toEqual({
    judged: 1,
    passedOver: 0,
  });
  // While the first part is written somebody takes an item of it.
  const slow = async <T>(act: () => T): Promise<T> => {
    taken(workspace, queue, 'eve', 3, 'other');
    return workspace.write('test', act);
  };
  const rest = await judgeAll(workspace, queue, {}, { ...at, person, decision: 'accept', expected: 3 }, slow);
  expect(rest).toEqual({ judged: 2, passedOver: 1 });
  const words = ids.map((id) => workspace.reviews.of(id).map(({ decision }) => decision));
  expect(words).toEqual([['reject'], [], ['reject'], [], ['accept'], ['accept']]);
  expect(daysOf(workspace, queue)).toEqual([
    { day: '2026-11-24', accepted: 2, rejected: 2, skipped: 0, people: 2 },
  ]);
});

test('in a blind queue a reviewer is not told whether people differ', async () => {
  const { workspace, run, ids } = await reviewing(1);
  const queue = queueIn(workspace, run, { people: 2 });
  say(workspace, queue, 'ann', ids[0] ?? '', { decision: 'accept' });
  say(workspace, queue, 'ben', ids[0] ?? '', { decision: 'reject' });
  const stateTo = (isBlind: boolean) => itemsOf(workspace, queue, {}, isBlind).map(({ state }) => state);
  expect([stateTo(false), stateTo(true)]).toEqual([['split'], ['done']]);
});

test('nobody says of more than their share, and one item that leaves meanwhile stops none of the others', async () => {
  const { workspace, run, ids } = await reviewing(30);
  signedInAs(workspace, 'ann', 'reviewer');
  signedInAs(workspace, 'ben', 'reviewer');
  const [person, ben] = [personIn(workspace, 'ann'), personIn(workspace, 'ben')];
  const shared = queueIn(workspace, run, { aspect: 'question', shares: [{ user: 'ann', share: 0.2 }] });
  const write = async <T>(act: () => T): Promise<T> => workspace.write('test', act);
  const all = { ...at, decision: 'accept', expected: 30 } as const;
  expect(await judgeAll(workspace, shared, {}, { ...all, person }, write)).toEqual({
    judged: 6,
    passedOver: 24,
  });
  let parts = 0;
  const leaving = async <T>(act: () => T): Promise<T> => {
    parts += 1;
    if (parts === 2) workspace.write('test', () => workspace.queueItems.leaveAll(ids[27] ?? ''));
    return workspace.write('test', act);
  };
  const queue = queueIn(workspace, run);
  expect(await judgeAll(workspace, queue, {}, { ...all, person: ben }, leaving)).toEqual({
    judged: 29,
    passedOver: 1,
  });
});

test('as many items, but other ones than were shown, are not judged', async () => {
  const { workspace, run, ids } = await reviewing(3, 4);
  const queue = queueIn(workspace, run);
  const person = personIn(workspace, 'ann');
  const write = async <T>(act: () => T): Promise<T> => workspace.write('test', act);
  const shownSha256 = shownSet(itemsOf(workspace, queue, { state: 'untouched' }).map(({ item }) => item));
  say(workspace, queue, 'ben', ids[0] ?? '', { decision: 'reject' });
  refreshQueue(workspace, queue, { person, actor: person });
  const said = { ...at, person, decision: 'accept', expected: 3 } as const;
  await expect(judgeAll(workspace, queue, {}, { ...said, shownSha256 }, write)).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(workspace.reviews.count()).toBe(1);
});
