import type { QueueLine } from '../../../../shared/schemas/queue.ts';
import type { NewReview } from '../../../../shared/schemas/review.ts';
import { call, send } from '../../../lib/call.ts';
import type { Draft } from '../drafts.ts';

/** The queue that the address names, else that of what a release of the run would hold. */
export const openQueue = (queue: string | null, run: string): Promise<QueueLine> =>
  queue === null
    ? send('/runs/{id}/review', { params: { id: run } })
    : call('/queues/{id}', { params: { id: queue } });

/** What this tab holds, and more until it holds so many. */
export const nextItems = (queueId: string, limit: number) =>
  send('/queues/{id}/next', { params: { id: queueId }, body: { tab: tabName(), limit } });

export const heartbeat = (queueId: string) =>
  send('/queues/{id}/heartbeat', { params: { id: queueId }, body: { tab: tabName() } });

export const judge = (said: NewReview) => send('/reviews', { body: said });

export const takeBack = (reviewId: string) =>
  send('/reviews/{id}/withdraw', { params: { id: reviewId }, body: {} });

/** Keeps what was begun; it is sent to its end also where the page is left meanwhile. */
export const saveDraft = (queueId: string, questionId: string, draft: Draft) =>
  send('/queues/{id}/drafts', {
    params: { id: queueId },
    body: { questionId, draft },
    outlivesPage: true,
  });

/** A name that lives as long as the tab, also when it is loaded anew. */
function tabName(): string {
  const known = sessionStorage.getItem('winnow-tab');
  if (known !== null) return known;
  const made = `tab-${Math.random().toString(36).slice(2, 12)}`;
  sessionStorage.setItem('winnow-tab', made);
  return made;
}
