import { expect, it } from 'vitest';
import { checkLog } from '../../server/db/check-log.ts';
import { refreshQueue } from '../../server/jobs/reviewing/make-queue.ts';
import { likelyVerdicts, settleLikely } from '../../server/review/likely.ts';
import { emptyFor, personIn, queueIn, reviewing, say, taken } from './reviewing.ts';

const NAMES = ['ann', 'ben', 'cem', 'dan', 'eve'];
type Found = Awaited<ReturnType<typeof reviewing>>;
type Queue = ReturnType<typeof queueIn>;

/** Everybody judges whatever they are given, in turns, until nobody is given anything. */
function judgeAll(
  { workspace }: Found,
  queue: Queue,
  decide: (name: string, id: string) => 'accept' | 'reject',
) {
  for (;;) {
    const given = NAMES.filter((name) => {
      const [id] = taken(workspace, queue, name);
      if (id === undefined) return false;
      say(workspace, queue, name, id, { decision: decide(name, id) });
      return true;
    });
    if (given.length === 0) return;
  }
}

const peopleOf = ({ workspace }: Found, queue: Queue): number[] =>
  workspace.queueItems.of(queue.id).map(({ people }) => people);

it('a queue whose people agree stops asking a second one once that is known', async () => {
  const found = await reviewing(60);
  const { workspace, run } = found;
  const queue = queueIn(workspace, run, { people: 1, raises: { upTo: 5, sure: 0.95 } });
  judgeAll(found, queue, () => 'accept');
  const people = peopleOf(found, queue);
  expect(workspace.queueOverlap.of(queue.id)).toMatchObject({ met: 1, pending: 0 });
  expect([Math.min(...people), Math.max(...people)]).toEqual([1, 2]);
  expect(people.filter((n) => n === 1).length).toBeGreaterThan(20);
  expect(emptyFor(workspace, queue, 'ann')).toBe('done');
  expect(checkLog(workspace, [], null).fault).toBe(null);
});

it('asks more about what people differ on, up to as many as it may, and keeps that when it is brought up to date', async () => {
  const found = await reviewing(40);
  const { workspace, run, ids } = found;
  const queue = queueIn(workspace, run, { people: 1, raises: { upTo: 5, sure: 0.99 } });
  const doubtful = new Set(ids.slice(0, 6));
  judgeAll(found, queue, (name, id) =>
    doubtful.has(id) && NAMES.indexOf(name) % 2 === 0 ? 'reject' : 'accept',
  );
  const byId = new Map(workspace.queueItems.of(queue.id).map((item) => [item.question, item]));
  expect([...doubtful].map((id) => byId.get(id)?.judged)).toEqual([...doubtful].map(() => 5));
  const before = peopleOf(found, queue);
  const maker = personIn(workspace, 'maker');
  refreshQueue(workspace, queue, { person: maker, actor: maker });
  expect(peopleOf(found, queue)).toEqual(before);
  const types = workspace.events
    .all()
    .map(({ body }) => (JSON.parse(Buffer.from(body).toString('utf8')) as { type: string }).type);
  expect(types.filter((type) => type === 'queue.raised').length).toBeGreaterThan(2);
  expect(checkLog(workspace, [], null).fault).toBe(null);
});

it('settles what is sure enough in one go, by somebody who has not judged it, after a count', async () => {
  const found = await reviewing(12);
  const { workspace, run, ids } = found;
  const queue = queueIn(workspace, run, { people: 5, raises: { upTo: 5, sure: 0.9 } });
  const [odd = ''] = ids;
  judgeAll(found, queue, (name, id) => (id === odd && name === 'ann' ? 'reject' : 'accept'));
  expect(workspace.queueItems.disagreements(queue.id).map(({ question }) => question)).toEqual([odd]);
  const likely = likelyVerdicts(workspace, queue).get(odd);
  expect(likely).toEqual({ decision: 'accept', sure: expect.any(Number) });
  expect(likely?.sure).toBeGreaterThan(0.9);
  const as = (name: string, expected: number) => {
    const person = personIn(workspace, name);
    return settleLikely(workspace, queue, { person, actor: person, why: 'most say so', expected });
  };
  expect(() => as('zoe', 2)).toThrow(expect.objectContaining({ code: 'conflict', details: { fits: 1 } }));
  expect(as('ann', 1)).toEqual({ settled: 0, passedOver: 1 });
  expect(as('zoe', 1)).toEqual({ settled: 1, passedOver: 0 });
  expect(as('zoe', 0)).toEqual({ settled: 0, passedOver: 0 });
  const words = workspace.reviews.of(odd).filter(({ final }) => final === 1);
  expect(words.map(({ decision, why }) => [decision, why])).toEqual([['accept', 'most say so']]);
  const plain = queueIn(workspace, run, { aspect: 'question' });
  expect(() => settleLikely(workspace, plain, { person: 'p', actor: 'p', why: 'x', expected: 0 })).toThrow(
    expect.objectContaining({ code: 'bad-usage' }),
  );
});
