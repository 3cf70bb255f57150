import type { Failed } from '../provider.ts';
import { createBooks } from './books.ts';
import type { LimiterClock } from './clock.ts';
import { closedError, holdAfter, holdAfterSuccess, isRefusal, pauseLeft } from './hold.ts';
import type { Limits } from './limits.ts';
import type { Permit } from './permit.ts';
import { createPermits } from './permits.ts';
import type { LimiterState } from './state.ts';

/** No call of any model is bigger; keeps sums exact. */
const MOST_TOKENS = 1e9;

/** A whole number of tokens, null where nobody knows or what is said is nonsense. */
export const boundedTokens = (tokens: number | null): number | null =>
  tokens !== null && tokens >= 0 ? Math.ceil(Math.min(tokens, MOST_TOKENS)) : null;

/** What decides whether a call may go, and learns from how calls end. */
export function createGate(limits: Limits, clock: LimiterClock, earlier: LimiterState) {
  const books = createBooks(limits, earlier);
  const permits = createPermits(limits.concurrency);
  let { hold } = earlier;

  return {
    /** @returns the error for whoever wants to call, null where it is open */
    closed: (now: number) => closedError(hold, now) ?? books.usedUp(now),
    /** Ms until a call may go; null where that hangs on those in flight. */
    waitFor: (now: number, tokens: number): number | null =>
      permits.free() ? Math.max(pauseLeft(hold, now), books.waitFor(now, tokens)) : null,
    /** @param ended called when the permit is given back */
    issue(now: number, tokens: number, ended: () => void): Permit {
      const entry = books.take(now, tokens);
      const round = permits.take();
      let open = true;
      const end = (act: (then: number) => void): void => {
        if (!open) return;
        open = false;
        permits.giveBack();
        act(clock.now());
        ended();
      };
      const settle = (then: number, used: number | null): void => {
        if (permits.succeeded(round)) hold = holdAfterSuccess(hold);
        const tokens = boundedTokens(used);
        if (tokens !== null) entry.settle(then, tokens);
      };
      const fail = (then: number, failure: Failed): void => {
        if (!isRefusal(failure)) return;
        hold = holdAfter(hold, failure, permits.refused(round), then, clock.random());
        if (failure.class !== 'transient') entry.refused(then);
        if (failure.class === 'rate-limited' && failure.learned !== null) books.learn(failure.learned, then);
      };
      return {
        settle: (used) => end((then) => settle(then, used)),
        fail: (failure) => end((then) => fail(then, failure)),
      };
    },
    state: (now: number): LimiterState => ({ ...books.state(now), hold }),
    look(now: number) {
      const paused = pauseLeft(hold, now);
      return { ...permits.look(), pausedUntil: paused > 0 ? now + paused : null };
    },
  };
}
