import type { PerMinute } from './limits.ts';

/** What may leave at once after a quiet moment: also what a late timer loses nothing by. */
const BURST_MS = 500;
/** No call is paced further apart than that; the minute window sees to the rest. */
const LONGEST_MS = 60_000;

/**
 * Spreads a minute's quota over the minute, for servers whose bucket holds less than a minute.
 * Source: the generic cell rate algorithm (ITU-T I.371, annex A), virtual scheduling: each call moves the moment at
 * which the next one is due by what it uses of the quota, and one may go when that moment is near.
 */
export function createPace() {
  const due = { requests: 0, tokens: 0 };
  const move = (which: 'requests' | 'tokens', now: number, by: number): void => {
    due[which] = Math.min(due[which] + by, now + LONGEST_MS);
  };
  return {
    /** Ms until the next call is near enough to its turn. */
    waitFor: (now: number): number =>
      Math.max(
        0,
        // A due moment further off than it can be was set by a clock that has been put back since.
        ...[due.requests, due.tokens].map((at) => (at > now + LONGEST_MS ? 0 : at - BURST_MS - now)),
      ),
    take(now: number, tokens: number, limits: PerMinute): void {
      due.requests = nowOr(due.requests, now);
      due.tokens = nowOr(due.tokens, now);
      if (limits.requestsPerMinute !== null) move('requests', now, 60_000 / limits.requestsPerMinute);
      if (limits.tokensPerMinute !== null) move('tokens', now, (tokens * 60_000) / limits.tokensPerMinute);
    },
    /** Corrects the tokens of an earlier call. */
    settle(now: number, difference: number, { tokensPerMinute }: PerMinute): void {
      if (tokensPerMinute !== null) move('tokens', now, (difference * 60_000) / tokensPerMinute);
    },
  };
}

const nowOr = (due: number, now: number): number => (due > now && due <= now + LONGEST_MS ? due : now);
