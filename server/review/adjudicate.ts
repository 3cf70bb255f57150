import { WinnowError } from '../../shared/error.ts';
import type { QueueItem } from '../db/queue-items.ts';
import type { Queue } from '../db/queues.ts';
import type { Review } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';
import { checkFields } from './form.ts';
import { wordsOn } from './recount.ts';
import { storeJudgement } from './store.ts';
import { refuseOwn } from './submit.ts';

/** An item on which people differ, and what each said. */
export interface Disagreement {
  item: QueueItem;
  judgements: Review[];
}

/** Items that are judged by as many people as asked, who differ, and that nobody has settled. */
export const disagreements = (workspace: Workspace, { id }: Queue): Disagreement[] =>
  workspace.queueItems.disagreements(id).map((item) => ({
    item,
    judgements: wordsOn(workspace, item).filter(({ final, decision }) => final === 0 && decision !== 'skip'),
  }));

/**
 * Says the last word on an item; it stands over what anybody else said of that text.
 * @throws WinnowError `not-found`; `forbidden` for somebody who has judged it; `bad-usage` for fields that do not fit
 */
export function adjudicate(
  workspace: Workspace,
  queue: Queue,
  said: {
    question: string;
    person: string;
    actor: string;
    decision: 'accept' | 'reject';
    why: string;
    fields: unknown;
  },
): Review {
  return workspace.write('verdict', () => {
    const { question, person, decision, why } = said;
    const item = workspace.queueItems.get(queue.id, question);
    if (item === undefined)
      throw new WinnowError('not-found', `The queue holds no question ${question.slice(0, 80)}.`);
    const words = wordsOn(workspace, item);
    const own = words.find((one) => one.reviewer === person && one.final === 0 && one.decision !== 'skip');
    if (own !== undefined)
      throw new WinnowError('forbidden', 'You have judged this item, so somebody else has to settle it.');
    if (decision === 'accept') refuseOwn(workspace, item, person);
    const fields = checkFields(queue.form, said.fields, true);
    const { textSha256, aspect } = item;
    const id = storeJudgement(
      workspace,
      {
        ...{ question, textSha256, aspect, reviewer: person, decision, why, fields },
        at: null,
        final: true,
        queue: {
          id: queue.id,
          guidelines: workspace.guidelines.latest(queue.id)?.version ?? null,
          seconds: null,
        },
      },
      said.actor,
    );
    const standing = words.find((one) => one.reviewer === person && one.final === 1);
    const stored = id === null ? standing : workspace.reviews.byId(id);
    if (stored === undefined) throw new WinnowError('failed', 'A verdict that was just stored is not there.');
    return stored;
  });
}
