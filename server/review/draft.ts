import { WinnowError } from '../../shared/error.ts';
import { EMPTY_REASONS } from '../../shared/vocabulary/queues.ts';
import type { Queue } from '../db/queues.ts';
import type { Workspace } from '../db/workspace.ts';
import { notFor } from './assigned.ts';

/**
 * Keeps what somebody is writing about an item, in place of what was kept before; also where the queue is closed or the
 * item has left it meanwhile, so that no words are lost.
 * @throws WinnowError `forbidden` for whom the queue is not for, `not-found` for what it never held
 */
export function saveDraft(
  workspace: Workspace,
  queue: Queue,
  {
    questionId,
    person,
    draft,
    savedAt,
  }: { questionId: string; person: string; draft: object; savedAt: string },
): void {
  const refusal = notFor(workspace, queue, person);
  if (refusal !== null) throw new WinnowError('forbidden', EMPTY_REASONS[refusal]);
  if (workspace.queueItems.get(queue.id, questionId) === undefined)
    throw new WinnowError('not-found', `The queue holds no question ${questionId.slice(0, 80)}.`);
  workspace.drafts.put(queue.id, questionId, person, draft, savedAt);
}
