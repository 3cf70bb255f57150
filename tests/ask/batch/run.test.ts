import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callOff } from '../../../server/ask/batch/call-off.ts';
import { displayNameOf } from '../../../server/ask/batch/cut.ts';
import { type BatchWork, runBatches } from '../../../server/ask/batch/run.ts';
import type { Failed } from '../../../server/ask/provider.ts';
import { exhausted, failed, overloaded, rateLimited } from '../limiter/failures.ts';
import { virtualClock } from '../limiter/virtual-clock.ts';
import { reply } from '../scripted.ts';
import { callOf, keysOf, memoryJournal, type Plan, scriptedBatches } from './scripted-batches.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const lost: Failed = failed(
  { state: 'trouble', class: 'transient', reason: 'transport', overloaded: false },
  null,
);
const badRequest: Failed = failed({ state: 'trouble', class: 'bad-request', reason: 'bad-request' }, 400);
const fatal: Failed = failed({ state: 'trouble', class: 'fatal', cause: 'key' }, 400);

/** Pending calls, a provider and a journal that outlive single runs. */
function setUp(n: number, planOf?: (nth: number) => Plan, some: Partial<BatchWork> = {}) {
  const clock = virtualClock();
  const scripted = scriptedBatches(clock.now, planOf);
  const books = memoryJournal();
  const answered = () => books.ends().flatMap(({ answers }) => [...answers.keys()]);
  const pending = () => {
    const done = new Set(books.ends().flatMap(({ answers, online }) => [...answers.keys(), ...online]));
    return keysOf(n).filter((key) => !done.has(key));
  };
  /** Runs for so long, or to the end. */
  const run = async (ms = 60 * HOUR, from = new AbortController()) => {
    let over = false;
    const work = { collection: 'col-1', provider: scripted.provider, journal: books.journal, callOf };
    const report = runBatches(
      { ...work, pending: pending(), admit: () => true, shardSize: 10, ...some },
      clock,
      from.signal,
    ).finally(() => {
      over = true;
    });
    report.catch(() => undefined);
    const end = clock.now() + ms;
    while (!over && clock.now() < end) {
      for (let turn = 0; turn < 6; turn++) await clock.advance(0); // requests take a turn each
      await clock.advance(Math.min(15_000, end - clock.now()));
    }
    from.abort();
    await clock.advance(0);
    return report;
  };
  return { ...scripted, ...books, clock, run, answered };
}

const always = (plan: Partial<Plan>) => (): Plan => ({ after: 10 * MINUTE, state: 'succeeded', ...plan });

describe('runBatches', () => {
  it('has every call answered once, in shards, and leaves no timer', async () => {
    const { run, jobs, answered, clock, ends, log } = setUp(35);
    const report = await run();
    expect(report).toEqual({
      shards: 4,
      answered: 35,
      online: [],
      refused: false,
      fatal: null,
      stopped: false,
    });
    expect(jobs.map(({ calls }) => calls.length)).toEqual([9, 9, 9, 8]);
    expect(answered().sort()).toEqual(keysOf(35).sort());
    expect(ends().map(({ end, error, notes }) => ({ end, error, notes }))).toEqual(
      Array.from({ length: 4 }, () => ({ end: 'succeeded', error: null, notes: [] })),
    );
    expect(clock.sleeping()).toBe(0);
    expect(log.filter((method) => method === 'status').length).toBeLessThanOrEqual(4 * 11);
  });

  it('begins no more batches at once than it is told to', async () => {
    const { run, jobs, clock } = setUp(40, undefined, { jobs: 1 });
    const start = clock.now();
    await run();
    expect(jobs.map(({ madeAt }) => Math.floor((madeAt - start) / (10 * MINUTE)))).toEqual([0, 1, 2, 3]);
  });

  it('asks for money before a shard, and begins none after a no', async () => {
    const asked: number[] = [];
    const admit: BatchWork['admit'] = (calls) => asked.push(calls.length) < 3;
    const { run, jobs, shards } = setUp(40, undefined, { admit, jobs: 1 });
    expect(await run()).toMatchObject({ shards: 2, answered: 20, refused: true });
    expect([asked, jobs.length, shards().length]).toEqual([[10, 10, 10], 2, 2]);
  });

  it('hands calls that fit into no batch back', async () => {
    const big = (key: string) => ({ ...callOf(key), prompt: key === 'k3' ? 'x'.repeat(2e7) : 'x' });
    const { run } = setUp(5, undefined, { callOf: big });
    expect(await run()).toMatchObject({ shards: 1, answered: 4, online: ['k3'] });
  });
});

