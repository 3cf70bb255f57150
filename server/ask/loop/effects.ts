/** What asking needs of the world. */
export interface LoopEffects {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Ends after so many milliseconds, or at once when the signal is aborted, by return or by error. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1): jitter. */
  random: () => number;
}
