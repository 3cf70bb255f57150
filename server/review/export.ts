import type { ReviewLine } from '../../shared/schemas/review-line.ts';
import { REVIEW_FLAGS } from '../../shared/vocabulary/reviews.ts';
import type { Workspace } from '../db/workspace.ts';

/** Every judgement that stands as a line of `reviews import`, in the order in which they came; a name that was erased is its id. */
export function* exportedReviews(workspace: Workspace): Generator<string> {
  const { reviews, people } = workspace;
  const flagsOf = flagsByReview(workspace);
  for (const { id: review, question: id, reviewer, ...said } of reviews.each()) {
    if (said.withdrawn !== null) continue;
    const { decision, why, at, textSha256, aspect, fields, final } = said;
    const flags = flagsOf.get(review);
    const line: ReviewLine = {
      id,
      reviewer: people.nameOf(reviewer) ?? reviewer,
      decision,
      why,
      at,
      textSha256,
      ...(flags === undefined ? {} : { flags }),
      ...(aspect === 'release' ? {} : { aspect }),
      ...(fields === null ? {} : { fields: JSON.parse(fields) as Record<string, unknown> }),
      ...(final === 1 ? { final: true } : {}),
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
