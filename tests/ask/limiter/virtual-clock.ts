import { seededRandom } from '../../../server/algorithms/random.ts';
import type { LimiterClock } from '../../../server/ask/limiter/limiter.ts';

interface Timer {
  at: number;
  nth: number;
  ring: () => void;
}

/** A clock that stands until it is moved: timers ring in their order, and whoever they wake acts before the next. */
export function virtualClock(start: string | number = '2026-11-23T12:00:00Z') {
  let now = typeof start === 'string' ? Date.parse(start) : start;
  let count = 0;
  const timers: Timer[] = []; // a binary heap, earliest first
  const { next: random } = seededRandom(7);
  const after = (ms: number, ring: () => void): Timer => {
    const timer = { at: now + ms, nth: count++, ring };
    push(timers, timer);
    return timer;
  };
  const clock: LimiterClock = {
    now: () => now,
    random,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        pending.add(signal);
        const end = () => {
          pending.delete(signal);
          signal.removeEventListener('abort', end);
          resolve();
        };
        after(ms, end);
        signal.addEventListener('abort', end);
      }),
  };
  /** Signals of sleeps that neither ended nor were aborted. */
  const pending = new Set<AbortSignal>();
  return {
    ...clock,
    /** Sleeps that nobody has ended. */
    sleeping: (): number => pending.size,
    after,
    set: (ms: number): void => {
      now = ms;
    },
    /** Moves on by so many ms, ringing every timer on the way. */
    async advance(ms: number): Promise<void> {
      const end = now + ms;
      await settled();
      for (let timer = timers[0]; timer !== undefined && timer.at <= end; timer = timers[0]) {
        pop(timers);
        now = Math.max(now, timer.at);
        timer.ring();
        await settled();
      }
      now = end;
    },
  };
}

/** Everything that promises still have to do is done. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const before = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.nth < b.nth);

function push(heap: Timer[], timer: Timer): void {
  let at = heap.push(timer) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(heap[at]!, heap[parent]!)) return;
    [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
    at = parent;
  }
}

function pop(heap: Timer[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  heap[0] = last;
  for (let at = 0; ; ) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let least = at;
    if (left < heap.length && before(heap[left]!, heap[least]!)) least = left;
    if (right < heap.length && before(heap[right]!, heap[least]!)) least = right;
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least]!, heap[at]!];
    at = least;
  }
}
