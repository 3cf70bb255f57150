import type { ReviewLine } from '../../shared/schemas/review-line.ts';
import { REVIEW_FLAGS } from '../../shared/vocabulary/reviews.ts';
import type { Workspace } from '../db/workspace.ts';

/** Every judgement as a line of `reviews import`, in the order in which they came; a name that was erased is its id. */
export function* exportedReviews(workspace: Workspace): Generator<string> {
  const { reviews, people } = workspace;
  const flagsOf = flagsByReview(workspace);
  for (const { id: review, question: id, reviewer, decision, why, at, textSha256 } of reviews.each()) {
    const flags = flagsOf.get(review);
    const line: ReviewLine = {
      id,
      reviewer: people.nameOf(reviewer) ?? reviewer,
      decision,
      why,
      at,
      textSha256,
      ...(flags === undefined ? {} : { flags }),
    };
    yield `${JSON.stringify(line)}\n`;
  }
}

function flagsByReview({ flags }: Workspace): Map<string, (typeof REVIEW_FLAGS)[number][]> {
  const found = new Map<string, (typeof REVIEW_FLAGS)[number][]>();
  for (const code of REVIEW_FLAGS)
    for (const { phase, evidence } of flags.each({ code }))
      if (phase === 'review' && typeof evidence.review === 'string')
        found.set(evidence.review, [...(found.get(evidence.review) ?? []), code]);
  return found;
}
