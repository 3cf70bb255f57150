import type { HandedOut } from '../../../shared/schemas/queue.ts';
import type { ReviewDecision } from '../../../shared/vocabulary/reviews.ts';

/** What somebody has said and can take back. */
export interface Said {
  item: HandedOut;
  decision: ReviewDecision;
  note: string;
  fields: Record<string, unknown>;
  reviewId: string;
}

const keyOf = (queueId: string): string => `winnow-said ${queueId}`;

/** What was said in this tab last, the newest first, also after it was loaded anew. */
export function storedHistory(queueId: string): Said[] {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(queueId)) ?? '[]') as Said[]; // written by this page alone
  } catch {
    return [];
  }
}

export function storeHistory(queueId: string, said: readonly Said[]): void {
  try {
    sessionStorage.setItem(keyOf(queueId), JSON.stringify(said));
  } catch {
    sessionStorage.removeItem(keyOf(queueId)); // texts too long to be kept: they live as long as the page
  }
}
