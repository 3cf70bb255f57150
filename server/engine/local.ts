import { Piscina } from 'piscina';
import { WinnowError } from '../../shared/error.ts';
import type { Engine, Job, MapOver } from './engine.ts';

/**
 * Worker threads on this machine. At most two batches a worker wait at a time, so memory does not grow
 * with the pool.
 * @param workers how many threads; results do not depend on it
 * @param execArgv flags for the threads, such as a loader
 */
export function localEngine(workers: number, execArgv: readonly string[] = []): Engine {
  const engine: Engine = {
    name: 'local',
    map: (job, batches, onResult) => engine.use(job, (map) => map(batches, onResult)),
    async use<T>(job: Job, act: (map: MapOver) => Promise<T>) {
      const threads = Math.min(workers, job.workers ?? workers);
      const pool = new Piscina({
        filename: job.entry,
        workerData: job.shared,
        minThreads: threads,
        maxThreads: threads,
        execArgv: [...execArgv],
      });
      try {
        const map: MapOver = (batches, onResult) => mapOver(pool, batches, onResult, threads * 3);
        return await Promise.race([act(map), brokenWorker(pool)]);
      } finally {
        await pool.destroy();
      }
    },
  };
  return engine;
}

/** Rejects when a worker dies outside a batch: the module can not be loaded, or memory has run out. */
const brokenWorker = (pool: Piscina): Promise<never> =>
  new Promise((_, reject) => {
    // Every one is heard, since each worker may break off for itself; the first decides.
    pool.on('error', (cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      reject(new WinnowError('failed', `A worker thread broke off (${why}); nothing was stored.`));
    });
  });

async function mapOver<I, O>(
  pool: Piscina,
  batches: Iterable<I> | AsyncIterable<I>,
  onResult: (result: O) => void,
  inFlight: number,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let isOver = false;
  try {
    for await (const batch of batches) {
      const task: Promise<void> = pool.run(batch).then((result: O) => {
        if (!isOver) onResult(result);
        running.delete(task);
      });
      task.catch(() => undefined); // awaited below; this only keeps Node from calling it unhandled meanwhile
      running.add(task);
      if (running.size >= inFlight) await Promise.race(running);
    }
    await Promise.all(running);
  } finally {
    isOver = true;
    await Promise.allSettled(running); // a pool that is destroyed under a running task reports it twice
  }
}
