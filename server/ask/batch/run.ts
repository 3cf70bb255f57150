import { setMaxListeners } from 'node:events';
import type { BatchProvider, Call, Failed } from '../provider.ts';
import { type Cutter, cutter, displayNameOf } from './cut.ts';
import { type Standing, standingOf } from './next-step.ts';
import type { BatchJournal, Shard } from './shard.ts';
import { type Clock, tend } from './tend.ts';

export interface BatchWork {
  collection: string;
  provider: BatchProvider;
  journal: BatchJournal;
  /** Work keys that are pending. Those of shards that have not ended are passed over: their batches are under way. */
  pending: Iterable<string>;
  /** The call of a work key, null where it is not wanted any more. */
  callOf: (key: string) => Call | null;
  /**
   * Asked before a shard is written down: whether its money is there. After a no, no more shards are begun. It is
   * not asked about shards that are open already; theirs is to be set aside before.
   */
  admit: (calls: readonly Call[]) => boolean;
  /** Calls of a shard, 1,000 where nothing is said and 2,000 at most. */
  shardSize?: number;
  /** Batches under way at once; JOBS where nothing is said. */
  jobs?: number;
}

export interface BatchReport {
  /** Shards that ended. */
  shards: number;
  answered: number;
  /** Keys that no batch answered: to be asked online. */
  online: string[];
  /** Whether calls were left out for want of money. */
  refused: boolean;
  /** The failure after which nobody can go on. */
  fatal: Failed | null;
  /** Whether it was told to stop. What is under way goes on at the provider, and is taken the next time. */
  stopped: boolean;
}

/** Gemini takes a hundred at once; half of them leaves room for others. */
export const JOBS = 50;

/**
 * Has pending calls answered in batches: takes up the shards that an earlier process left, cuts the others anew, and
 * sees each through to its end. May be stopped or killed at any moment; the next call goes on from the journal.
 */
export async function runBatches(work: BatchWork, clock: Clock, signal: AbortSignal): Promise<BatchReport> {
  const halt = new AbortController();
  const either = AbortSignal.any([signal, halt.signal]);
  setMaxListeners(0, either); // as many as there are jobs
  const report: BatchReport = {
    shards: 0,
    answered: 0,
    online: [],
    refused: false,
    fatal: null,
    stopped: false,
  };
  const options = { ...work, oneAtATime: mutex() };
  const source = shardsOf(work, clock, report);
  const worker = async (): Promise<void> => {
    for (let next = await source(); next !== null && !either.aborted; next = await source()) {
      const end = await tend(options, next.shard, next.standing, clock, either);
      if (end === null) return;
      if ('state' in end) {
        report.fatal ??= end;
        return halt.abort();
      }
      report.shards++;
      report.answered += end.answers.size;
      report.online.push(...end.online);
    }
  };
  const workers = Array.from({ length: Math.max(1, work.jobs ?? JOBS) }, () =>
    worker().catch((cause: unknown) => {
      halt.abort();
      throw cause;
    }),
  );
  const results = await Promise.allSettled(workers);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return { ...report, stopped: signal.aborted };
}

/** First the shards that are open, then new ones, each written down before it is handed out. */
function shardsOf(work: BatchWork, clock: Clock, report: BatchReport) {
  const open = [...work.journal.open()];
  const begun = new Set(open.flatMap(({ keys }) => keys));
  const pending = [...work.pending].filter((key) => !begun.has(key));
  const cut = cutter(pending, work.callOf, work.provider.batches.limits, work.shardSize);
  let passedOver = 0;
  const onlineOf = ({ tooBig }: Cutter): void => {
    report.online.push(...tooBig.slice(passedOver));
    passedOver = tooBig.length;
  };
  return async (): Promise<{ shard: Shard; standing: Standing } | null> => {
    const earlier = open.shift();
    if (earlier !== undefined) return { shard: earlier, standing: standingOf(earlier, clock.now(), false) };
    if (report.refused) return null;
    const calls = cut.next();
    onlineOf(cut);
    if (calls === null) return null;
    if (!work.admit(calls)) {
      report.refused = true;
      return null;
    }
    const shard = newShard(work, calls, clock.now());
    await work.journal.intended(shard, calls);
    return { shard, standing: standingOf(shard, clock.now(), true) };
  };
}

function newShard({ collection, journal }: BatchWork, calls: readonly Call[], now: number): Shard {
  const keys = calls.map(({ key }) => key);
  let again = 0;
  while (journal.knows(displayNameOf(collection, keys, again))) again++;
  return {
    displayName: displayNameOf(collection, keys, again),
    keys,
    jobName: null,
    intendedAt: now,
    namedAt: null,
    cancelledAt: null,
  };
}

/** Acts one after the other, in the order in which they were asked for. */
function mutex(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const mine = last.then(act, act);
    last = mine.catch(() => undefined);
    return mine;
  };
}
