import { WinnowError } from '../../shared/error.ts';
import type { JudgedRecord, QueueLine } from '../../shared/schemas/queue.ts';
import type { CommentItem, ReviewItem } from '../../shared/schemas/review.ts';
import type { Comment } from '../db/comments.ts';
import type { QueueItem } from '../db/queue-items.ts';
import type { Queue } from '../db/queues.ts';
import type { Review } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';
import { type IsStale, staleness } from '../review/stale.ts';
import type { Caller } from './callers.ts';

/** @throws WinnowError `not-found` */
export function queueOf({ queues }: Workspace, id: string): Queue {
  const queue = queues.byId(id);
  if (queue !== undefined) return queue;
  throw new WinnowError('not-found', `There is no queue ${id.slice(0, 80)}; GET /api/v1/queues lists them.`);
}

/** The opaque id of the person who asks, made where they have none; in a write transaction of its own. */
export function personOf(workspace: Workspace, { actor, name }: Caller): string {
  if (actor !== 'local') return actor;
  const { people, randomHex } = workspace;
  return people.find(name) ?? workspace.write('person', () => people.idOf(name, randomHex));
}

/** A queue as lists tell it. */
export function queueLine(workspace: Workspace, queue: Queue): QueueLine {
  const {
    id,
    run,
    ordering,
    goldEvery: _every,
    teacher: _teacher,
    createdBy,
    members,
    shares,
    ...rest
  } = queue;
  const name = (person: string) => workspace.people.nameOf(person) ?? person;
  const { gold: _gold, ...tally } = workspace.queueItems.tally(id, queue.target);
  return {
    ...rest,
    overlap: rest.raises === null ? null : overlapOf(workspace, id),
    queueId: id,
    runId: run === null ? null : (workspace.runs.byNumber(run)?.report.runId ?? null),
    order: ordering,
    members: members.map(name),
    shares: Object.entries(shares).map(([person, share]) => ({ user: name(person), share })),
    createdBy: name(createdBy),
    guidelines: workspace.guidelines.latest(id)?.version ?? null,
    ...tally,
    withoutTrace: workspace.queues.withoutTrace(id),
    held: workspace.handOuts.held(id, workspace.now().getTime()).length,
  };
}

function overlapOf({ queueOverlap }: Workspace, id: string): QueueLine['overlap'] {
  const state = queueOverlap.of(id);
  if (state === undefined) return { share: null, low: null, met: false, error: null };
  const { share, low, met, error: value, errorLow, errorHigh } = state;
  const error = value === null ? null : { value, low: errorLow ?? value, high: errorHigh ?? value };
  return { share, low, met: met === 1, error };
}

/** The text of an item, as it is put before somebody. */
export function judgedRecord(
  workspace: Workspace,
  { blind }: Pick<Queue, 'blind'>,
  item: QueueItem,
): JudgedRecord {
  const question = workspace.questions.byId(item.question);
  if (question === undefined) throw new Error('a question of a queue that is not there');
  const trace = item.trace === null ? undefined : workspace.traces.byId(item.trace);
  return {
    questionId: item.question,
    externalId: question.externalId,
    source: question.source,
    rank: item.rank,
    textSha256: item.textSha256,
    contentSha256: Buffer.from(question.contentSha256).toString('hex'),
    question: question.question,
    options: question.options,
    answer: question.answer,
    solution: question.solution,
    trace:
      trace === undefined
        ? null
        : {
            traceId: trace.id,
            kind: trace.kind,
            thinking: trace.thinking,
            answer: trace.answer,
            tokens: trace.tokens,
            verdict: blind ? null : trace.verdict,
          },
  };
}

/** Judgements as lists tell them. */
export function reviewItems(workspace: Workspace, isStale: IsStale = staleness(workspace)) {
  return (review: Review): ReviewItem => ({
    reviewId: review.id,
    questionId: review.question,
    textSha256: review.textSha256,
    aspect: review.aspect,
    reviewer: workspace.people.nameOf(review.reviewer) ?? review.reviewer,
    decision: review.decision,
    note: review.why,
    fields: review.fields === null ? null : (JSON.parse(review.fields) as Record<string, unknown>),
    at: review.at,
    seconds: review.seconds,
    queueId: review.queue,
    guidelines: review.guidelines,
    final: review.final === 1,
    replaces: review.replaces,
    withdrawn: review.withdrawn !== null,
    stale: isStale(review),
  });
}

export const commentItem = ({ people, mentions }: Workspace, comment: Comment): CommentItem => ({
  commentId: comment.id,
  questionId: comment.question,
  author: people.nameOf(comment.author) ?? comment.author,
  text: comment.text,
  flagged: comment.flagged === 1,
  queueId: comment.queue,
  at: comment.at,
  mentions: mentions.namedIn(comment.id).map((id) => people.nameOf(id) ?? id),
});

/** Whether somebody may see what others said of a text: who oversees may, others once they have judged it. */
export function maySee(
  workspace: Workspace,
  { role }: Caller,
  person: string | undefined,
  review: Review,
): boolean {
  if (role !== 'reviewer' || review.reviewer === person) return true;
  return workspace.reviews
    .of(review.question)
    .some(
      (own) =>
        own.reviewer === person &&
        own.withdrawn === null &&
        own.decision !== 'skip' &&
        own.textSha256 === review.textSha256 &&
        own.aspect === review.aspect,
    );
}
