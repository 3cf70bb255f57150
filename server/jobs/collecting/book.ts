import { asksModel } from '../../../shared/asks-model.ts';
import { WinnowError } from '../../../shared/error.ts';
import type { JobItem } from '../../../shared/schemas/job.ts';
import type { Collection } from '../../db/collections.ts';
import { orderOf } from '../../db/orders.ts';
import type { Workspace } from '../../db/workspace.ts';
import { jobOf, type Known } from './job.ts';

/** A job that is under way in this process. */
export interface Running extends Known {
  abort: AbortController;
  /** Whether its collection is there and its first calls may have left. */
  hasBegun: boolean;
  /** Resolves when nothing of it uses the workspace any more. */
  over: Promise<unknown>;
}

export type JobBook = ReturnType<typeof jobBook>;

/** Which jobs are under way in this process, how those ended that were, and who listens. */
export function jobBook(workspace: Workspace) {
  const known = new Map<string, Known>();
  const running = new Map<string, Running>();
  const listeners = new Set<(jobId: string) => void>();
  let isClosed = false;
  const itemOf = (collection: Collection): JobItem =>
    jobOf(workspace, collection, running.get(collection.id) ?? known.get(collection.id) ?? null);
  const tell = (id: string): void => {
    for (const listener of listeners) listener(id);
  };
  return {
    itemOf,
    tell,
    /** @throws WinnowError `not-found` */
    find(id: string): Collection {
      const found = workspace.collections.byId(id);
      if (found !== undefined && asksModel(found)) return found;
      throw new WinnowError('not-found', `There is no job ${id.slice(0, 80)}; GET /api/v1/jobs lists them.`);
    },
    /** @throws WinnowError `conflict` where it is under way already, `stopped` where the server is being stopped */
    enter(id: string): Running {
      if (isClosed) throw new WinnowError('stopped', 'The server is being stopped, so nothing was begun.');
      if (running.has(id))
        throw new WinnowError(
          'conflict',
          `The collection ${id} is under way already; pause it to order otherwise.`,
        );
      const entered: Running = {
        state: 'running',
        progress: null,
        message: null,
        abort: new AbortController(),
        hasBegun: false,
        over: Promise.resolve(),
      };
      running.set(id, entered);
      return entered;
    },
    /** @param how null for what was refused before it began */
    end(id: string, how: Known | null): void {
      running.delete(id);
      if (how !== null) known.set(id, how);
      tell(id);
    },
    /** Collections whose calls are made by workers and that are not done. */
    leftToWorkers: (): number =>
      workspace.collections.all().filter((collection) => {
        if (!asksModel(collection) || collection.state !== 'open') return false;
        const stored = orderOf(workspace, collection.id);
        const isOpen = stored?.order.byWorkers === true && stored.endedAt === null;
        return isOpen && known.get(collection.id)?.state !== 'failed';
      }).length,
    /** What is not done, and what this process has done, newest first. */
    all: (): JobItem[] =>
      workspace.collections
        .all()
        .filter(asksModel)
        .map(itemOf)
        .filter(({ state, jobId }) => state !== 'done' || known.has(jobId))
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0)),
    /** @returns how to stop listening */
    listen(listener: (jobId: string) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Stops all work, lets calls under way end, and resolves when nothing uses the workspace any more. */
    async close(): Promise<void> {
      isClosed = true;
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map(({ over }) => over));
    },
  };
}
