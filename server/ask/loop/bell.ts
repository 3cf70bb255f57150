/** Wakes all who wait for something to change. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, or when the signal is aborted. */
  wait(signal?: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let waiting: (() => void)[] = [];
  return {
    ring() {
      const all = waiting;
      waiting = [];
      for (const go of all) go();
    },
    wait: (signal) =>
      new Promise((resolve) => {
        const go = () => {
          signal?.removeEventListener('abort', go);
          resolve();
        };
        waiting.push(go);
        signal?.addEventListener('abort', go);
      }),
  };
}
