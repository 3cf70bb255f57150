import { createHash } from 'node:crypto';
import type { Aspect } from '../../shared/vocabulary/queues.ts';
import type { REVIEW_FLAGS, ReviewDecision } from '../../shared/vocabulary/reviews.ts';
import { finding } from '../comply/flag.ts';
import { about, raiseFlags } from '../db/raise-flags.ts';
import { lastWords, type Review } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';
import { saltedSha256 } from '../ledger/salted.ts';
import { recount } from './recount.ts';

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
  /** What of the text; the release as a whole where nothing is said. */
  aspect?: Aspect;
  /** What a form asked besides. */
  fields?: Readonly<Record<string, unknown>> | null;
  /** The queue, the version of its guidelines, and how long it took. */
  queue?: { id: string; guidelines: number | null; seconds: number | null };
  /** Whether it is the verdict of an adjudicator. */
  final?: boolean;
}

/**
 * Stores a judgement with its event; to be called in a write transaction. Of each person the last word on a text
 * counts, and the same word again is no new one; what it flags besides is flagged then, too.
 * @param actor opaque id of who brings it
 * @returns its id, null where it is there already
 */
export function storeJudgement(workspace: Workspace, judgement: Judgement, actor: string): string | null {
  const { question, textSha256, reviewer, decision, why } = judgement;
  const aspect = judgement.aspect ?? 'release';
  const final = judgement.final === true ? 1 : 0;
  const fields = judgement.fields == null ? null : JSON.stringify(judgement.fields);
  const before = workspace.reviews
    .of(question)
    .filter((one) => one.textSha256 === textSha256 && one.reviewer === reviewer)
    .filter((one) => one.aspect === aspect && one.final === final);
  const isSame = (one: Review) => one.decision === decision && one.why === why && one.fields === fields;
  const [standing] = lastWords(before);
  const at = judgement.at ?? workspace.now().toISOString();
  const isNow = judgement.at === null && standing !== undefined && isSame(standing);
  const known = isNow
    ? standing
    : before.find((one) => one.at === at && one.withdrawn === null && isSame(one));
  if (known !== undefined) {
    raiseFound(workspace, judgement, known.id); // what they found only now is raised beside the word that stands
    return null;
  }
  const { id: queue = null, guidelines = null, seconds = null } = judgement.queue ?? {};
  const review: Omit<Review, 'event' | 'withdrawn'> = {
    id: idOf({ ...judgement, at }, { aspect, final, before: before.length }),
    ...{
      question,
      textSha256,
      reviewer,
      decision,
      why,
      at,
      aspect,
      queue,
      guidelines,
      seconds,
      fields,
      final,
    },
    salt: workspace.randomHex(32),
    replaces: standing?.id ?? null,
  };
  const { seq } = workspace.events.append(eventOf(review, actor));
  workspace.reviews.insert({ ...review, event: seq });
  recount(workspace, { question, textSha256, aspect });
  raiseFound(workspace, judgement, review.id);
  return review.id;
}

/** Flags what somebody found besides; what is flagged already changes nothing. */
function raiseFound(
  workspace: Workspace,
  { question, textSha256, reviewer, flags = [] }: Judgement,
  review: string,
): void {
  const found = flags.map((code) => finding('review', code, { review, text_sha256: textSha256 }));
  raiseFlags(workspace, about({ type: 'question', id: question }, found), {
    actor: reviewer,
    subject: question,
  });
}

/** What is not said is left out, so that the event of a plain judgement is what it always was. */
function eventOf(review: Omit<Review, 'event' | 'withdrawn'>, actor: string) {
  const { id, question, textSha256, reviewer, decision, why, salt, at } = review;
  const { aspect, queue, guidelines, seconds, fields, final, replaces } = review;
  return {
    type: final === 1 ? 'review.adjudicated' : 'review.given',
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
      ...(aspect !== 'release' && { aspect }),
      ...(queue !== null && { queue }),
      ...(guidelines !== null && { guidelines }),
      ...(seconds !== null && { seconds }),
      ...(fields !== null && { fields_salted_sha256: saltedSha256(salt, fields) }),
      ...(replaces !== null && { replaces }),
    },
  };
}

/** By what is said, and by how many words of that person on that text came before it. */
function idOf(
  said: Judgement,
  { aspect, final, before }: { aspect: Aspect; final: 0 | 1; before: number },
): string {
  const { question, textSha256, reviewer, decision, at } = said;
  const more = aspect === 'release' && final === 0 ? [] : [aspect, final];
  const text = JSON.stringify([question, textSha256, reviewer, decision, at, before, ...more]);
  return `review-${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
}
