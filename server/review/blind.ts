import type { Queue } from '../db/queues.ts';
import type { Workspace } from '../db/workspace.ts';
import { notFor } from './assigned.ts';
import { wordsOn } from './recount.ts';

/**
 * The one rule of blind judging, for whoever does not oversee: of a question that they may still be asked about in an
 * open blind queue, and have not judged there, nothing is told that people or graders said, nor what was found in it.
 * @returns whether a question is such a one to somebody
 */
export function blindTo(workspace: Workspace, person: string): (question: string) => boolean {
  const queues = new Set(blindQueues(workspace, person).map(({ id }) => id));
  if (queues.size === 0) return () => false;
  return (question) =>
    workspace.queueItems.ofQuestion(question).some((item) => {
      if (!queues.has(item.queue) || (item.gold === null && item.judged >= item.people)) return false;
      return !wordsOn(workspace, item).some((one) => one.reviewer === person && one.decision !== 'skip');
    });
}

/** Whether there is any such question to somebody: then what is told of many questions at once is not told to them. */
export const isBlindToAny = (workspace: Workspace, person: string): boolean =>
  blindQueues(workspace, person).some(({ id: queue }) =>
    workspace.handOuts.isLeft({ queue, person, now: workspace.now().getTime(), limit: 1 }),
  );

const blindQueues = (workspace: Workspace, person: string): Queue[] =>
  workspace.queues
    .all()
    .filter((queue) => queue.blind && queue.state === 'open' && notFor(workspace, queue, person) === null);
