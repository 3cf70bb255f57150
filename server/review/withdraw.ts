import { WinnowError } from '../../shared/error.ts';
import { lastWords, type Review } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';
import { saltedSha256 } from '../ledger/salted.ts';
import { recount } from './recount.ts';

/**
 * Takes a judgement back: it stays on record, and what the same person had said of the text before stands again. The
 * item goes back into its queues.
 * @param who.mayAny whether judgements of others too
 * @returns the judgement, and the one that stands again
 * @throws WinnowError `not-found`; `forbidden`; `conflict` where it was taken back already
 */
export function withdraw(
  workspace: Workspace,
  id: string,
  who: { person: string; actor: string; mayAny: boolean; why: string | null },
): { review: Review; stands: Review | null } {
  return workspace.write('withdraw', () => {
    const review = workspace.reviews.byId(id);
    if (review === undefined) throw new WinnowError('not-found', `There is no judgement ${id.slice(0, 80)}.`);
    if (review.reviewer !== who.person && !who.mayAny)
      throw new WinnowError('forbidden', 'This is the judgement of somebody else; a curator can reopen it.');
    if (review.withdrawn !== null)
      throw new WinnowError('conflict', 'This judgement was taken back already.');
    const { question, textSha256, aspect, reviewer, final } = review;
    const { seq } = workspace.events.append({
      type: 'review.withdrawn',
      actor: who.person,
      subject: question,
      idem: `review.withdrawn ${id}`,
      data: {
        review_id: id,
        question,
        decision: review.decision,
        brought_by: who.actor,
        why_salted_sha256: who.why === null ? null : saltedSha256(review.salt, who.why),
      },
    });
    workspace.reviews.withdraw(id, seq);
    recount(workspace, { question, textSha256, aspect });
    const same = workspace.reviews
      .of(question)
      .filter((one) => one.textSha256 === textSha256 && one.reviewer === reviewer)
      .filter((one) => one.aspect === aspect && one.final === final);
    return { review: { ...review, withdrawn: seq }, stands: lastWords(same)[0] ?? null };
  });
}
