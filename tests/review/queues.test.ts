import { describe, expect, it } from 'vitest';
import { checkLog } from '../../server/db/check-log.ts';
import { refreshQueue } from '../../server/jobs/reviewing/make-queue.ts';
import { selectionChange } from '../../server/jobs/reviewing/selection-change.ts';
import { adjudicate, disagreements } from '../../server/review/adjudicate.ts';
import { setGuidelines } from '../../server/review/guidelines.ts';
import { heartbeat, LEASE_MS } from '../../server/review/hand-out.ts';
import { setQueueState } from '../../server/review/queue-state.ts';
import { withdraw } from '../../server/review/withdraw.ts';
import { emptyFor, personIn, queueIn, reviewing, say, taken } from './reviewing.ts';

const code = (act: () => unknown): string => {
  try {
    act();
    return 'done';
  } catch (cause) {
    return (cause as { code?: string }).code ?? String(cause);
  }
};

describe('a queue', () => {
  it('hands each item to as many people as asked, by rank, and no item twice to one', async () => {
    const { workspace, run, ids } = await reviewing(3, 5);
    const queue = queueIn(workspace, run, { people: 2 });
    expect([taken(workspace, queue, 'ann'), taken(workspace, queue, 'ben')]).toEqual([[ids[0]], [ids[0]]]);
    expect(taken(workspace, queue, 'cem')).toEqual([ids[1]]);
    expect(taken(workspace, queue, 'ann')).toEqual([ids[0]]); // the same tab, loaded anew
    expect(taken(workspace, queue, 'ann', 1, 'other-tab')).toEqual([ids[1]]);
    say(workspace, queue, 'ann', ids[0] ?? '');
    say(workspace, queue, 'ben', ids[0] ?? '', { decision: 'reject', note: 'no' });
    expect(taken(workspace, queue, 'ben', 3)).toEqual([ids[2]]);
    expect(code(() => say(workspace, queue, 'cem', ids[0] ?? ''))).toBe('conflict');
    expect(workspace.queueItems.tally(queue.id)).toMatchObject({
      items: 3,
      done: 1,
      judgements: 2,
      asked: 6,
    });
    expect(checkLog(workspace, [], null).fault).toBe(null);
  });

  it('frees what a closed laptop held, and keeps what a heartbeat holds', async () => {
    const { workspace, clock, run, ids } = await reviewing(1);
    const queue = queueIn(workspace, run);
    expect([taken(workspace, queue, 'ann'), taken(workspace, queue, 'ben')]).toEqual([[ids[0]], []]);
    expect(emptyFor(workspace, queue, 'ben')).toBe('held');
    clock.ms += LEASE_MS - 1;
    heartbeat(workspace, queue, personIn(workspace, 'ann'), 'main');
    clock.ms += LEASE_MS - 1;
    expect(taken(workspace, queue, 'ben')).toEqual([]);
    clock.ms += 1;
    expect(taken(workspace, queue, 'ben')).toEqual([ids[0]]);
    expect(code(() => say(workspace, queue, 'ann', ids[0] ?? '', { leaseId: 'lease-gone' }))).toBe(
      'conflict',
    );
    say(workspace, queue, 'ben', ids[0] ?? '');
    expect(code(() => say(workspace, queue, 'ann', ids[0] ?? ''))).toBe('conflict');
    expect(workspace.reviews.count()).toBe(1);
  });

  it('takes the word of somebody whose lease ran out where nobody else came', async () => {
    const { workspace, clock, run, ids } = await reviewing(1);
    const queue = queueIn(workspace, run);
    taken(workspace, queue, 'ann');
    clock.ms += 10 * LEASE_MS;
    expect(say(workspace, queue, 'ann', ids[0] ?? '')).toMatchObject({ decision: 'accept' });
  });

  it('says why it is empty', async () => {
    const { workspace, run, ids } = await reviewing(2);
    const ann = personIn(workspace, 'ann');
    const queue = queueIn(workspace, run, { people: 2 });
    for (const id of ids) say(workspace, queue, 'ann', id);
    expect(emptyFor(workspace, queue, 'ann')).toBe('waits-for-others');
    for (const id of ids) say(workspace, queue, 'ben', id);
    expect(emptyFor(workspace, queue, 'cem')).toBe('done');
    const more = { aspect: 'question', target: 1 } as const;
    const target = queueIn(workspace, run, more);
    const told = { items: 2, wanted: 1, asked: 1 };
    expect(workspace.queueItems.tally(target.id, 1)).toMatchObject({ ...told, done: 0, judgements: 0 });
    say(workspace, target, 'ann', ids[1] ?? '');
    expect(workspace.queueItems.tally(target.id, 1)).toMatchObject({ ...told, done: 1, judgements: 1 });
    expect(workspace.queueItems.tally(target.id, 40)).toMatchObject({ items: 2, wanted: 2, asked: 2 });
    expect(emptyFor(workspace, target, 'ben')).toBe('target-reached');
    const closed = setQueueState(workspace, target.id, 'closed', { person: ann, actor: ann });
    expect([
      emptyFor(workspace, closed, 'ben'),
      code(() => say(workspace, closed, 'ben', ids[0] ?? '')),
    ]).toEqual(['closed', 'conflict']);
    const theirs = { ...queue, members: [ann] };
    expect([
      emptyFor(workspace, theirs, 'ben'),
      code(() => say(workspace, theirs, 'ben', ids[0] ?? '')),
    ]).toEqual(['not-assigned', 'forbidden']);
    expect(
      emptyFor(workspace, queueIn(workspace, run, { selects: { from: 'decisions', kept: false } }), 'ann'),
    ).toBe('no-items');
  });

  it('asks nobody again about what they said of the same text elsewhere, and counts it', async () => {
    const { workspace, run, ids } = await reviewing(2);
    const first = queueIn(workspace, run);
    say(workspace, first, 'ann', ids[0] ?? '');
    const second = queueIn(workspace, run, { people: 2 });
    expect(workspace.queueItems.tally(second.id)).toMatchObject({ items: 2, done: 0, judgements: 1 });
    expect([taken(workspace, second, 'ann', 5), taken(workspace, second, 'ben', 5)]).toEqual([[ids[1]], ids]);
    const questions = queueIn(workspace, run, { aspect: 'question' });
    expect(taken(workspace, questions, 'ann', 5)).toEqual(ids); // another aspect is another matter
  });

  it('comes in the order that it was made for', async () => {
    const { workspace, run, ids } = await reviewing(6);
    const order = (some: object) => taken(workspace, queueIn(workspace, run, some), 'ann', 6);
    const drawn = order({ order: 'random', seed: 7 });
    expect([drawn, [...drawn].sort()]).toEqual([order({ order: 'random', seed: 7 }), [...ids].sort()]);
    expect(drawn).not.toEqual(order({ order: 'random', seed: 8 }));
    const split = queueIn(workspace, run, { people: 3, order: 'disagreement' });
    say(workspace, split, 'ben', ids[4] ?? '');
    say(workspace, split, 'cem', ids[4] ?? '', { decision: 'reject' });
    expect(taken(workspace, split, 'ann', 2)).toEqual([ids[4], ids[0]]);
    const shared = queueIn(workspace, run, { people: 2, share: 0.5 });
    const people = workspace.queueItems.of(shared.id).map((item) => item.people);
    expect([...new Set(people)].sort()).toEqual([1, 2]);
  });

  it('mixes gold questions in, which everybody judges and which count for nothing else', async () => {
    const { workspace, run, ids } = await reviewing(4, 6);
    const gold = [{ questionId: ids[5] ?? '', decision: 'reject' as const }];
    const queue = queueIn(workspace, run, { gold, goldEvery: 2 });
    expect(taken(workspace, queue, 'ann', 3)).toEqual([ids[0], ids[5], ids[1]]);
    expect(taken(workspace, queue, 'ben', 3)).toEqual([ids[2], ids[5], ids[3]]);
    for (const name of ['ann', 'ben']) say(workspace, queue, name, ids[5] ?? '', { decision: 'reject' });
    expect(workspace.queueItems.tally(queue.id)).toMatchObject({ items: 4, done: 0, gold: 1 });
  });

  it('holds its form, its guidelines by version, and drafts until they are submitted', async () => {
    const { workspace, run, ids } = await reviewing(1);
    const [id = ''] = ids;
    const form = {
      type: 'object' as const,
      properties: {
        fit: { type: 'integer' as const, minimum: 1, maximum: 5 },
        kind: { type: 'string' as const, enum: ['proof', 'number'] },
      },
      required: ['fit'],
    };
    const queue = queueIn(workspace, run, { form, guidelines: 'Look twice.' });
    const ann = personIn(workspace, 'ann');
    setGuidelines(workspace, queue.id, 'Look three times.', { person: ann, actor: ann });
    expect(setGuidelines(workspace, queue.id, 'Look three times.', { person: ann, actor: ann }).version).toBe(
      2,
    );
    workspace.write('test', () => workspace.drafts.put(queue.id, id, ann, { note: 'hm' }, 'now'));
    for (const fields of [{}, { fit: 6 }, { fit: 1.5 }, { fit: 2, kind: 'other' }, { fit: 2, more: 1 }])
      expect(code(() => say(workspace, queue, 'ann', id, { fields }))).toBe('bad-usage');
    expect(workspace.drafts.get(queue.id, id, ann)).toEqual({ note: 'hm' });
    const said = say(workspace, queue, 'ann', id, { fields: { fit: 5 }, seconds: 12, note: 'good' });
    expect(said).toMatchObject({
      guidelines: 2,
      seconds: 12,
      fields: '{"fit":5}',
      why: 'good',
      queue: queue.id,
    });
    expect(workspace.drafts.get(queue.id, id, ann)).toBe(null);
  });
});

