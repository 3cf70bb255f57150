import { setImmediate } from 'node:timers/promises';
import type { Slices } from '../algorithms/slices.ts';

/** Carries work out and lets others have their turn at each pause, such as jobs that wait to be handed out. */
export async function byTurns<T>(work: Slices<T>): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    await setImmediate();
  }
}
