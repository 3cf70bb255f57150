/** From the first silence to the next look, and the longest time between two. Unit: milliseconds. */
const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/**
 * Whether the server can be reached. A request that nothing answers is only a hint (a page that is left cuts its own
 * off): the server is away once a look at it finds nobody either, and is looked for with growing pauses until it is back.
 * @param look whether anything answers now
 */
export function reachOver(look: () => Promise<boolean>) {
  let isAway = false;
  let isLooking = false;
  let pause = FIRST_MS;
  let next: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const turn = (away: boolean): void => {
    if (away === isAway) return;
    isAway = away;
    for (const listener of listeners) listener();
  };
  const again = async (): Promise<void> => {
    if (isLooking) return;
    clearTimeout(next);
    next = undefined;
    isLooking = true;
    const answers = await look();
    isLooking = false;
    turn(!answers);
    if (answers) pause = FIRST_MS;
    else {
      next = setTimeout(() => void again(), pause);
      pause = Math.min(2 * pause, LONGEST_MS);
    }
  };
  return {
    isAway: () => isAway,
    /** Hears of each change. @returns how to stop */
    listen(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** A request went unanswered. */
    heardNothing: (): void => {
      if (next === undefined) void again();
    },
    /** Looks now rather than at the end of the pause. @returns when it is known */
    lookNow: again,
  };
}

const LOOK_MS = 5000;

/** The server of this page. */
export const server = reachOver(async () => {
  try {
    await fetch('/api/v1/health', { cache: 'no-store', signal: AbortSignal.timeout(LOOK_MS) });
    return true;
  } catch {
    return false;
  }
});
