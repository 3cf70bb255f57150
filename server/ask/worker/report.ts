import { WinnowError } from '../../../shared/error.ts';

/** What a worker needs of the world. */
export interface WorkerEffects {
  now: () => number;
  /** Ends after so many milliseconds, or at once when the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1): jitter. */
  random: () => number;
  signal: AbortSignal;
  note: (text: string) => void;
  progress: (at: { handedOver: number; underWay: number }) => void;
}

/** What a worker has done. */
export interface WorkerReport {
  /** Calls that it was given. */
  leases: number;
  /** Replies that the server has. */
  handedOver: number;
  /** Calls that it gave back unmade. */
  returned: number;
  /** Replies that still lie in its folder. */
  spooled: number;
  /** Collections that were left when it ended; null where it heard of none. */
  left: number | null;
}

/** What ends a worker that was to do all that was left, and could not. */
export const stoppedError = (report: WorkerReport): WinnowError =>
  new WinnowError(
    'stopped',
    'Stopped before everything was done; the same command goes on from here.',
    report,
  );
