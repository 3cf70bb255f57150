import { WinnowError } from '../../../shared/error.ts';
import type { Permit } from './permit.ts';

/** Somebody who wants to make a call of about so many tokens. */
export interface Waiter {
  tokens: number;
  grant: (permit: Permit) => void;
  refuse: (cause: unknown) => void;
}

/** First come, first served; whoever's signal is aborted leaves at once, and `left` is called after them. */
export function createQueue(left: () => void) {
  const waiting = new Set<Waiter>(); // a set keeps the order of arrival, and lets anybody leave from the middle
  const watch = createWatch(left);
  return {
    first: (): Waiter | undefined => waiting.values().next().value,
    /** Ends with a permit, or with an error once refused or aborted. */
    enter: (tokens: number, signal: AbortSignal): Promise<Permit> =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(stopped());
        const quit = (): void => {
          waiting.delete(waiter);
          watch.end(signal, waiter);
        };
        const waiter: Waiter = {
          tokens,
          grant(permit) {
            quit();
            resolve(permit);
          },
          refuse(cause) {
            quit();
            reject(cause);
          },
        };
        waiting.add(waiter);
        watch.begin(signal, waiter);
      }),
    refuseAll(cause: unknown): void {
      for (const waiter of waiting) waiter.refuse(cause);
    },
  };
}

/** One listener a signal, however many wait with it: Node warns of a leak from the eleventh on. */
function createWatch(left: () => void) {
  const watched = new Map<AbortSignal, { waiters: Set<Waiter>; leave: () => void }>();
  return {
    begin(signal: AbortSignal, waiter: Waiter): void {
      let entry = watched.get(signal);
      if (entry === undefined) {
        const waiters = new Set<Waiter>();
        const leave = (): void => {
          for (const each of waiters) each.refuse(stopped());
          left();
        };
        entry = { waiters, leave };
        watched.set(signal, entry);
        signal.addEventListener('abort', leave);
      }
      entry.waiters.add(waiter);
    },
    end(signal: AbortSignal, waiter: Waiter): void {
      const entry = watched.get(signal);
      entry?.waiters.delete(waiter);
      if (entry === undefined || entry.waiters.size > 0) return;
      signal.removeEventListener('abort', entry.leave);
      watched.delete(signal);
    },
  };
}

const stopped = (): WinnowError =>
  new WinnowError('stopped', 'Stopped while waiting for its turn; the same command goes on from here.');
