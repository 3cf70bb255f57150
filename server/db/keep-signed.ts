import type { SigningKey } from '../ledger/keys.ts';
import { signHead } from './log-head.ts';
import { WAIT_MS } from './open.ts';
import { isBusyError, type Workspace } from './workspace.ts';

/** No head of a log that grows stays unsigned for longer. Unit: milliseconds. */
export const SIGN_EVERY_MS = 5 * 60_000;
/** How long the last signature of a process waits for another writer. Unit: milliseconds. */
const LAST_WAIT_MS = 2000;

/** Signs the head of a log from time to time. */
export interface Keeper {
  /** Signs what this process has appended, and stops. @returns what went wrong, in one line; null where nothing did */
  stop(): string | null;
}

/**
 * Has the head of the log signed every five minutes while there is something new, and once more at the end of a
 * process that appended something. Nobody is held up: where another writes, the next time will do.
 * @param key opened when it is needed first
 * @param told hears in one line what went wrong in between
 */
export function keepSigned(workspace: Workspace, key: () => SigningKey, told: (why: string) => void): Keeper {
  const { db, events, checkpoints } = workspace;
  const isDirty = () => events.count() > (checkpoints.latest()?.size ?? 0);
  const sign = (waitMs: number): string | null => {
    db.pragma(`busy_timeout = ${waitMs}`);
    try {
      if (isDirty()) signHead(workspace, key());
      return null;
    } catch (cause) {
      if (isBusyError(cause)) return null;
      return cause instanceof Error ? cause.message : String(cause);
    } finally {
      db.pragma(`busy_timeout = ${WAIT_MS}`);
    }
  };
  const timer = setInterval(() => {
    const why = db.inTransaction ? null : sign(0);
    if (why !== null) told(why);
  }, SIGN_EVERY_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      return events.hasAppended() && !db.inTransaction ? sign(LAST_WAIT_MS) : null;
    },
  };
}
