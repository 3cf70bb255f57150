import type { BatchState, Failed } from '../provider.ts';
import type { Shard, ShardEndName } from './shard.ts';

/** What is known of a shard at the moment. Times in ms since the epoch. */
export interface Standing extends Pick<Shard, 'jobName' | 'namedAt' | 'cancelledAt'> {
  /** Since when it could have been made; a provider that has no room for it starts that anew. */
  since: number;
  /** When a batch may have been made without our hearing of it. */
  maybeMadeAt: number | null;
  /** What was seen last; `nowhere`: no batch has the shard's name. */
  seen: { at: number; state: BatchState | 'nowhere' } | null;
  /** Nothing is done before that. */
  notBefore: number;
  /** Requests in a row that went wrong. */
  troubles: number;
}

export type Act = 'look-for' | 'make' | 'look' | 'cancel' | 'take';
export type Step =
  | { do: Act }
  | { do: 'wait'; until: number }
  /** Nothing more comes of it: what is unanswered is asked online. */
  | { do: 'give-up'; end: ShardEndName };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const POLL_MS = MINUTE;
/** A batch that has not ended by then is called off: two hours more than providers aim at. */
export const DEADLINE_MS = 26 * HOUR;
/** How long a cancelled batch is watched: it may end as answered all the same. */
export const WATCHED_MS = 10 * MINUTE;
/** When a batch that may have been made, and is nowhere to be seen, was not made after all. */
export const UNSEEN_MS = 2 * MINUTE;
/** Providers keep results for so long; who can not be reached until then is given up. */
export const KEPT_MS = 48 * HOUR;
const FEW_TROUBLES = 3;

/** Where a shard stands when a process takes it up. @param fresh whether it was intended just now, by this process */
export const standingOf = (shard: Shard, now: number, fresh: boolean): Standing => ({
  jobName: shard.jobName,
  since: now,
  namedAt: shard.namedAt,
  cancelledAt: shard.cancelledAt,
  maybeMadeAt: fresh || shard.jobName !== null ? null : now,
  seen: null,
  notBefore: 0,
  troubles: 0,
});

/** What to do next about a shard. */
export function nextStep(standing: Standing, now: number): Step {
  if (isLost(standing, now)) return { do: 'give-up', end: 'gone' };
  if (now < standing.notBefore) return { do: 'wait', until: standing.notBefore };
  return standing.jobName === null ? toBeMade(standing, now) : underWay(standing, now);
}

/** Always looks for a batch of that name first: making one is not idempotent, and each one is paid. */
function toBeMade({ seen, maybeMadeAt, since }: Standing, now: number): Step {
  if (seen === null) return { do: 'look-for' };
  if (now - since >= DEADLINE_MS) return { do: 'give-up', end: 'never-made' };
  if (maybeMadeAt === null || seen.at - maybeMadeAt >= UNSEEN_MS) return { do: 'make' };
  const again = seen.at + POLL_MS;
  return now < again ? { do: 'wait', until: again } : { do: 'look-for' };
}

function underWay({ seen, namedAt, cancelledAt, since }: Standing, now: number): Step {
  if (seen === null || seen.state === 'nowhere') return { do: 'look' };
  if (seen.state !== 'pending' && seen.state !== 'running') return { do: 'take' };
  if (cancelledAt !== null && seen.at - cancelledAt >= WATCHED_MS) return { do: 'give-up', end: 'overdue' };
  if (cancelledAt === null && seen.at - (namedAt ?? since) >= DEADLINE_MS) return { do: 'cancel' };
  const again = seen.at + POLL_MS;
  return now < again ? { do: 'wait', until: again } : { do: 'look' };
}

const isLost = ({ namedAt, troubles }: Standing, now: number): boolean =>
  namedAt !== null && now - namedAt >= KEPT_MS && troubles >= FEW_TROUBLES;

/** The state of an act that went well. */
export const afterSuccess = (standing: Standing): Standing => ({ ...standing, troubles: 0 });

/**
 * What a request that went wrong means for its shard.
 * @returns where it stands then, or the step that ends it; null where nobody can go on
 */
export function afterFailure(
  standing: Standing,
  act: Act,
  failure: Failed,
  now: number,
): { standing: Standing } | { step: Step } | null {
  switch (failure.class) {
    case 'fatal':
      return null;
    case 'bad-request':
      if (act === 'cancel') return { standing: { ...standing, cancelledAt: now } }; // it has ended, by all likelihood
      return { step: { do: 'give-up', end: standing.jobName === null ? 'refused' : 'gone' } };
    case 'rate-limited':
    case 'quota-exhausted': {
      const said = failure.retryAfterMs ?? 0;
      const wait = Math.max(backoff(standing.troubles), Math.min(said > 0 ? said : 0, HOUR));
      return { standing: { ...later(standing, act, now, wait), since: now } };
    }
    case 'transient': {
      const next = later(standing, act, now, backoff(standing.troubles));
      return { standing: act === 'make' ? { ...next, maybeMadeAt: now } : next };
    }
  }
}

/** Before a batch is made or cancelled again, it is looked for or at again. */
const later = (standing: Standing, act: Act, now: number, wait: number): Standing => ({
  ...standing,
  seen: act === 'make' || act === 'cancel' ? null : standing.seen,
  notBefore: now + wait,
  troubles: standing.troubles + 1,
});

const backoff = (troubles: number): number =>
  Math.min(10 * MINUTE, (MINUTE / 4) * 2 ** Math.min(troubles, 10));
