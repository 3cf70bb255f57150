import type { ReviewedRow } from '../comply/review-floor.ts';
import { isOfRow } from '../comply/reviewed-text.ts';
import type { Collection } from '../db/collections.ts';
import type { StoredQuestion } from '../db/questions.ts';
import { releaseWords } from '../db/reviews.ts';
import type { Tables } from '../db/tables.ts';
import type { Trace } from '../db/traces.ts';

/** What people said of a row as it would be released: of its question, and of question and trace. */
export function reviewedRow(
  { reviews, people, editWriters }: Pick<Tables, 'reviews' | 'people' | 'editWriters'>,
  question: StoredQuestion,
  trace: Trace,
  collection: Collection | undefined,
): ReviewedRow {
  const { questionId: id, contentSha256 } = question;
  const all = reviews.of(id);
  const said = all.length === 0 ? [] : all.filter(isOfRow(contentSha256, trace));
  const { accepted, rejected, skipped } = releaseWords(said);
  // Of a trace that was brought from elsewhere, the model may be a person.
  const author = trace.kind === 'reference' ? null : (collection?.model ?? null);
  const mended = accepted.length === 0 ? [] : [...editWriters.of(id), ...editWriters.of(trace.id)];
  const writers = accepted.filter(
    (who) => mended.includes(who) || (author !== null && people.nameOf(who) === author),
  );
  return { id, accepted, rejected, skipped, writers };
}
