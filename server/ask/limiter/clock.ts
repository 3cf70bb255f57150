/** Time and chance, handed in. */
export interface LimiterClock {
  /** Ms since the epoch. */
  now: () => number;
  /** Ends after so many ms, or at once when the signal is aborted, whether by return or by error. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1): jitter of pauses. */
  random: () => number;
}
