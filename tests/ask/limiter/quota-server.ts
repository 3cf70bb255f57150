/** What a server allows in a minute. */
export interface Quota {
  requests: number;
  tokens: number;
}

/** Whether a call that arrives now is taken; one that is not is not counted either. */
export type Gate = (now: number, tokens: number) => boolean;

/** Counts by the minute of the clock. */
export function fixedWindow({ requests, tokens }: Quota): Gate {
  let minute = -1;
  let used = { requests: 0, tokens: 0 };
  return (now, size) => {
    if (Math.floor(now / 60_000) !== minute) {
      minute = Math.floor(now / 60_000);
      used = { requests: 0, tokens: 0 };
    }
    if (used.requests + 1 > requests || used.tokens + size > tokens) return false;
    used = { requests: used.requests + 1, tokens: used.tokens + size };
    return true;
  };
}

/** Counts the last 60 s, to the millisecond. */
export function slidingWindow({ requests, tokens }: Quota): Gate {
  const taken: { at: number; size: number }[] = [];
  let sum = 0;
  return (now, size) => {
    while (taken[0] !== undefined && taken[0].at <= now - 60_000) sum -= taken.shift()!.size;
    if (taken.length + 1 > requests || sum + size > tokens) return false;
    taken.push({ at: now, size });
    sum += size;
    return true;
  };
}

/** A bucket that holds so many seconds' quota and fills evenly. */
export const tokenBucket =
  (seconds: number) =>
  ({ requests, tokens }: Quota): Gate => {
    const most = { requests: Math.max(1, (requests * seconds) / 60), tokens: (tokens * seconds) / 60 };
    const level = { ...most };
    let last: number | null = null;
    return (now, size) => {
      const passed = (now - (last ?? now)) / 60_000;
      last = now;
      level.requests = Math.min(most.requests, level.requests + passed * requests);
      level.tokens = Math.min(most.tokens, level.tokens + passed * tokens);
      if (level.requests < 1 || level.tokens < size) return false;
      level.requests -= 1;
      level.tokens -= size;
      return true;
    };
  };
