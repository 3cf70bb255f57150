import { WinnowError } from '../../../shared/error.ts';

/** What a provider allows; null where nothing is known of a limit. All at least 1. */
export interface Limits {
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
  /** Of a day that begins at midnight in California. */
  requestsPerDay: number | null;
  /** Calls in flight at most. */
  concurrency: number;
}

export type PerMinute = Pick<Limits, 'requestsPerMinute' | 'tokensPerMinute'>;

/** A limit by the provider's own word. */
export interface Learned {
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
  /** When it was said, ms since the epoch. */
  at: number;
}

/** Somebody may have bought a bigger quota since: a provider's word counts for a day. */
const LEARNED_FOR_MS = 24 * 3_600_000;

/** @throws WinnowError `bad-usage` for a limit that is no number of at least 1 */
export function checkLimits(limits: Limits): void {
  for (const [name, limit] of Object.entries(limits)) {
    if (limit === null || (Number.isFinite(limit) && limit >= 1)) continue;
    throw new WinnowError('bad-usage', `The limit ${name} is ${limit}; it takes a number of at least 1.`);
  }
}

/** The limits that hold now: the lower one of what was set and what was learned. */
export const currentLimits = (limits: Limits, learned: Learned | null, now: number): PerMinute =>
  learned === null || !isFresh(learned, now)
    ? limits
    : {
        requestsPerMinute: lower(limits.requestsPerMinute, learned.requestsPerMinute),
        tokensPerMinute: lower(limits.tokensPerMinute, learned.tokensPerMinute),
      };

/** What is known after a provider named a limit; the newest word on each counts, and nonsense is passed over. */
export function learn(
  known: Learned | null,
  word: { requestsPerMinute?: number; tokensPerMinute?: number },
  now: number,
): Learned | null {
  const before = known !== null && isFresh(known, now) ? known : null;
  const requestsPerMinute = limitOf(word.requestsPerMinute);
  const tokensPerMinute = limitOf(word.tokensPerMinute);
  if (requestsPerMinute === null && tokensPerMinute === null) return before;
  return {
    requestsPerMinute: requestsPerMinute ?? before?.requestsPerMinute ?? null,
    tokensPerMinute: tokensPerMinute ?? before?.tokensPerMinute ?? null,
    at: now,
  };
}

const isFresh = ({ at }: Learned, now: number): boolean => Math.abs(now - at) < LEARNED_FOR_MS;
const limitOf = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && value >= 1 ? Math.floor(value) : null;
const lower = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