describe('a judgement', () => {
  it('is one, however often it is sent, and another word replaces it and names it', async () => {
    const { workspace, clock, run, ids } = await reviewing(1);
    const queue = queueIn(workspace, run);
    const [id = ''] = ids;
    const first = say(workspace, queue, 'ann', id);
    expect(say(workspace, queue, 'ann', id)).toEqual(first);
    clock.ms += 1000;
    const second = say(workspace, queue, 'ann', id, { decision: 'reject', note: 'wrong' });
    expect(second.replaces).toBe(first.id);
    const ann = personIn(workspace, 'ann');
    const back = withdraw(workspace, second.id, { person: ann, actor: ann, mayAny: false, why: null });
    expect(back.stands?.id).toBe(first.id);
    const other = { person: 'person-x', actor: 'person-x', mayAny: false, why: null };
    expect(code(() => withdraw(workspace, first.id, other))).toBe('forbidden');
    withdraw(workspace, first.id, { ...other, mayAny: true, why: 'reopened' });
    expect(code(() => withdraw(workspace, first.id, { ...other, mayAny: true }))).toBe('conflict');
    expect(taken(workspace, queue, 'ann')).toEqual([id]);
    const third = say(workspace, queue, 'ann', id);
    expect([third.replaces, third.id === first.id]).toEqual([null, false]);
    expect(workspace.reviews.of(id).map(({ withdrawn }) => withdrawn !== null)).toEqual([true, true, false]);
    expect(checkLog(workspace, [], null).fault).toBe(null);
  });

  it('moves the selection: who is rejected gives way to the reserve, and the queue follows', async () => {
    const { workspace, run, ids } = await reviewing(2, 4);
    const queue = queueIn(workspace, run);
    say(workspace, queue, 'ann', ids[0] ?? '', { decision: 'reject' });
    say(workspace, queue, 'ann', ids[1] ?? '');
    expect(selectionChange(workspace, run)).toEqual({
      ...{ runId: run.report.runId, wanted: 2, rows: 2, accepted: 1, unreviewed: 1 },
      left: [{ questionId: ids[0], rank: 1, question: 'What is q0?', rejectedBy: ['ann'] }],
      steppedIn: [{ questionId: ids[2], rank: 3, question: 'What is q2?' }],
    });
    const maker = personIn(workspace, 'maker');
    refreshQueue(workspace, queue, { person: maker, actor: maker });
    expect(taken(workspace, queue, 'ann', 5)).toEqual([ids[2]]);
    const events = workspace.events.count();
    refreshQueue(workspace, queue, { person: maker, actor: maker });
    expect(workspace.events.count()).toBe(events);
  });

  it('on which people differ is settled by somebody else, and that verdict stands', async () => {
    const { workspace, run, ids } = await reviewing(1, 2);
    const [id = ''] = ids;
    const queue = queueIn(workspace, run, { people: 2 });
    say(workspace, queue, 'ann', id);
    expect(disagreements(workspace, queue)).toEqual([]);
    say(workspace, queue, 'ben', id, { decision: 'reject', note: 'unclear' });
    const said = disagreements(workspace, queue).map(({ item: { question }, judgements }) => ({
      question,
      said: judgements.map(({ decision, why }) => [decision, why]),
    }));
    expect(said).toEqual([
      {
        question: id,
        said: [
          ['accept', null],
          ['reject', 'unclear'],
        ],
      },
    ]);
    expect(selectionChange(workspace, run).left).toHaveLength(1);
    const settle = (name: string) => {
      const person = personIn(workspace, name);
      return adjudicate(workspace, queue, {
        ...{ question: id, person, actor: person, decision: 'accept', why: 'it is clear', fields: null },
      });
    };
    expect(code(() => settle('ann'))).toBe('forbidden');
    expect(settle('dan')).toMatchObject({ final: 1, decision: 'accept' });
    expect([disagreements(workspace, queue), selectionChange(workspace, run).left]).toEqual([[], []]);
  });
});
