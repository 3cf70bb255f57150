import { Type } from '@sinclair/typebox';
import { get, list, post, type Route } from '../route.ts';
import { agreementSchema, personProgressSchema } from '../schemas/agreement.ts';
import { pageOf, pageQueryProperties } from '../schemas/listing.ts';
import {
  draftOrderSchema,
  guidelinesItemSchema,
  leasesSchema,
  newGuidelinesSchema,
  newQueueSchema,
  nextOrderSchema,
  nextSchema,
  queueItemSchema,
  queueStateSchema,
  savedSchema,
  tabSchema,
} from '../schemas/queue.ts';
import {
  bulkDoneSchema,
  bulkOrderSchema,
  holderSchema,
  itemsQuerySchema,
  queueEntriesSchema,
  reviewDaySchema,
} from '../schemas/queue-work.ts';
import {
  commentItemSchema,
  disagreementSchema,
  likelyDoneSchema,
  likelyOrderSchema,
  newCommentSchema,
  newReviewSchema,
  reviewItemSchema,
  selectionChangeSchema,
  verdictOrderSchema,
  withdrawnSchema,
  withdrawOrderSchema,
} from '../schemas/review.ts';
import { JUDGING, OVERSEEING } from '../vocabulary/roles.ts';

const closed = { additionalProperties: false } as const;
const params = (description: string) =>
  Type.Object({ id: Type.String({ minLength: 1, maxLength: 200, description }) }, closed);
const inQueue = { params: params('Id of a queue.') };
const word = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 200, description }));

