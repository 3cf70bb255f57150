import type { Policy } from '../../shared/schemas/policy.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import { stateOf } from '../comply/review-floor.ts';
import { reviewedText } from '../comply/reviewed-text.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { drawnFromAll, releasedRows } from '../release/choice.ts';
import { sampleOf } from '../release/gate-reviews.ts';
import { reviewedRow } from '../release/reviewed-row.ts';
import { chooseRows, type Wanted } from '../release/select.ts';

/** A text that a policy wants to be looked at. */
export interface WantedReview {
  id: string;
  externalId: string | null;
  source: string;
  textSha256: string;
  prompt: string;
  thinking: string | null;
  answer: string | null;
}

/**
 * The rows of a release of a run that nobody who counts has judged yet, as the floor of a policy and the review
 * rules of the recipe want them: all of them, those that the seed draws, or none. Blind: what others said is not shown.
 */
export function* wantedReviews(
  workspace: Workspace,
  run: StoredRun,
  { review: floor }: Policy,
  wanted: Omit<Wanted, 'rows'> = {},
): Generator<WantedReview> {
  const byRecipe = (run.recipe.review?.unreviewed ?? 'release') !== 'release';
  if (floor.floor === 'none' && !byRecipe) return;
  const choice = chooseRows(workspace, run, {
    rows: run.report.selected,
    ...wanted,
    unreviewedToo: true,
  });
  const looked =
    floor.floor === 'sample' && !byRecipe
      ? sampleOf(drawnFromAll(choice), run.report.seed, floor.size)
      : releasedRows(choice);
  const accepts = floor.floor === 'every-row' ? floor.accepts : 1;
  for (const { decision, trace: traceId } of looked) {
    const question = workspace.questions.byId(decision.questionId);
    const trace = workspace.traces.byId(traceId);
    if (question === undefined || trace === undefined) continue;
    const collection = workspace.collections.byId(trace.collection);
    if (stateOf(reviewedRow(workspace, question, trace, collection), accepts) !== 'missing') continue;
    yield {
      id: question.questionId,
      externalId: question.externalId,
      source: question.source,
      textSha256: reviewedText(question.contentSha256, trace),
      prompt: promptOf(question.question, question.options),
      thinking: trace.thinking,
      answer: trace.answer,
    };
  }
}
