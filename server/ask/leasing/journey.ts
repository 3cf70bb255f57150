import { WinnowError } from '../../../shared/error.ts';
import type { Limiter, Permit } from '../limiter/limiter.ts';
import { giveBack } from '../loop/loop.ts';
import type { Failed, Leaving, Replied } from '../provider.ts';

/** One call that is carried by workers. */
export interface Journey {
  leaving: Leaving;
  /** The right that it left with; null where it went on with an earlier lease, or has not left. */
  permit: Permit | null;
  /** The lease that it ended with, where it went, and by which process; null where none brought anything. */
  brought: { lease: string; url: string; session: string | null } | null;
  /** As it was where it was made. */
  latencyMs: number | null;
  /** Why nobody may call. */
  closed: WinnowError | null;
}

export const journeyOf = (leaving: Leaving): Journey => ({
  leaving,
  permit: null,
  brought: null,
  latencyMs: null,
  closed: null,
});

/** How a call ended, in the words of the loop; gives its right back. @param counts which tokens the quota counts */
export function endOfJourney(
  { leaving, permit, latencyMs, closed }: Journey,
  result: Replied | Failed,
  { signal, counts, now }: { signal: AbortSignal; counts: 'prompt' | 'all'; now: number },
): Replied | Failed {
  const isAborted = result.state === 'trouble' && signal.aborted;
  if (permit !== null) giveBack(permit, isAborted ? { state: 'aborted' } : result, counts);
  const timed = latencyMs === null ? result : { ...result, latencyMs };
  const closing = closed === null ? null : quotaOf(closed, now);
  if (closing === null || timed.state !== 'trouble') return timed;
  leaving.hasLeft = true; // it has not, but what is said of it is to be heard
  const { status, message, raw, sent } = timed;
  return { ...closing, status, message, raw, sent, latencyMs: timed.latencyMs };
}

/** That the limiter lets nobody through, as the provider would say it; null where only this call was stopped. */
function quotaOf({ details }: WinnowError, now: number) {
  if (typeof details !== 'object' || details === null || !('why' in details) || !('opensAt' in details))
    return null;
  const opensAt = Date.parse(String(details.opensAt));
  return {
    state: 'trouble',
    class: 'quota-exhausted',
    quota: details.why === 'day' ? 'day' : 'spend',
    retryAfterMs: Number.isNaN(opensAt) ? null : Math.max(0, opensAt - now),
  } as const;
}

export const isStop = (cause: unknown): cause is WinnowError =>
  cause instanceof WinnowError && cause.code === 'stopped';

/** A limiter that lets everybody through, for calls that wait elsewhere. @param of what it shows */
export const openLimiter = (of: Limiter): Limiter => ({
  acquire: async () => ({ settle: () => undefined, fail: () => undefined }),
  state: of.state,
  look: of.look,
});
