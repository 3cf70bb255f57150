import { setImmediate } from 'node:timers/promises';
import type { BatchJournal, Shard, ShardEnd } from '../../../server/ask/batch/shard.ts';
import type {
  BatchProvider,
  BatchState,
  BatchStatus,
  Call,
  Failed,
  Replied,
} from '../../../server/ask/provider.ts';
import { reply } from '../scripted.ts';

/** What becomes of a job. */
export interface Plan {
  /** Ms from its creation to its end. */
  after: number;
  state: BatchState;
  error?: string;
  /** What it answers; undefined: nothing. */
  answer?: (call: Call) => Replied | Failed | undefined;
  /** Ms until `find` shows it. */
  hidden?: number;
  /** How a cancelled one ends; null: cancelling changes nothing. */
  cancelled?: BatchState | null;
  /** Keys in its results that it was not asked for. */
  strangers?: string[];
}

interface Job {
  name: string;
  displayName: string;
  calls: readonly Call[];
  madeAt: number;
  plan: Plan;
  cancelled: boolean;
}

export type Method = 'create' | 'find' | 'status' | 'cancel' | 'results';
/** What goes wrong with the next request of its kind. `done`: it is carried out, and the reply is lost. */
export interface Fault {
  failed: Failed;
  done?: boolean;
}

export const callOf = (key: string): Call => ({
  key,
  question: key,
  model: 'scripted-1',
  system: null,
  prompt: `What is ${key}?`,
  generation: {
    temperature: 1,
    topP: null,
    seed: null,
    maxOutputTokens: null,
    thinking: null,
    includeThoughts: true,
    responseSchema: null,
  },
  sample: 0,
});
export const keysOf = (n: number): string[] => Array.from({ length: n }, (_, i) => `k${i}`);

/** A provider of batches that does what it is told, on a clock of its own. */
export function scriptedBatches(
  now: () => number,
  planOf: (nth: number) => Plan = () => ({ after: 600_000, state: 'succeeded' }),
) {
  const jobs: Job[] = [];
  const log: string[] = [];
  const faults: Partial<Record<Method, (Fault | null)[]>> = {};
  const stateOf = ({ madeAt, plan, cancelled }: Job): BatchState =>
    cancelled && plan.cancelled !== null
      ? (plan.cancelled ?? 'cancelled')
      : now() - madeAt >= plan.after
        ? plan.state
        : now() - madeAt < 60_000
          ? 'pending'
          : 'running';
  const statusOf = (job: Job): BatchStatus => ({
    name: job.name,
    displayName: job.displayName,
    state: stateOf(job),
    error: job.plan.error ?? null,
  });
  const named = (name: string): Job => {
    const job = jobs.find((each) => each.name === name);
    if (job === undefined) throw new Error(`nobody made ${name}`);
    return job;
  };
  /** Every request takes a turn of the event loop, and may go wrong as told. */
  const request = async <T>(method: Method, act: () => T): Promise<T | Failed> => {
    log.push(method);
    await setImmediate();
    const fault = faults[method]?.shift() ?? null;
    if (fault === null) return act();
    if (fault.done === true) act();
    return fault.failed;
  };
  const provider: BatchProvider = {
    name: 'scripted',
    ask: async (call) => reply(call),
    batches: {
      limits: { items: 50_000, bytes: 20_000_000 },
      create: (displayName, calls) =>
        request('create', () => {
          const name = `batches/${jobs.length}`;
          const job = {
            name,
            displayName,
            calls,
            madeAt: now(),
            plan: planOf(jobs.length),
            cancelled: false,
          };
          jobs.push(job);
          return statusOf(job);
        }),
      find: (displayName) =>
        request('find', () =>
          jobs
            .filter((job) => job.displayName === displayName && now() - job.madeAt >= (job.plan.hidden ?? 0))
            .map(statusOf),
        ),
      status: (name) => request('status', () => statusOf(named(name))),
      cancel: (name) =>
        request('cancel', () => {
          const job = named(name);
          if (['pending', 'running'].includes(stateOf(job))) job.cancelled = true;
          return null;
        }),
      results: (name) =>
        request('results', () => {
          const { calls, plan } = named(name);
          const answers = new Map<string, Replied | Failed>();
          for (const key of plan.strangers ?? []) answers.set(key, reply(callOf(key)));
          for (const call of calls.toReversed()) {
            const answer = (plan.answer ?? reply)(call);
            if (answer !== undefined) answers.set(call.key, answer);
          }
          return answers;
        }),
    },
  };
  return { provider, jobs, log, faults };
}

/** A journal in memory, which outlives the runs over it. */
export function memoryJournal() {
  const shards = new Map<string, { shard: Shard; end: ShardEnd | null }>();
  const change = (name: string, some: Partial<Shard>): void => {
    const entry = shards.get(name);
    if (entry !== undefined) entry.shard = { ...entry.shard, ...some };
  };
  const journal: BatchJournal = {
    open: () => [...shards.values()].filter(({ end }) => end === null).map(({ shard }) => shard),
    knows: (name) => shards.has(name),
    async intended(shard) {
      if (shards.has(shard.displayName)) throw new Error('intended twice');
      shards.set(shard.displayName, { shard, end: null });
    },
    named: async ({ displayName }, jobName, namedAt) => change(displayName, { jobName, namedAt }),
    cancelled: async ({ displayName }, cancelledAt) => change(displayName, { cancelledAt }),
    async ended({ displayName }, end) {
      const entry = shards.get(displayName);
      if (entry?.end !== null) throw new Error('ended twice');
      entry.end = end;
    },
  };
  return {
    journal,
    shards: () => [...shards.values()],
    ends: () => [...shards.values()].flatMap(({ end }) => (end === null ? [] : [end])),
  };
}
