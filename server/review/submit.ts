import { WinnowError } from '../../shared/error.ts';
import { EMPTY_REASONS } from '../../shared/vocabulary/queues.ts';
import type { REVIEW_FLAGS, ReviewDecision } from '../../shared/vocabulary/reviews.ts';
import type { QueueItem } from '../db/queue-items.ts';
import type { Queue } from '../db/queues.ts';
import type { Review } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';
import { notFor } from './assigned.ts';
import { checkFields } from './form.ts';
import { wordsOn } from './recount.ts';
import { storeJudgement } from './store.ts';

/** What somebody says of an item of a queue. */
export interface Submission {
  /** Our id. */
  question: string;
  /** Opaque ids: of the person, and for the log of whoever sends it. */
  person: string;
  actor: string;
  decision: ReviewDecision;
  note: string | null;
  fields: unknown;
  leaseId: string | null;
  /** Of the text that was seen; null where it is not said. */
  textSha256: string | null;
  seconds: number | null;
  flags: readonly (typeof REVIEW_FLAGS)[number][];
}

/**
 * Stores what somebody says of an item and takes the item out of their hands, in one transaction. The same again is
 * the same judgement; another word replaces their earlier one. An item takes no more people than were asked for: a
 * lease that still holds is a place among them, and without one there must be a place left.
 * @throws WinnowError `not-found` for what the queue does not hold; `conflict` where the queue is closed, the text is
 * another by now, or others were quicker; `forbidden` for whom the queue is not for, and for one's own work;
 * `bad-usage` for fields that do not fit the form. Nothing is stored then, and a draft stays.
 */
export function submit(workspace: Workspace, queue: Queue, said: Submission): Review {
  return workspace.write('review', () => {
    const { question, person, decision } = said;
    const item = itemOf(workspace, queue, said);
    const standing = wordsOn(workspace, item).find((one) => one.reviewer === person && one.final === 0);
    if (!isPlaced(standing, decision)) refuseCrowd(workspace, item, said);
    if (decision === 'accept') refuseOwn(workspace, item, person);
    const fields = checkFields(queue.form, said.fields, decision === 'skip');
    const id = storeJudgement(
      workspace,
      {
        question,
        ...{ textSha256: item.textSha256, aspect: item.aspect, reviewer: person, decision, fields },
        why: said.note,
        at: null,
        flags: said.flags,
        queue: {
          id: queue.id,
          guidelines: workspace.guidelines.latest(queue.id)?.version ?? null,
          seconds: said.seconds,
        },
      },
      said.actor,
    );
    workspace.handOuts.drop(queue.id, question, person);
    workspace.drafts.remove(queue.id, question, person);
    const stored = id === null ? standing : workspace.reviews.byId(id);
    if (stored === undefined)
      throw new WinnowError('failed', 'A judgement that was just stored is not there.');
    return stored;
  });
}

function itemOf(workspace: Workspace, queue: Queue, { question, person, textSha256 }: Submission): QueueItem {
  const refusal = notFor(workspace, queue, person);
  if (refusal !== null) throw new WinnowError('forbidden', EMPTY_REASONS[refusal]);
  if (queue.state === 'closed')
    throw new WinnowError('conflict', 'This queue was closed; your words are kept as a draft.');
  const item = workspace.queueItems.get(queue.id, question);
  if (item === undefined || item.gone === 1)
    throw new WinnowError('not-found', `The queue holds no question ${question.slice(0, 80)} any more.`);
  if (textSha256 !== null && textSha256 !== item.textSha256)
    throw new WinnowError('conflict', 'The text has changed since you read it; look at it again.', {
      textSha256: item.textSha256,
    });
  return item;
}

/** Whether somebody has a place among those who judge an item: a skip leaves it to another, and is one sent again. */
const isPlaced = (standing: Review | undefined, decision: ReviewDecision): boolean =>
  standing !== undefined && (standing.decision !== 'skip' || decision === 'skip');

/** @throws WinnowError `conflict` where nobody else is asked for, saying who was there */
function refuseCrowd(workspace: Workspace, item: QueueItem, { person, leaseId }: Submission): void {
  if (item.gold !== null) return;
  const now = workspace.now().getTime();
  const { queue, question, judged, people } = item;
  const lease = leaseId === null ? undefined : workspace.handOuts.byId(leaseId);
  const holds =
    lease !== undefined &&
    lease.person === person &&
    lease.queue === queue &&
    lease.question === question &&
    lease.expiresMs > now;
  const others = holds ? 0 : workspace.handOuts.others(queue, question, person, now);
  if (judged + others < people) return;
  const words = wordsOn(workspace, item).filter(({ final, decision }) => final === 0 && decision !== 'skip');
  const judgedBy = words.map(({ reviewer, at }) => ({
    user: workspace.people.nameOf(reviewer) ?? reviewer,
    at,
  }));
  throw new WinnowError(
    'conflict',
    judged >= people
      ? `Others were quicker: ${judged} of ${people} judgements were there already, so yours was not stored. What you wrote is still with you.`
      : 'Your time with this item ran out and it is in the hands of somebody else, so yours was not stored. What you wrote is still with you.',
    { judged, people, held: others, judgedBy },
  );
}

/**
 * Nobody approves what they wrote themselves: a trace, or anything of the versions that led to question or trace.
 * @throws WinnowError `forbidden`
 */
export function refuseOwn(
  { traces, collections, people, editWriters }: Workspace,
  { question, trace: id }: Pick<QueueItem, 'question' | 'trace'>,
  person: string,
): void {
  if (editWriters.of(question).includes(person))
    throw new WinnowError(
      'forbidden',
      'You wrote this version of the question, so somebody else has to accept it.',
    );
  if (id !== null && editWriters.of(id).includes(person))
    throw new WinnowError('forbidden', 'You mended this trace, so somebody else has to accept it.');
  const trace = id === null ? undefined : traces.byId(id);
  if (trace === undefined || trace.kind === 'reference') return;
  const author = collections.byId(trace.collection)?.model;
  if (author != null && author === people.nameOf(person))
    throw new WinnowError('forbidden', 'You wrote this trace, so somebody else has to accept it.');
}
