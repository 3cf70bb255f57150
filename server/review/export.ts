import type { ReviewLine } from '../../shared/schemas/review-line.ts';
import type { Workspace } from '../db/workspace.ts';

/** Every judgement as a line of `reviews import`, in the order in which they came; a name that was erased is its id. */
export function* exportedReviews(workspace: Workspace): Generator<string> {
  const { reviews, people } = workspace;
  for (const { question: id, reviewer, decision, why, at, textSha256 } of reviews.each()) {
    const line: ReviewLine = {
      id,
      reviewer: people.nameOf(reviewer) ?? reviewer,
      decision,
      why,
      at,
      textSha256,
    };
    yield `${JSON.stringify(line)}\n`;
  }
}
