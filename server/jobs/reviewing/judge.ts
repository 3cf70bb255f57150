import { WinnowError } from '../../../shared/error.ts';
import type { Aspect } from '../../../shared/vocabulary/queues.ts';
import { reviewedText } from '../../comply/reviewed-text.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import type { Review } from '../../db/reviews.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Workspace } from '../../db/workspace.ts';
import { traceChooser } from '../../release/select.ts';
import { wordsOn } from '../../review/recount.ts';
import { storeJudgement } from '../../review/store.ts';
import { refuseOwn, type Submission } from '../../review/submit.ts';

const ASPECT: Aspect = 'release';

/**
 * Stores what somebody says of a question outside any queue: of the text that a release of the run would hold now; of
 * the question alone where there is no run or no trace.
 * @throws WinnowError `conflict` where that is not the text that was seen; `forbidden` for one's own trace
 */
export function judge(
  workspace: Workspace,
  question: StoredQuestion,
  run: StoredRun | undefined,
  said: Omit<Submission, 'question' | 'leaseId' | 'fields'>,
): Review {
  return workspace.write('review', () => {
    const { person, decision } = said;
    const trace = run === undefined ? null : traceChooser(workspace, run)(question);
    const textSha256 = reviewedText(question.contentSha256, trace);
    if (said.textSha256 !== null && said.textSha256 !== textSha256)
      throw new WinnowError('conflict', 'The text has changed since you read it; look at it again.', {
        textSha256,
      });
    if (decision === 'accept')
      refuseOwn(workspace, { question: question.questionId, trace: trace?.id ?? null }, person);
    const text = { question: question.questionId, textSha256, aspect: ASPECT };
    const id = storeJudgement(
      workspace,
      { ...text, reviewer: person, decision, why: said.note, at: null, flags: said.flags },
      said.actor,
    );
    const standing = wordsOn(workspace, text).find((one) => one.reviewer === person && one.final === 0);
    const stored = id === null ? standing : workspace.reviews.byId(id);
    if (stored === undefined)
      throw new WinnowError('failed', 'A judgement that was just stored is not there.');
    return stored;
  });
}
