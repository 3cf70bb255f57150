import { createHash } from 'node:crypto';
import type { REVIEW_FLAGS, ReviewDecision } from '../../shared/vocabulary/reviews.ts';
import { finding } from '../comply/flag.ts';
import { about, raiseFlags } from '../db/raise-flags.ts';
import { lastWords } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';
import { saltedSha256 } from '../ledger/salted.ts';

/** What somebody says of a text. */
export interface Judgement {
  /** Our id of the question. */
  question: string;
  /** Of the text that was seen, hex. */
  textSha256: string;
  /** Opaque id of the person. */
  reviewer: string;
  decision: ReviewDecision;
  why: string | null;
  /** What they found in it besides. */
  flags?: readonly (typeof REVIEW_FLAGS)[number][];
  /** RFC 3339 in UTC; null: now. */
  at: string | null;
}

/**
 * Stores a judgement with its event; to be called in a write transaction. Of each person the last word on a text
 * counts, and the same word again is no new one.
 * @param actor opaque id of who brings it
 * @returns its id, null where it is there already
 */
export function storeJudgement(workspace: Workspace, judgement: Judgement, actor: string): string | null {
  const { question, textSha256, reviewer, decision, why } = judgement;
  const before = workspace.reviews
    .of(question)
    .filter((one) => one.textSha256 === textSha256 && one.reviewer === reviewer);
  const isSame = (one: { decision: string; why: string | null }) =>
    one.decision === decision && one.why === why;
  if (judgement.at === null && lastWords(before).some(isSame)) return null;
  const at = judgement.at ?? workspace.now().toISOString();
  if (before.some((one) => one.at === at && isSame(one))) return null;
  const id = idOf({ ...judgement, at }, before.length);
  const salt = workspace.randomHex(32);
  const { seq } = workspace.events.append({
    type: 'review.given',
    actor: reviewer,
    subject: question,
    idem: `review ${id}`,
    data: {
      review_id: id,
      question,
      text_sha256: textSha256,
      decision,
      why_salted_sha256: why === null ? null : saltedSha256(salt, why),
      at,
      brought_by: actor,
    },
  });
  workspace.reviews.insert({ id, question, textSha256, reviewer, decision, why, salt, at, event: seq });
  raiseFlags(
    workspace,
    about(
      { type: 'question', id: question },
      (judgement.flags ?? []).map((code) => finding('review', code, { review: id, text_sha256: textSha256 })),
    ),
    { actor: reviewer, subject: question },
  );
  return id;
}

/** By what is said, and by how many words of that person on that text came before it. */
function idOf(said: Judgement, before: number): string {
  const { question, textSha256, reviewer, decision, at } = said;
  const text = JSON.stringify([question, textSha256, reviewer, decision, at, before]);
  return `review-${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
}
