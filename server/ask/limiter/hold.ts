import { WinnowError } from '../../../shared/error.ts';
import type { Failed } from '../provider.ts';
import { pacificDay } from './pacific-day.ts';

/** Why nobody may call for the time being, and until when (ms since the epoch). */
export interface Hold {
  pausedUntil: number | null;
  /** Too long to wait for: whoever wants to call is turned away. */
  closed: { until: number; why: 'day' | 'spend' | 'delay' } | null;
  /** Refusals in a row, a burst counting once. */
  refusals: number;
  /** The same of those for money. */
  spendRefusals: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const LONGEST_PAUSE = 60 * MINUTE;
/** Whatever a provider says, it is asked again after a day. */
const LONGEST_CLOSED = 24 * 60 * MINUTE;
/** Pauses of 2, 4, 8 and 16 minutes outlast a spending limit over ten minutes; what is refused then is a cap. */
const SPEND_PAUSES = 4;

export const noHold = (): Hold => ({ pausedUntil: null, closed: null, refusals: 0, spendRefusals: 0 });

/** Whether a failure says that there are too many calls, and not only that this one failed. */
export const isRefusal = (failure: Failed): boolean =>
  failure.class === 'rate-limited' ||
  failure.class === 'quota-exhausted' ||
  (failure.class === 'transient' && failure.overloaded);

/**
 * The hold after a refusal.
 * @param counts whether it is the first of its burst; the others only lengthen a pause that they name themselves
 * @param random in [0, 1), for the jitter
 */
export function holdAfter(hold: Hold, failure: Failed, counts: boolean, now: number, random: number): Hold {
  if (failure.class === 'quota-exhausted' && failure.quota === 'day') return close(hold, 'day', now, 0);
  const spend = failure.class === 'quota-exhausted';
  const next = {
    ...hold,
    refusals: hold.refusals + (counts ? 1 : 0),
    spendRefusals: hold.spendRefusals + (counts && spend ? 1 : 0),
  };
  const said = saidDelay(failure);
  if (said !== null && said > LONGEST_PAUSE) return close(next, spend ? 'spend' : 'delay', now, said);
  if (spend && next.spendRefusals > SPEND_PAUSES) return close(next, 'spend', now, 10 * MINUTE);
  if (said === null && !counts) return next;
  const delay = Math.max(said ?? 0, counts ? ownDelay(failure, next, said !== null) : 0);
  const jitter = Math.min(1, Math.max(0, random)) * Math.max(SECOND / 4, delay / 5);
  const until = now + Math.min(delay + jitter, LONGEST_PAUSE);
  return { ...next, pausedUntil: Math.max(until, hold.pausedUntil ?? 0) };
}

/** The hold after a success of a call that left after the last refusal. */
export const holdAfterSuccess = (hold: Hold): Hold => ({ ...hold, refusals: 0, spendRefusals: 0 });

/** The day's own quota of requests is used up. */
export const closedForToday = (hold: Hold, now: number): Hold => close(hold, 'day', now, 0);

/** Ms that nobody may call for. A pause longer than there are stems from a clock that was set back. */
export const pauseLeft = ({ pausedUntil }: Hold, now: number): number =>
  pausedUntil === null || pausedUntil > now + LONGEST_PAUSE ? 0 : Math.max(0, pausedUntil - now);

/** @returns the error for those who want to call, null where it is open */
export function closedError({ closed }: Hold, now: number): WinnowError | null {
  if (closed === null || closed.until <= now || closed.until > now + LONGEST_CLOSED + 60 * MINUTE)
    return null;
  const opensAt = new Date(closed.until).toISOString();
  const message = `${WHY[closed.why]}; it opens again at ${opensAt}. The same command goes on from here then.`;
  return new WinnowError('stopped', message, { why: closed.why, opensAt });
}

const WHY = {
  day: "The day's quota of requests is used up (it is counted from midnight in California)",
  spend: "The provider's spending limit is used up",
  delay: 'The provider asks to wait for more than an hour',
};

function close(hold: Hold, why: 'day' | 'spend' | 'delay', now: number, delay: number): Hold {
  const until = why === 'day' ? pacificDay(now).endsAt : now + Math.min(delay, LONGEST_CLOSED);
  return { ...hold, closed: { until, why } };
}

/** The delay that the provider names, in ms; null where it names none or nonsense. */
function saidDelay(failure: Failed): number | null {
  if (failure.class !== 'rate-limited' && failure.class !== 'quota-exhausted') return null;
  const said = failure.retryAfterMs;
  return said === null || Number.isNaN(said) || said < 0 ? null : said;
}

/** Backoff where the provider names no delay, or where what it named did not help. */
function ownDelay(failure: Failed, { refusals, spendRefusals }: Hold, said: boolean): number {
  if (failure.class === 'quota-exhausted')
    return said ? MINUTE : backoff(2 * MINUTE, spendRefusals, 16 * MINUTE);
  if (said) return refusals > 1 ? backoff(SECOND, refusals - 1, MINUTE) : 0;
  const limited = failure.class === 'rate-limited' || failure.status === 429;
  return limited ? backoff(5 * SECOND, refusals, 5 * MINUTE) : backoff(SECOND, refusals, MINUTE);
}

const backoff = (first: number, nth: number, most: number): number =>
  Math.min(most, first * 2 ** Math.min(nth - 1, 20));
