import { WinnowError } from '../../../shared/error.ts';
import { TAKEN, type WorkerReply } from '../../../shared/schemas/worker.ts';
import { Away, type Link } from './link.ts';
import type { WorkerEffects, WorkerReport } from './report.ts';
import type { Spool } from './spool.ts';

/** What handing over needs, and what it may find out. */
export interface Handing {
  link: Link;
  spool: Spool;
  report: WorkerReport;
  /** Aborted when the last replies have to wait for the next start. */
  hurry: AbortSignal;
  /** Why the server takes nothing of this worker any more. */
  fatal: Error | null;
  stop: AbortController;
  effects: Pick<WorkerEffects, 'sleep' | 'random' | 'note'>;
}

/** Waits between two tries grow up to this: sooner than the server takes a worker for dead. Unit: milliseconds. */
const WAIT_MOST_MS = 5000;

/**
 * Hands a reply over, as often as it takes. It lies in the spool before the first try and until the server has it, or
 * will never take it.
 */
export async function handOverAll(handing: Handing, lease: string, reply: WorkerReply): Promise<void> {
  const { link, spool, report, hurry, effects } = handing;
  const isUnsent = reply.fault?.why === 'unsent';
  if (!isUnsent) keep(handing, lease, reply);
  for (let times = 0; ; times++) {
    try {
      const { state } = await link.handOver(lease, reply);
      spool.remove(lease);
      if (isUnsent) report.returned++;
      else report.handedOver++;
      if (state === 'extra') effects.note(`note: of ${lease}, ${TAKEN.extra}.`);
      return;
    } catch (cause) {
      if (!(cause instanceof Away)) return refused(handing, lease, cause);
      if (hurry.aborted) return; // it lies in the spool
      await effects.sleep(Math.min(WAIT_MOST_MS, 100 * 2 ** times) * (0.5 + effects.random() / 2), hurry);
    }
  }
}

/** A disk that is full costs what a kill would cost, and no more. */
function keep({ spool, effects }: Handing, lease: string, reply: WorkerReply): void {
  try {
    spool.put(lease, reply);
  } catch (cause) {
    effects.note(`note: ${lease} can not be kept in ${spool.dir}: ${(cause as Error).message}`);
  }
}

export const asError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));

/** One that is not theirs stays for the server it belongs to; one that can not be read is put aside. */
function refused(handing: Handing, lease: string, cause: unknown): void {
  const { spool, effects } = handing;
  const code = cause instanceof WinnowError ? cause.code : 'failed';
  if (code === 'not-signed-in' || code === 'forbidden' || code === 'conflict') {
    handing.fatal ??= asError(cause);
    handing.stop.abort();
    return;
  }
  effects.note(`note: ${lease} is not taken (${(cause as Error).message}); its reply stays in ${spool.dir}.`);
  if (code !== 'not-found') spool.refuse(lease);
}
