import { reviewedText } from '../comply/reviewed-text.ts';
import { lastWords, type Review } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';
import { type JudgedText, wordsOn } from './recount.ts';

/** Hashes that are kept at hand. */
const KEPT = 100_000;

/** Tells whether the text that a judgement belongs to is there no more. */
export type IsStale = (review: Pick<Review, 'question' | 'textSha256'>) => boolean;

/**
 * A text stands while its version of the question lives and, where a trace is part of it, while that trace is there
 * and nobody has mended it. Hashes of texts are kept, since neither a version nor a trace ever changes.
 */
export function staleness(workspace: Workspace): IsStale {
  const hashes = new Map<string, string>();
  const hashOf = (contentSha256: Uint8Array, trace: ReturnType<Workspace['traces']['all']>[number]) => {
    const known = hashes.get(trace.id) ?? reviewedText(contentSha256, trace);
    if (hashes.size > KEPT) hashes.clear();
    hashes.set(trace.id, known);
    return known;
  };
  return ({ question: id, textSha256 }) => {
    const question = workspace.questions.byId(id);
    if (question === undefined || !question.live) return true;
    const { contentSha256 } = question;
    if (reviewedText(contentSha256, null) === textSha256) return false;
    return !workspace.traces
      .all(id)
      .some(
        (trace) =>
          hashOf(contentSha256, trace) === textSha256 && workspace.traceEdits.after(trace.id) === undefined,
      );
  };
}

/**
 * What people said of earlier texts of an item, one word a person, the newest first; of those who have judged the
 * text as it is now nothing is told, since that is what counts of theirs.
 */
export function staleWordsOn(workspace: Workspace, isStale: IsStale, item: JudgedText): Review[] {
  const versions = workspace.questionVersions.lineage(item.question);
  const earlier = versions
    .flatMap((id) => workspace.reviews.of(id))
    .filter(({ aspect, textSha256 }) => aspect === item.aspect && textSha256 !== item.textSha256);
  if (earlier.length === 0) return [];
  const again = new Set(wordsOn(workspace, item).map(({ reviewer }) => reviewer));
  const said = lastWords(earlier).filter((one) => !again.has(one.reviewer) && isStale(one));
  return said.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Questions, by the version that lives now, of which people said something under an aspect that is stale. */
export function staleQuestions(
  workspace: Workspace,
  isStale: IsStale,
  { aspect, person }: { aspect: Review['aspect']; person?: string | undefined },
): Set<string> {
  const versions = workspace.questionVersions;
  const found = new Set<string>();
  for (const review of workspace.reviews.ofAspect(aspect))
    if (review.withdrawn === null && (person === undefined || review.reviewer === person) && isStale(review))
      found.add(versions.newest(review.question));
  return found;
}
