import { onTestFinished } from 'vitest';
import { directLine } from '../../../server/ask/providers/direct.ts';
import { patientFetch } from '../../../server/ask/providers/network.ts';
import { type Carry, carrier, type Served } from '../../../server/ask/worker/carry.ts';
import { linkTo } from '../../../server/ask/worker/link.ts';
import type { WorkerReport } from '../../../server/ask/worker/report.ts';
import { openSpool, type Spool } from '../../../server/ask/worker/spool.ts';
import { work } from '../../../server/ask/worker/work.ts';
import { WORKER_PROTOCOL } from '../../../shared/schemas/worker.ts';
import { temporaryFolder } from '../../helpers/workspace.ts';
import { FAKE_KEY } from '../collecting.ts';
import { realSleep } from '../scripted.ts';

/** Another key than the server's, so that it can be told whose was used. */
export const WORKER_KEY = FAKE_KEY;

export interface WorkerOptions {
  token?: string;
  name?: string;
  concurrency?: number;
  once?: boolean;
  graceMs?: number;
  dir?: string;
  served?: Served[];
  /** In the place of the network. */
  carry?: (real: Carry) => Carry;
  spool?: (real: Spool) => Spool;
}

let made = 0;

/** A worker in this process, stopped when the test is over. */
export function startWorker(server: string, provider: string, o: WorkerOptions = {}) {
  const stop = new AbortController();
  const notes: string[] = [];
  const served = o.served ?? [{ provider: 'gemini' as const, address: provider, key: WORKER_KEY }];
  const real = carrier(served, {
    network: directLine,
    clock: () => performance.now(),
    now: () => new Date(),
  });
  const spool = openSpool(o.dir ?? temporaryFolder(), `${++made}`);
  const session = String(made).padStart(16, '0');
  const done: Promise<WorkerReport> = work(
    {
      link: linkTo(server, o.token ?? null, patientFetch),
      carry: o.carry?.(real) ?? real,
      spool: o.spool?.(spool) ?? spool,
      who: {
        protocol: WORKER_PROTOCOL,
        version: '1.2.3',
        session,
        name: o.name ?? `worker-${made}`,
        concurrency: o.concurrency ?? 4,
        serves: served.map(({ provider: one, address }) => ({ provider: one, address })),
      },
      once: o.once ?? false,
      graceMs: o.graceMs ?? 200,
    },
    {
      now: () => Date.now(),
      sleep: realSleep,
      random: Math.random,
      signal: stop.signal,
      note: (text) => void notes.push(text),
      progress: () => undefined,
    },
  );
  done.catch(() => undefined);
  const end = async (): Promise<WorkerReport> => {
    stop.abort();
    return done;
  };
  onTestFinished(() => void end().catch(() => undefined));
  return { done, end, notes, spool, session };
}