describe('runBatches: a batch that was made unheard of', () => {
  it('is found again by its name, and not made twice', async () => {
    for (const hidden of [0, 90_000]) {
      const { run, jobs, faults, shards } = setUp(5, always({ hidden }));
      faults.create = [{ failed: lost, done: true }];
      expect(await run()).toMatchObject({ shards: 1, answered: 5 });
      expect(jobs.length).toBe(1);
      expect(shards()[0]?.shard.jobName).toBe('batches/0');
    }
  });

  it('is made again when it stays out of sight for minutes', async () => {
    const { run, jobs, faults, log } = setUp(5);
    faults.create = [{ failed: lost }];
    expect(await run()).toMatchObject({ shards: 1, answered: 5 });
    expect(jobs.length).toBe(1);
    expect(log.slice(0, 6)).toEqual(['find', 'create', 'find', 'find', 'find', 'create']);
  });

  it('is found by the next process too', async () => {
    const { run, jobs, provider } = setUp(5);
    const { create } = provider.batches;
    const killer = new AbortController();
    provider.batches.create = async (...args) => {
      const made = await create(...args);
      killer.abort();
      return made.state === 'trouble' ? made : lost;
    };
    expect(await run(HOUR, killer)).toMatchObject({ shards: 0, stopped: true });
    expect(await run()).toMatchObject({ shards: 1, answered: 5, stopped: false });
    expect(jobs.length).toBe(1);
  });

  it('is the furthest of several with its name, and the live ones among the others are cancelled', async () => {
    const { run, jobs, provider, ends, clock } = setUp(5, (nth) => ({
      after: nth === 0 ? 99 * HOUR : MINUTE,
      state: nth === 2 ? 'failed' : 'succeeded',
    }));
    const never = new AbortController().signal;
    const name = displayNameOf('col-1', keysOf(5), 0);
    for (let i = 0; i < 3; i++) await provider.batches.create(name, keysOf(5).map(callOf), never);
    await clock.advance(2 * MINUTE);
    expect(await run()).toMatchObject({ shards: 1, answered: 5 });
    expect(jobs.map(({ cancelled }) => cancelled)).toEqual([true, false, false]);
    expect(ends()[0]).toMatchObject({
      end: 'succeeded',
      notes: ['2 more batches had its name; 1 were cancelled.'],
    });
  });
});

describe('runBatches: batches that do not end well', () => {
  const late = (plan: Partial<Plan>) => always({ after: 99 * HOUR, ...plan });

  it('calls a late one off after 26 hours, looks once more, and hands back what is unanswered', async () => {
    const half = (call: { key: string }) =>
      Number(call.key.slice(1)) % 2 === 0 ? reply(callOf(call.key)) : undefined;
    const { run, log, clock, shards, ends } = setUp(6, late({ answer: half }));
    const start = clock.now();
    expect(await run()).toMatchObject({ shards: 1, answered: 3, online: ['k1', 'k3', 'k5'] });
    expect(Math.round(((shards()[0]?.shard.cancelledAt ?? 0) - start) / HOUR)).toBe(26);
    expect(log.slice(log.indexOf('cancel'))).toEqual(['cancel', 'status', 'results']);
    expect(ends()[0]?.end).toBe('cancelled');
  });

  it('takes a cancelled one that was answered all the same', async () => {
    const { run, ends } = setUp(6, late({ cancelled: 'succeeded' }));
    expect(await run()).toMatchObject({ answered: 6, online: [] });
    expect(ends()[0]?.end).toBe('succeeded');
  });

  it('leaves one that does not heed the cancel after ten minutes', async () => {
    const { run, ends, clock } = setUp(6, late({ cancelled: null }));
    const start = clock.now();
    expect(await run()).toMatchObject({ answered: 0, online: keysOf(6) });
    expect(ends()[0]).toMatchObject({ end: 'overdue' });
    expect((ends()[0]!.at - start) / HOUR).toBeCloseTo(26.2, 0);
  });

  it.each(['failed', 'expired', 'cancelled'] as const)(
    'hands the calls of a batch that %s back',
    async (state) => {
      const { run, ends } = setUp(3, always({ state, error: 'why', answer: () => undefined }));
      expect(await run()).toMatchObject({ shards: 1, answered: 0, online: keysOf(3) });
      expect(ends()[0]).toMatchObject({ end: state, error: 'why' });
    },
  );

  it('matches results by key alone: partial, in any order, with strangers among them', async () => {
    const answer: Plan['answer'] = ({ key }) =>
      key === 'k0' ? badRequest : key === 'k1' ? lost : key === 'k2' ? undefined : reply(callOf(key));
    const { run, ends } = setUp(5, always({ state: 'partial', answer, strangers: ['k9', 'x'] }));
    expect(await run()).toMatchObject({ answered: 3, online: ['k1', 'k2'] });
    const [end] = ends();
    expect([...end!.answers.keys()]).toEqual(['k0', 'k3', 'k4']);
    expect(end).toMatchObject({
      end: 'partial',
      notes: ['The batch holds 2 results that nobody asked it for.'],
    });
  });

  it.each([
    ['create', 'refused'],
    ['status', 'gone'],
    ['results', 'gone'],
  ] as const)('hands calls back where %s is a bad request', async (method, end) => {
    const { run, faults, ends } = setUp(3);
    faults[method] = [{ failed: badRequest }];
    expect(await run()).toMatchObject({ answered: 0, online: keysOf(3) });
    expect(ends()[0]).toMatchObject({ end, error: 'refused' });
  });

  it('waits where the provider has no room, for days if need be, and makes the batch then', async () => {
    const { run, jobs, faults, clock } = setUp(3);
    const start = clock.now();
    faults.create = Array.from({ length: 40 }, () => ({ failed: exhausted('day', HOUR) }));
    expect(await run()).toMatchObject({ answered: 3 });
    expect((jobs[0]!.madeAt - start) / HOUR).toBeGreaterThanOrEqual(40);
  });

  it('stops everything at a fatal failure, and goes on from there', async () => {
    const { run, faults, journal, jobs } = setUp(30);
    faults.status = [null, { failed: fatal }];
    expect(await run()).toMatchObject({ shards: 0, fatal, stopped: false });
    expect(journal.open().length).toBe(3);
    expect(await run()).toMatchObject({ shards: 3, answered: 30, fatal: null });
    expect(jobs.length).toBe(3);
  });

  it('gives a batch up that nobody can reach for two days', async () => {
    const { run, faults, ends } = setUp(3);
    faults.status = Array.from({ length: 1_000 }, () => ({ failed: lost }));
    expect(await run()).toMatchObject({ answered: 0, online: keysOf(3) });
    expect(ends()[0]?.end).toBe('gone');
  });

  it('passes on what its journal throws, and stops the others', async () => {
    const { run, journal, clock } = setUp(30);
    journal.named = () => Promise.reject(new Error('disk full'));
    await expect(run()).rejects.toThrow('disk full');
    expect(clock.sleeping()).toBe(0);
  });
});

