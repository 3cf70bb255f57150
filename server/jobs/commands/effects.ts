/** How a command ended. */
export interface Ended {
  /** Null where it was killed. */
  exit: number | null;
  /** All that it wrote to standard output. */
  out: string;
  /** The last line that it wrote to standard error. */
  lastLine: string;
}

/**
 * Carries out a command line of ours in a process of its own, so that neither its work nor its writing holds up whoever
 * else uses this server.
 * @returns when it has ended; never rejects
 */
export type CarryOut = (
  args: readonly string[],
  asked: {
    /** In whose name. */
    actor: string;
    /** Asks it to stop. */
    signal: AbortSignal;
    /** Hears each line of its progress. */
    say: (line: string) => void;
  },
) => Promise<Ended>;
