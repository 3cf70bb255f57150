import type { LoopEffects } from '../loop/effects.ts';
import type { BatchProvider, BatchStatus, Call, Failed, Replied } from '../provider.ts';
import { type Act, afterFailure, afterSuccess, nextStep, type Standing } from './next-step.ts';
import { choose, isLive, sortResults } from './results.ts';
import type { BatchJournal, Shard, ShardEnd, ShardEndName } from './shard.ts';

export interface TendOptions {
  provider: BatchProvider;
  journal: BatchJournal;
  /** The call of a work key, null where it is not wanted any more. */
  callOf: (key: string) => Call | null;
  /** One batch is made at a time: providers refuse bursts of them. */
  oneAtATime: <T>(act: () => Promise<T>) => Promise<T>;
}

export type Clock = Pick<LoopEffects, 'now' | 'sleep'>;

/**
 * Sees one shard through to its end, by what `nextStep` says.
 * @returns its end; the failure after which nobody can go on; null where the signal was aborted
 */
export async function tend(
  options: TendOptions,
  shard: Shard,
  start: Standing,
  clock: Clock,
  signal: AbortSignal,
): Promise<ShardEnd | Failed | null> {
  const acts = actsOf(options, shard, clock, signal);
  const findings: Findings = { error: null, notes: [] };
  let standing = start;
  for (;;) {
    if (signal.aborted) return null;
    const step = nextStep(standing, clock.now());
    if (step.do === 'wait') {
      await pause(clock, step.until - clock.now(), signal);
      continue;
    }
    if (step.do === 'give-up') return endShard(options, shard, step.end, new Map(), findings, clock.now());
    const done = await acts[step.do](standing, findings);
    if (signal.aborted && 'failed' in done) return null; // the failure is our own doing
    if ('standing' in done) standing = afterSuccess(done.standing);
    else if ('results' in done)
      return endShard(options, shard, endName(standing), done.results, findings, clock.now());
    else {
      const after = afterFailure(standing, step.do, done.failed, clock.now());
      if (after === null) return done.failed;
      if ('standing' in after) standing = after.standing;
      else if (after.step.do === 'give-up') {
        findings.error ??= done.failed.message;
        return endShard(options, shard, after.step.end, new Map(), findings, clock.now());
      }
    }
  }
}

interface Findings {
  error: string | null;
  notes: string[];
}

type Done = { standing: Standing } | { results: ReadonlyMap<string, Replied | Failed> } | { failed: Failed };

/** The requests that a step stands for. */
function actsOf(
  { provider: { batches }, journal, callOf, oneAtATime }: TendOptions,
  shard: Shard,
  clock: Clock,
  signal: AbortSignal,
): Record<Act, (standing: Standing, findings: Findings) => Promise<Done>> {
  const calls = (): Call[] => shard.keys.map(callOf).filter((call) => call !== null);
  const seenAs = (standing: Standing, status: BatchStatus, findings: Findings): Done => {
    findings.error = status.error ?? findings.error;
    return { standing: { ...standing, seen: { at: clock.now(), state: status.state } } };
  };
  const taken = async (standing: Standing, status: BatchStatus, findings: Findings): Promise<Done> => {
    const at = clock.now();
    await journal.named(shard, status.name, at);
    return seenAs({ ...standing, jobName: status.name, namedAt: at, maybeMadeAt: null }, status, findings);
  };
  return {
    async 'look-for'(standing, findings) {
      const found = await batches.find(shard.displayName, signal);
      if (!Array.isArray(found)) return { failed: found };
      const chosen = choose(found);
      if (chosen === null) return { standing: { ...standing, seen: { at: clock.now(), state: 'nowhere' } } };
      const done = await taken(standing, chosen.best, findings);
      const live = chosen.others.filter(isLive);
      for (const { name } of live) await batches.cancel(name, signal);
      if (chosen.others.length > 0)
        findings.notes.push(
          `${chosen.others.length} more batches had its name; ${live.length} were cancelled.`,
        );
      return done;
    },
    make: (standing, findings) =>
      oneAtATime(async () => {
        if (signal.aborted) return { standing };
        const made = await batches.create(shard.displayName, calls(), signal);
        return made.state === 'trouble' ? { failed: made } : taken(standing, made, findings);
      }),
    async look(standing, findings) {
      const status = await batches.status(standing.jobName ?? '', signal);
      return status.state === 'trouble' ? { failed: status } : seenAs(standing, status, findings);
    },
    async cancel(standing) {
      const failed = await batches.cancel(standing.jobName ?? '', signal);
      if (failed !== null && failed.class !== 'bad-request') return { failed };
      const at = clock.now();
      await journal.cancelled(shard, at);
      return { standing: { ...standing, cancelledAt: at } };
    },
    // One batch is read at a time: its answers are in memory until they are stored.
    take: (standing) =>
      oneAtATime(async () => {
        const results = await batches.results(standing.jobName ?? '', calls(), signal);
        return results instanceof Map ? { results } : { failed: results };
      }),
  };
}

async function endShard(
  { journal }: TendOptions,
  shard: Shard,
  end: ShardEndName,
  results: ReadonlyMap<string, Replied | Failed>,
  findings: Findings,
  at: number,
): Promise<ShardEnd> {
  const { answers, online, notes } = sortResults(shard.keys, results);
  const ended = { end, at, answers, online, error: findings.error, notes: [...findings.notes, ...notes] };
  await journal.ended(shard, ended);
  return ended;
}

/** The state in which results were taken is how the shard ended. */
function endName({ seen }: Standing): ShardEndName {
  const state = seen?.state ?? 'succeeded';
  return state === 'nowhere' || state === 'pending' || state === 'running' ? 'succeeded' : state;
}

async function pause({ sleep }: Clock, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, signal);
  } catch (cause) {
    if (!signal.aborted) throw cause;
  }
}
