import { WinnowError } from '../../../shared/error.ts';
import type { Failed } from '../provider.ts';

export interface Limits {
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
  requestsPerDay: number | null;
  concurrency: number;
}
export interface LimiterClock {
  now: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  random: () => number;
}
export interface LimiterState {
  requests: number;
}
export interface Permit {
  settle(tokens: number | null): void;
  fail(failure: Failed): void;
}
export interface Limiter {
  acquire(tokens: number, signal: AbortSignal): Promise<Permit>;
  state(): LimiterState;
  look(): { permits: number; inFlight: number; pausedUntil: number | null };
}
export function createLimiter(
  limits: Limits,
  _clock: LimiterClock,
  state: LimiterState | null = null,
): Limiter {
  let requests = state?.requests ?? 0;
  let inFlight = 0;
  return {
    acquire: async (_tokens, signal) => {
      if (signal.aborted) throw new WinnowError('stopped', 'stopped');
      requests++;
      inFlight++;
      const end = () => void inFlight--;
      return { settle: end, fail: end };
    },
    state: () => ({ requests }),
    look: () => ({ permits: limits.concurrency, inFlight, pausedUntil: null }),
  };
}
