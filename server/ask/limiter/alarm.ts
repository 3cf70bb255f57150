import type { LimiterClock } from './clock.ts';

/**
 * One timer at most.
 * @param ring called when it is time
 * @param broken called when the clock's sleep fails although nobody ended it
 */
export function createAlarm(
  { sleep }: Pick<LimiterClock, 'sleep'>,
  ring: () => void,
  broken: (cause: unknown) => void,
) {
  let current: { at: number; controller: AbortController } | null = null;
  const clear = (): void => {
    current?.controller.abort();
    current = null;
  };
  return {
    clear,
    /** Rings after `ms` at the latest; one that rings sooner stays, since whoever hears it looks again. */
    set(now: number, ms: number): void {
      const at = now + Math.ceil(ms);
      if (current !== null && current.at <= at && current.at > now) return;
      clear();
      const mine = { at, controller: new AbortController() };
      current = mine;
      const over = (then: () => void): void => {
        if (current !== mine) return; // cleared, or another was set since
        current = null;
        then();
      };
      sleep(at - now, mine.controller.signal).then(
        () => over(ring),
        (cause: unknown) => over(() => broken(cause)),
      );
    },
  };
}
