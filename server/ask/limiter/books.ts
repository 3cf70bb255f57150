import type { WinnowError } from '../../../shared/error.ts';
import { closedError, closedForToday, noHold } from './hold.ts';
import { currentLimits, type Limits, learn } from './limits.ts';
import { createMinuteWindow } from './minute-window.ts';
import { createPace } from './pace.ts';
import { type PacificDay, pacificDay } from './pacific-day.ts';
import type { LimiterState } from './state.ts';
import { createTokenBias } from './token-bias.ts';

const DAY_MS = 25 * 3_600_000; // the longest there is

/** A day that is further ahead than this was never reached: the clock was wrong then. Unit: milliseconds. */
const AHEAD_MOST_MS = 48 * 3_600_000;

/** Whether a day lies before the one that is counted, by so little that the count is a true one. Days as `2026-11-23`. */
const isShortlyBefore = (date: string, counted: string): boolean => {
  const ahead = Date.parse(counted) - Date.parse(date);
  return ahead > 0 && ahead <= AHEAD_MOST_MS;
};

/** What was used of the quotas: of the minute, of the day, and how the minute's use is spread. */
export function createBooks(limits: Limits, earlier: LimiterState) {
  const window = createMinuteWindow(earlier.uses);
  const pace = createPace();
  const bias = createTokenBias(earlier.bias);
  let learned = earlier.learned;
  let day: PacificDay = { date: earlier.day.date, endsAt: 0 };
  let today = earlier.day.requests;

  const turnDay = (now: number): void => {
    if (now < day.endsAt && now >= day.endsAt - DAY_MS) return;
    const next = pacificDay(now);
    if (isShortlyBefore(next.date, day.date)) return; // the clock was set back: what left that day still counts
    if (next.date !== day.date) today = 0;
    day = next;
  };
  const current = (now: number) => currentLimits(limits, learned, now);

  return {
    /** @returns the error for those who want to call once the day's own quota is used up, else null */
    usedUp(now: number): WinnowError | null {
      if (limits.requestsPerDay === null) return null;
      turnDay(now);
      return today < limits.requestsPerDay ? null : closedError(closedForToday(noHold(), now), now);
    },
    /** Ms until a call of about so many tokens fits. */
    waitFor: (now: number, estimate: number): number =>
      Math.max(pace.waitFor(now), window.waitFor(now, bias.corrected(estimate), current(now))),
    /** Counts a call that goes now. */
    take(now: number, estimate: number) {
      turnDay(now);
      today++;
      const reserved = bias.corrected(estimate);
      const use = window.take(now, reserved);
      pace.take(now, reserved, current(now));
      const correct = (then: number, used: number): void => {
        window.settle(use, used - reserved);
        pace.settle(then, used - reserved, current(then));
      };
      return {
        settle(then: number, used: number): void {
          correct(then, used);
          if (used > 0) bias.learn(estimate, used); // a call of no tokens never was one
        },
        /** A request that was refused may count at the provider, its tokens do not. */
        refused: (then: number): void => correct(then, 0),
      };
    },
    learn(word: { requestsPerMinute?: number; tokensPerMinute?: number }, now: number): void {
      learned = learn(learned, word, now);
    },
    state(now: number): Omit<LimiterState, 'hold'> {
      turnDay(now);
      return {
        uses: window.uses(now),
        day: { date: day.date, requests: today },
        learned,
        bias: bias.state(),
      };
    },
  };
}