/** Queues, judgements, and what follows from them. */
export const REVIEW_ROUTES = {
  reviews: get(
    '/reviews',
    'Judgements, newest first. Reviewers see those of others once they have judged the same text.',
    pageOf(reviewItemSchema),
    {
      query: Type.Object(
        {
          questionId: word('Of one question, by our id.'),
          queueId: word('Given in one queue.'),
          reviewer: word('Of one person: a name, or `me`.'),
          versions: Type.Optional(
            Type.Boolean({ description: 'true: of the earlier versions of the question too.' }),
          ),
          ...pageQueryProperties,
        },
        closed,
      ),
    },
  ),
  judge: post('/reviews', 'Judges a text. The same judgement twice is one.', reviewItemSchema, {
    body: newReviewSchema,
    roles: JUDGING,
    status: 201,
  }),
  withdrawReview: post(
    '/reviews/{id}/withdraw',
    'Takes a judgement back; what the person had said before stands again. Of others, for curators.',
    withdrawnSchema,
    { params: params('Id of a judgement.'), body: withdrawOrderSchema, roles: JUDGING },
  ),
  queues: list('/queues', 'Queues, newest first.', queueItemSchema),
  queue: get('/queues/{id}', 'One queue, and how far it is.', queueItemSchema, inQueue),
  makeQueue: post('/queues', 'Makes a queue.', queueItemSchema, { body: newQueueSchema, status: 201 }),
  reviewRun: post(
    '/runs/{id}/review',
    'The queue of what a release of the run would hold: accept, reject or skip. Made where there is none.',
    queueItemSchema,
    { params: params('Id of a run, or `latest`.'), roles: JUDGING, status: 201 },
  ),
  refreshQueue: post(
    '/queues/{id}/refresh',
    'Brings the items of a queue up to date with what it is taken from.',
    queueItemSchema,
    inQueue,
  ),
  setQueueState: post('/queues/{id}/state', 'Closes a queue, or opens it again.', queueItemSchema, {
    ...inQueue,
    body: queueStateSchema,
  }),
  guidelines: get(
    '/queues/{id}/guidelines',
    'Every version of the guidelines, oldest first.',
    pageOf(guidelinesItemSchema),
    {
      ...inQueue,
      query: Type.Object(pageQueryProperties, closed),
    },
  ),
  setGuidelines: post('/queues/{id}/guidelines', 'A new version of the guidelines.', guidelinesItemSchema, {
    ...inQueue,
    body: newGuidelinesSchema,
    status: 201,
  }),
  nextItems: post(
    '/queues/{id}/next',
    'Puts items into your hands, for five minutes each; what your tab holds already comes first.',
    nextSchema,
    { ...inQueue, body: nextOrderSchema, roles: JUDGING },
  ),
  heartbeat: post('/queues/{id}/heartbeat', 'Says that your tab is still there.', leasesSchema, {
    ...inQueue,
    body: tabSchema,
    roles: JUDGING,
  }),
  giveBackItems: post('/queues/{id}/give-back', 'Gives back what your tab holds.', leasesSchema, {
    ...inQueue,
    body: tabSchema,
    roles: JUDGING,
  }),
  saveDraft: post('/queues/{id}/drafts', 'Keeps what you have begun to say.', savedSchema, {
    ...inQueue,
    body: draftOrderSchema,
    roles: JUDGING,
  }),
  disagreements: get(
    '/queues/{id}/disagreements',
    'Items on which people differ and nobody has settled it.',
    Type.Composite([
      pageOf(disagreementSchema),
      Type.Object({
        sure: Type.Integer({ description: 'Of them as sure as a queue that raises its overlap asks for.' }),
        sureSha256: Type.Union([Type.String(), Type.Null()], {
          description: 'Of those and their likelier verdicts, for settling them in one go.',
        }),
      }),
    ]),
    {
      ...inQueue,
      query: Type.Object(
        {
          names: Type.Boolean({
            default: true,
            description: 'false: people are A, B, C, in each item anew.',
          }),
          ...pageQueryProperties,
        },
        closed,
      ),
      roles: OVERSEEING,
    },
  ),
  settle: post(
    '/queues/{id}/verdicts',
    'The final verdict on an item, by somebody who has not judged it.',
    reviewItemSchema,
    { ...inQueue, body: verdictOrderSchema, status: 201 },
  ),
  settleLikely: post(
    '/queues/{id}/verdicts/likely',
    'Settles what is as sure as the queue asks for by the likelier decision, each a verdict of yours.',
    likelyDoneSchema,
    { ...inQueue, body: likelyOrderSchema },
  ),
  agreement: get(
    '/queues/{id}/agreement',
    'How far people agree: by field, pair, domain and week.',
    agreementSchema,
    {
      ...inQueue,
      query: Type.Object({ field: word('Told by pair, domain and week; the decision.') }, closed),
      roles: OVERSEEING,
    },
  ),
  progress: get(
    '/queues/{id}/progress',
    'How far each person is; reviewers see themselves.',
    pageOf(personProgressSchema),
    { ...inQueue, query: Type.Object(pageQueryProperties, closed) },
  ),
  queueItems: get('/queues/{id}/items', 'Items of a queue, in its order.', queueEntriesSchema, {
    ...inQueue,
    query: itemsQuerySchema,
  }),
  judgeAll: post(
    '/queues/{id}/bulk',
    'Says the same of every item that fits a filter, that nobody has judged and nobody holds.',
    bulkDoneSchema,
    { ...inQueue, body: bulkOrderSchema, roles: JUDGING },
  ),
  holders: get('/queues/{id}/holders', 'Who holds what, and until when.', pageOf(holderSchema), {
    ...inQueue,
    query: Type.Object(pageQueryProperties, closed),
  }),
  reviewDays: get('/queues/{id}/days', 'What was judged in a queue, day by day.', pageOf(reviewDaySchema), {
    ...inQueue,
    query: Type.Object(pageQueryProperties, closed),
    roles: OVERSEEING,
  }),
  comments: get(
    '/questions/{id}/comments',
    'What people say to each other, oldest first.',
    pageOf(commentItemSchema),
    {
      params: params('Ours.'),
      query: Type.Object(pageQueryProperties, closed),
    },
  ),
  comment: post('/questions/{id}/comments', 'Says something to the others.', commentItemSchema, {
    params: params('Ours.'),
    body: newCommentSchema,
    roles: JUDGING,
    status: 201,
  }),
  selectionChange: get(
    '/runs/{id}/selection-change',
    'What judgements have changed in the selection of a run.',
    selectionChangeSchema,
    { params: params('Id of a run, or `latest`.') },
  ),
} as const satisfies Record<string, Route>;
