import { kindOf } from '../../shared/form-kinds.ts';
import type { ReviewForm } from '../../shared/schemas/review-form.ts';
import type { Aspect } from '../../shared/vocabulary/queues.ts';
import { lastWords, type Review } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';

/** A text under one aspect. */
export interface JudgedText {
  question: string;
  textSha256: string;
  aspect: Aspect;
}

/**
 * Counts the judgements of a text anew for every queue that holds it; to be called in the transaction that changed
 * one of them.
 */
export function recount(workspace: Workspace, text: JudgedText): void {
  const items = workspace.queueItems.ofText(text);
  if (items.length === 0) return;
  const words = wordsOn(workspace, text);
  for (const { queue } of items) {
    const found = workspace.queues.byId(queue);
    workspace.queueItems.count({ ...text, queue }, countsOf(words, found?.form));
    if (found?.raises != null) workspace.queueOverlap.note(queue);
  }
}

/** The last words that stand on a text, an adjudicator's among them. */
export const wordsOn = ({ reviews }: Pick<Workspace, 'reviews'>, text: JudgedText): Review[] =>
  lastWords(
    reviews
      .of(text.question)
      .filter(({ textSha256, aspect }) => textSha256 === text.textSha256 && aspect === text.aspect),
  );

/** How many people have judged, whether they differ, and whether an adjudicator has settled it. */
export function countsOf(words: readonly Review[], form: ReviewForm | undefined) {
  const said = words.filter(({ decision, final }) => decision !== 'skip' && final === 0);
  const final = words.some((one) => one.final === 1);
  return { judged: said.length, split: differ(said, form), settled: final };
}

/** People differ by their decision, by a choice, or by more than one step of a rating. */
function differ(said: readonly Review[], form: ReviewForm | undefined): boolean {
  if (new Set(said.map(({ decision }) => decision)).size > 1) return true;
  const fields = said.map((one) => JSON.parse(one.fields ?? '{}') as Record<string, unknown>);
  return Object.entries(form?.properties ?? {}).some(([name, schema]) => {
    const values = fields.map((one) => one[name]).filter((value) => value !== undefined);
    if (kindOf(schema) === 'choice') return new Set(values).size > 1;
    if (kindOf(schema) !== 'rating') return false;
    const numbers = values.map(Number);
    return Math.max(...numbers) - Math.min(...numbers) > 1;
  });
}