describe('callOff', () => {
  it('cancels what is under way; what was answered is taken all the same', async () => {
    const { run, journal, provider, clock, jobs, faults } = setUp(20, (nth) =>
      nth === 0
        ? { after: MINUTE, state: 'succeeded' }
        : { after: 99 * HOUR, state: 'succeeded', answer: () => undefined },
    );
    await run(30_000);
    await clock.advance(2 * MINUTE);
    faults.cancel = [null, { failed: overloaded() }];
    const never = new AbortController().signal;
    expect(await callOff(provider, journal, clock.now, never)).toEqual(['batches/1: refused']);
    expect(await callOff(provider, journal, clock.now, never)).toEqual([]);
    expect(jobs.map(({ cancelled }) => cancelled)).toEqual([false, true]);
    expect(await run()).toMatchObject({ shards: 2, answered: 10 });
  });
});

describe('runBatches, killed and disturbed at any moment', () => {
  const method = fc.constantFrom('create', 'find', 'status', 'results', 'cancel' as const);
  const fault = fc.record({
    failed: fc.constantFrom(lost, overloaded(), rateLimited(30_000), rateLimited(null)),
    done: fc.boolean(),
  });
  const plan: fc.Arbitrary<Plan> = fc.record({
    after: fc.integer({ min: 0, max: 30 * 60 }).map((minutes) => minutes * MINUTE),
    state: fc.constantFrom('succeeded', 'succeeded', 'partial', 'failed', 'expired'),
    hidden: fc.integer({ min: 0, max: 60_000 }),
  });

  it('makes each batch once, and every call ends once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(plan, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(method, fc.option(fault, { nil: null })), { maxLength: 30 }),
        fc.array(fc.integer({ min: 1, max: 20 * 60 }), { maxLength: 5 }),
        async (plans, wrongs, kills) => {
          const { run, jobs, faults, ends, journal } = setUp(25, (nth) => plans[nth % plans.length]!);
          for (const [which, what] of wrongs) {
            faults[which] ??= [];
            // A refusal for too many requests is never carried out.
            faults[which].push(what?.failed.class === 'rate-limited' ? { failed: what.failed } : what);
          }
          for (const seconds of kills) await run(seconds * 1_000);
          await run(100 * HOUR);
          expect(journal.open()).toEqual([]);
          const ended = ends().flatMap(({ answers, online }) => [...answers.keys(), ...online]);
          expect(ended.sort()).toEqual(keysOf(25).sort());
          const names = jobs.map(({ displayName }) => displayName);
          expect(new Set(names).size).toBe(names.length);
        },
      ),
      { numRuns: 15 },
    );
  });
});
