import { setMaxListeners } from 'node:events';
import type { WinnowError } from '../../../shared/error.ts';
import type { LoopEffects } from './effects.ts';

/** Why asking ended before its end. */
export interface Stop {
  why: 'signal' | 'paused' | 'cancelled' | 'budget' | 'quota' | 'fatal' | 'broken';
  error: WinnowError;
}

export interface Stopper {
  /** Ends the asking for everybody; the first word counts. Calls under way may end within the grace. */
  stop(stop: Stop): void;
  stopped(): Stop | null;
  /** Aborted at once: nothing new leaves. */
  dispatch: AbortSignal;
  /** Aborted when the grace is over. */
  calls: AbortSignal;
  /** Everybody has gone home: no grace is needed any more. */
  over(): void;
}

export function createStopper(graceMs: number, sleep: LoopEffects['sleep']): Stopper {
  const dispatch = new AbortController();
  const calls = new AbortController();
  const home = new AbortController();
  setMaxListeners(0, dispatch.signal, calls.signal, home.signal); // one a worker
  let first: Stop | null = null;
  return {
    stop(stop) {
      if (first !== null) return;
      first = stop;
      dispatch.abort();
      const cut = () => calls.abort();
      sleep(graceMs, home.signal).then(cut, cut);
    },
    stopped: () => first,
    dispatch: dispatch.signal,
    calls: calls.signal,
    over: () => home.abort(),
  };
}
