import { WinnowError } from '../../shared/error.ts';
import type { QueueItem } from '../db/queue-items.ts';
import type { Queue } from '../db/queues.ts';
import type { Review } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';
import { checkFields } from './form.ts';
import { wordsOn } from './recount.ts';
import { staleness } from './stale.ts';
import { storeJudgement } from './store.ts';
import { refuseOwn } from './submit.ts';

/** An item on which people differ, and what each said. */
export interface Disagreement {
  item: QueueItem;
  judgements: Review[];
}

/** What an adjudicator says, and of what. */
export interface Verdict {
  question: string;
  person: string;
  actor: string;
  decision: 'accept' | 'reject';
  why: string;
  fields: unknown;
  /** Of the text that was seen; null where it is not said. */
  textSha256?: string | null;
  /** Whether it is to stand where people do not differ, and over the verdict of another adjudicator. */
  overrides?: boolean;
}

/**
 * Items that are judged by as many people as asked, who differ, and that nobody has settled; those too that gave way
 * because one of them rejected it, but none whose text is there no more.
 */
export function disagreements(workspace: Workspace, { id }: Queue): Disagreement[] {
  const isStale = staleness(workspace);
  return workspace.queueItems
    .disagreements(id)
    .filter((item) => item.gone === 0 || !isStale(item))
    .map((item) => ({ item, judgements: peoplesWords(wordsOn(workspace, item)) }));
}

const peoplesWords = (words: readonly Review[]): Review[] =>
  words.filter(({ final, decision }) => final === 0 && decision !== 'skip');

/**
 * Says the last word on an item; it stands over what anybody else said of that text in this aspect. The same again is
 * the same verdict, another word of the same adjudicator replaces it.
 * @throws WinnowError `not-found` for what the queue does not hold or whose text is there no more; `forbidden` for
 * somebody who has judged it; `bad-usage` for fields that do not fit; `conflict` where the queue is closed, the text is
 * another than was seen and, unless it overrides, where people do not differ or somebody else has settled it meanwhile
 */
export function adjudicate(workspace: Workspace, queue: Queue, said: Verdict): Review {
  return workspace.write('verdict', () => {
    const { question, person, decision, why } = said;
    const item = itemOf(workspace, queue, said);
    const words = wordsOn(workspace, item);
    const own = words.find((one) => one.reviewer === person && one.final === 0 && one.decision !== 'skip');
    if (own !== undefined)
      throw new WinnowError('forbidden', 'You have judged this item, so somebody else has to settle it.');
    if (said.overrides !== true) refuseSettled(workspace, item, words, person);
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

function itemOf(workspace: Workspace, queue: Queue, { question, textSha256 }: Verdict): QueueItem {
  if (queue.state === 'closed')
    throw new WinnowError('conflict', 'This queue was closed, so nothing in it is settled any more.');
  const item = workspace.queueItems.get(queue.id, question);
  if (item === undefined || (item.gone === 1 && staleness(workspace)(item)))
    throw new WinnowError('not-found', `The queue holds no question ${question.slice(0, 80)} any more.`);
  if (textSha256 != null && textSha256 !== item.textSha256)
    throw new WinnowError('conflict', 'The text has changed since you read it; look at it again.', {
      textSha256: item.textSha256,
    });
  return item;
}

/** @throws WinnowError `conflict` where somebody else was quicker, saying who, and where there is nothing to settle */
function refuseSettled(
  { people }: Workspace,
  item: QueueItem,
  words: readonly Review[],
  person: string,
): void {
  const finals = words.filter(({ final }) => final === 1);
  if (finals.some(({ reviewer }) => reviewer === person)) return;
  const [theirs] = finals.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  if (theirs !== undefined) {
    const by = people.nameOf(theirs.reviewer) ?? theirs.reviewer;
    const what = theirs.decision === 'accept' ? 'accepted' : 'rejected';
    throw new WinnowError(
      'conflict',
      `${by} ${what} it meanwhile, so yours was not stored. What you wrote is still with you; say that it overrides theirs to have it stand.`,
      { decidedBy: by, decision: theirs.decision, at: theirs.at },
    );
  }
  if (item.split === 1 && item.judged >= item.people) return;
  throw new WinnowError(
    'conflict',
    item.judged < item.people
      ? `Only ${item.judged} of ${item.people} have judged it, so there is nothing to settle yet; say that it overrides them to settle it all the same.`
      : 'People agree on it, so there is nothing to settle; say that it overrides them to settle it all the same.',
    { judged: item.judged, people: item.people },
  );
}
