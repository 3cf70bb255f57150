import { createAlarm } from './alarm.ts';
import type { LimiterClock } from './clock.ts';
import { boundedTokens, createGate } from './gate.ts';
import { checkLimits, type Limits } from './limits.ts';
import type { Permit } from './permit.ts';
import { createQueue } from './queue.ts';
import { type LimiterState, soundState } from './state.ts';

export type { LimiterClock } from './clock.ts';
export type { Limits } from './limits.ts';
export type { Permit } from './permit.ts';
export type { LimiterState } from './state.ts';

export interface Limiter {
  /**
   * Waits until a call of about so many tokens may go, first come, first served.
   * @throws WinnowError `stopped` when the day's quota or spending limit is used up, or when the signal is aborted
   */
  acquire(tokens: number, signal: AbortSignal): Promise<Permit>;
  /** To be kept, and handed to the limiter of the next process. */
  state(): LimiterState;
  look(): { permits: number; inFlight: number; pausedUntil: number | null };
}

/**
 * The one gate to a provider's model, for all workers: requests and tokens of the minute, requests of the day, calls
 * in flight, and pauses that the provider asks for. A call's tokens are reserved by estimate and settled by what was
 * used. No call overtakes another, so that a big one waits for its room and is not starved.
 * @param state of the limiter of an earlier process, so that a restart sends no second full minute
 * @throws WinnowError `bad-usage` for a limit that is no number of at least 1
 */
export function createLimiter(
  limits: Limits,
  clock: LimiterClock,
  state: LimiterState | null = null,
): Limiter {
  checkLimits(limits);
  const gate = createGate(limits, clock, soundState(state));

  /** Lets go whoever may go, and wakes again when the next one may. */
  const pump = (): void => {
    for (let next = queue.first(); next !== undefined; next = queue.first()) {
      const now = clock.now();
      const closed = gate.closed(now);
      if (closed !== null) {
        queue.refuseAll(closed);
        break;
      }
      const wait = gate.waitFor(now, next.tokens);
      if (wait === null) break; // until a permit is given back
      if (wait > 0) {
        alarm.set(now, wait);
        return;
      }
      next.grant(gate.issue(now, next.tokens, pump));
    }
    alarm.clear();
  };
  const queue = createQueue(pump);
  const alarm = createAlarm(clock, pump, (cause) => queue.refuseAll(cause));

  return {
    acquire(tokens, signal) {
      const permit = queue.enter(boundedTokens(tokens) ?? 0, signal);
      pump();
      return permit;
    },
    state: () => gate.state(clock.now()),
    look: () => gate.look(clock.now()),
  };
}
