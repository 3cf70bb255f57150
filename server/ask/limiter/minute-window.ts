import type { PerMinute } from './limits.ts';

/** What left within one slot of time. */
export interface Use {
  /** Slots since the epoch. */
  slot: number;
  requests: number;
  tokens: number;
}

/** Slots keep memory and state small whatever the quota: about 250 of them hold a minute. */
const SLOT_MS = 250;
/**
 * A call is counted for a minute and this much more, so that a quota is used to 60 s / 61.75 s = 97 %. A server counts
 * calls as they arrive, not as they leave: if one is up to 1.5 s longer under way than another that leaves a minute
 * later, they still fall into different minutes there.
 */
const MARGIN_MS = 1_500;
const HELD_MS = 60_000 + MARGIN_MS;

/**
 * A sliding minute: no 60 s whatsoever hold more than the limits allow, hence no minute of a server that counts by
 * fixed minutes, by a sliding one, or by a bucket that holds a minute's quota.
 * Times are ms since the epoch, and a clock that was set back only dates older calls to the present.
 */
export function createMinuteWindow(earlier: readonly Use[] = []) {
  const uses = earlier.map((use) => ({ ...use }));
  const total = { requests: 0, tokens: 0 };
  for (const use of uses) add(total, use, 1);

  const tidy = (now: number): void => {
    const ahead = (uses.at(-1)?.slot ?? 0) - slotOf(now);
    if (ahead > 0) for (const use of uses) use.slot -= ahead;
    while (uses[0] !== undefined && leavesAt(uses[0]) <= now) add(total, uses.shift() as Use, -1);
  };

  return {
    /** Counts one call. @returns what to settle later */
    take(now: number, tokens: number): Use {
      tidy(now);
      const last = uses.at(-1);
      const use = last?.slot === slotOf(now) ? last : { slot: slotOf(now), requests: 0, tokens: 0 };
      if (use !== last) uses.push(use);
      add(use, { requests: 1, tokens }, 1);
      add(total, { requests: 1, tokens }, 1);
      return use;
    },
    /** Corrects the tokens of a call; too late is no matter. */
    settle(use: Use, difference: number): void {
      if (!uses.includes(use)) return;
      use.tokens += difference;
      total.tokens += difference;
    },
    /**
     * Ms until one more call of so many tokens fits; 0 where it does now. One that is bigger than a whole minute's
     * tokens fits when no tokens are counted at all.
     */
    waitFor(now: number, tokens: number, limits: PerMinute): number {
      tidy(now);
      const left = { ...total };
      if (fits(left, tokens, limits)) return 0;
      for (const use of uses) {
        add(left, use, -1);
        if (fits(left, tokens, limits)) return leavesAt(use) - now;
      }
      return 0;
    },
    /** What is counted at the moment, oldest first. */
    uses(now: number): Use[] {
      tidy(now);
      return uses.map((use) => ({ ...use }));
    },
  };
}

function add(to: Omit<Use, 'slot'>, { requests, tokens }: Omit<Use, 'slot'>, sign: 1 | -1): void {
  to.requests += sign * requests;
  to.tokens += sign * tokens;
}

const fits = (used: Omit<Use, 'slot'>, tokens: number, limits: PerMinute): boolean =>
  (limits.requestsPerMinute === null || used.requests + 1 <= limits.requestsPerMinute) &&
  (limits.tokensPerMinute === null || used.tokens + tokens <= limits.tokensPerMinute || used.tokens <= 0);

const slotOf = (now: number): number => Math.floor(now / SLOT_MS);
const leavesAt = ({ slot }: Use): number => (slot + 1) * SLOT_MS + HELD_MS;
