import { WinnowError } from '../../../shared/error.ts';
import type { CollectOrder, ResumeOrder } from '../../../shared/schemas/collect-order.ts';
import type { CollectPlan } from '../../../shared/schemas/collect-plan.ts';
import type { JobItem } from '../../../shared/schemas/job.ts';
import type { Board } from '../../ask/leasing/board.ts';
import { setCollectionState } from '../../ask/model/control.ts';
import type { ModelOptions } from '../../ask/model/opened.ts';
import { orderOf } from '../../db/orders.ts';
import type { Workspace } from '../../db/workspace.ts';
import { jobBook } from './book.ts';
import type { CollectingEffects } from './effects.ts';
import { countLate } from './late.ts';
import { optionsFrom, optionsOfStored } from './order.ts';
import { planCollecting } from './plan.ts';
import { type Seen, startCollecting } from './start.ts';

export type CollectingJobs = ReturnType<typeof collectingJobs>;

/**
 * Collections that this process works on, a job each: the job of a collection bears its id. What is ordered is stored
 * with the collection, so that another process, or this one after a restart, can take it up where it stands.
 * @param effects made when a model is first to be asked: the SDKs take a while to load
 * @param board where workers take calls, for collections by workers
 */
export function collectingJobs(
  workspace: Workspace,
  effects: () => Promise<CollectingEffects>,
  board: Board,
) {
  const book = jobBook(workspace);
  board.whenIdle((id) => void countLate(workspace, id, effects));
  const start = async (options: ModelOptions, seen: Seen): Promise<JobItem> =>
    book.itemOf(book.find(await startCollecting(workspace, book, options, seen, await effects(), board)));
  return {
    plan: async (order: CollectOrder, asked: Parameters<typeof planCollecting>[3]): Promise<CollectPlan> =>
      planCollecting(workspace, order, await effects(), asked),
    /** @throws WinnowError as `startCollecting` */
    start: async (
      { planId, ...order }: CollectOrder & { planId?: string },
      actor: string,
    ): Promise<JobItem> => start(optionsFrom(workspace, (await effects()).data, order, actor), { planId }),
    /** Takes a collection up again by its last order. @throws WinnowError `not-found`, `conflict`, as `start` */
    async resume(id: string, actor: string, { budgetUsd, byWorkers }: ResumeOrder): Promise<JobItem> {
      const collection = book.find(id);
      const stored = orderOf(workspace, id);
      if (stored === undefined)
        throw new WinnowError(
          'conflict',
          `${id} is taken up by its command: winnow ${collection.purpose} collect.`,
        );
      const order = {
        ...stored.order,
        ...(budgetUsd === undefined ? {} : { budgetUsd: budgetUsd ?? undefined }),
        ...(byWorkers === undefined ? {} : { byWorkers: byWorkers || undefined }),
      };
      const { data } = await effects();
      return start(optionsOfStored(workspace, data, collection, order, actor), { collection: id });
    },
    /** Holds it up, in whichever process it is under way. @throws WinnowError `not-found`, `conflict` */
    hold(id: string, state: 'paused' | 'cancelled', actor: string): JobItem {
      const collection = book.find(id);
      if (book.itemOf(collection).state === 'done')
        throw new WinnowError('conflict', `The job ${id} is done; there is nothing to hold up.`);
      setCollectionState(workspace, id, state, actor);
      return book.itemOf(book.find(id));
    },
    job: (id: string): JobItem => book.itemOf(book.find(id)),
    /** Collections by workers that are not done: under way here, or waiting to be resumed. */
    leftToWorkers: (): number => book.leftToWorkers(),
    all: book.all,
    listen: book.listen,
    close: book.close,
  };
}
