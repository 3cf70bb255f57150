import type { Workspace } from '../../db/workspace.ts';
import { isBusyError } from '../../db/workspace.ts';

/** How long acts wait for company. Unit: milliseconds; under 20, so that no call waits long for its row. */
const GROUP_MS = 8;
/** So many acts wait for no more company. */
const GROUP_MOST = 256;
/** Somebody else's long transaction is waited for: replies that were paid for must find their place. */
const BUSY_AGAIN_MS = 500;
const BUSY_MOST_MS = 15 * 60_000;

/** Acts that share transactions. */
export interface Group {
  /**
   * Carries out `act` in the next shared transaction.
   * @returns what it returned, once that is durable. Where it throws, it alone is undone.
   */
  add<T>(act: () => T): Promise<T>;
}

interface Waiting {
  act: () => unknown;
  resolve: (value: unknown) => void;
  reject: (cause: unknown) => void;
}

/**
 * Commits in groups: acts that come within a few milliseconds share one transaction, and so one wait for the disk.
 * @param seal called at the end of each transaction, inside it
 */
export function createGroup(workspace: Workspace, who: string, seal: () => void): Group {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;
  let busySince: number | null = null; // by performance.now()

  const later = (ms: number): void => {
    timer ??= setTimeout(commit, ms);
  };
  const commit = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const group = waiting;
    waiting = [];
    try {
      const results = workspace.write(who, () => {
        const ends = group.map(({ act }) => attempt(workspace, act));
        seal();
        return ends;
      });
      busySince = null;
      group.forEach(({ resolve, reject }, i) => {
        const end = results[i];
        if (end !== undefined && 'value' in end) resolve(end.value);
        else reject(end?.cause);
      });
    } catch (cause) {
      if (isBusyError(cause)) busySince ??= performance.now();
      if (isBusyError(cause) && performance.now() - (busySince ?? 0) < BUSY_MOST_MS) {
        waiting = [...group, ...waiting];
        later(BUSY_AGAIN_MS);
      } else for (const { reject } of group) reject(cause);
    }
  };

  return {
    add: <T>(act: () => T) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ act, resolve: resolve as (value: unknown) => void, reject });
        if (waiting.length >= GROUP_MOST && busySince === null) commit();
        else later(GROUP_MS);
      }),
  };
}

type End = { value: unknown } | { cause: unknown };

/** An act that fails is undone by itself; one that took the whole transaction with it (a full disk) fails them all. */
function attempt(workspace: Workspace, act: () => unknown): End {
  try {
    return { value: workspace.part(act) };
  } catch (cause) {
    if (!workspace.db.inTransaction) throw cause;
    return { cause };
  }
}
