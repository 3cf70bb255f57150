import { directLine } from '../../../server/ask/providers/direct.ts';
import { carrier } from '../../../server/ask/worker/carry.ts';
import type { Leases, WorkerLease, WorkerReply } from '../../../shared/schemas/worker.ts';
import { WORKER_PROTOCOL } from '../../../shared/schemas/worker.ts';
import { WORKER_KEY } from './working.ts';

/** Sends JSON to a server: as the tests of `http` do. */
export type Post = (
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: unknown }>;

let made = 0;

/** A worker that does only what the test does: each of its words by itself. */
export function workerByHand(post: Post, provider: string, headers: Record<string, string> = {}) {
  const session = (++made).toString(16).padStart(20, 'a');
  const who = {
    protocol: WORKER_PROTOCOL,
    version: '1.2.3',
    session,
    name: `hand-${made}`,
    concurrency: 50,
    serves: [{ provider: 'gemini', address: provider }],
  };
  const carry = carrier([{ provider: 'gemini', address: provider, key: WORKER_KEY }], {
    network: directLine,
    clock: () => performance.now(),
    now: () => new Date(),
  });
  return {
    who,
    /** Takes calls; told what it holds. */
    async lease(want: number, held: readonly string[] = [], waitMs = 3000): Promise<WorkerLease[]> {
      const { status, body } = await post('/worker/leases', { ...who, want, held, waitMs }, headers);
      if (status !== 200) throw new Error(JSON.stringify(body));
      return (body as Leases).leases;
    },
    beat: (held: readonly string[]) => post('/worker/heartbeat', { ...who, held }, headers),
    /** Asks the provider, which bills it. */
    call: (lease: WorkerLease): Promise<WorkerReply> => carry(lease, new AbortController().signal),
    handOver: (lease: string, reply: unknown) => post(`/worker/leases/${lease}/reply`, reply, headers),
  };
}
