import type { WorkerReply } from '../../../shared/schemas/worker.ts';

/** A pause that a worker makes where its provider can not be reached: somebody else may have better luck. */
export interface Rest {
  /** Milliseconds since the epoch. */
  until: number;
  ms: number;
  why: string | null;
}

const FIRST_MS = 1000;
const MOST_MS = 60_000;

/** Goes by how a call ended: the pause doubles with each that could not leave, and is over with the first that could. */
export function restAfter(
  rest: Rest,
  { fault }: WorkerReply,
  { now, note }: { now: () => number; note: (text: string) => void },
): void {
  if (fault?.why !== 'unsent') {
    if (rest.why !== null) note('The provider is reached again.');
    Object.assign(rest, { until: 0, ms: 0, why: null });
    return;
  }
  if (now() < rest.until) return; // of the same time as one that has counted
  if (rest.why === null) note(`The provider can not be reached (${fault.message}); calls are given back.`);
  rest.ms = Math.min(MOST_MS, Math.max(FIRST_MS, rest.ms * 2));
  rest.until = now() + rest.ms;
  rest.why = fault.message.slice(0, 300);
}
