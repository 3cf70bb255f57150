import { type Static, Type } from '@sinclair/typebox';
import { REVIEW_DECISIONS, REVIEW_FLAGS, type ReviewDecision } from '../vocabulary/reviews.ts';
import { aspectSchema, judgedRecordSchema } from './queue.ts';
import { reasonSchema } from './reason.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const id = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });
const decision = Type.Union(
  (Object.keys(REVIEW_DECISIONS) as ReviewDecision[]).map((one) => Type.Literal(one)),
);
const fields = Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), {
  maxProperties: 20,
  description: 'What the form of the queue asks.',
});
const note = Type.String({ maxLength: 10_000, description: 'Why, in their own words.' });

const textSeen = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'Of the text that was seen; refused where it is another by now.',
});

/** Body of `POST /reviews` (CONTRACT). */
export const newReviewSchema = Type.Object(
  {
    questionId: id("Ours, or the import's where it is unique."),
    decision,
    runId: Type.Optional(id('The run whose release would hold the text; the latest, outside a queue.')),
    note: Type.Optional(nullable(note)),
    queueId: Type.Optional(nullable(id('Id of a queue.'))),
    leaseId: Type.Optional(nullable(id('As the queue handed the item out.'))),
    fields: Type.Optional(nullable(fields)),
    textSha256: Type.Optional(textSeen),
    seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400, description: 'How long it took.' })),
    flags: Type.Optional(
      Type.Array(Type.Union(REVIEW_FLAGS.map((code) => Type.Literal(code))), {
        maxItems: REVIEW_FLAGS.length,
      }),
    ),
  },
  closed,
);
export type NewReview = Static<typeof newReviewSchema>;

/** A judgement as lists tell it. */
export const reviewItemSchema = Type.Object({
  reviewId: Type.String(),
  questionId: Type.String(),
  textSha256: Type.String(),
  aspect: aspectSchema,
  reviewer: Type.String({ description: 'Name; an opaque id where it was erased.' }),
  decision,
  note: nullable(Type.String()),
  fields: nullable(Type.Record(Type.String(), Type.Unknown())),
  at: Type.String(),
  seconds: nullable(Type.Integer()),
  queueId: nullable(Type.String()),
  guidelines: nullable(Type.Integer({ description: 'Version of the guidelines that held.' })),
  final: Type.Boolean({ description: 'The verdict of an adjudicator.' }),
  replaces: nullable(Type.String({ description: 'What the same person had said before.' })),
  withdrawn: Type.Boolean(),
  stale: Type.Boolean({ description: 'The text has changed since: the judgement counts for nothing now.' }),
});
export type ReviewItem = Static<typeof reviewItemSchema>;

export const withdrawOrderSchema = Type.Object(
  { why: Type.Optional(Type.String({ maxLength: 10_000 })) },
  closed,
);
export const withdrawnSchema = Type.Object({
  reviewId: Type.String(),
  questionId: Type.String(),
  stands: nullable(
    Type.String({ description: 'The earlier judgement of the same person that stands again.' }),
  ),
});

export const verdictOrderSchema = Type.Object(
  {
    questionId: id('Ours.'),
    decision: Type.Union([Type.Literal('accept'), Type.Literal('reject')]),
    why: reasonSchema(10_000, 'The reason of the verdict.'),
    fields: Type.Optional(nullable(fields)),
    textSha256: Type.Optional(textSeen),
    overrides: Type.Optional(
      Type.Boolean({
        description:
          'Lets it stand where people do not differ, and over the verdict of another adjudicator; refused there else.',
      }),
    ),
  },
  closed,
);

export const likelyOrderSchema = Type.Object(
  {
    why: reasonSchema(10_000, 'The reason of the verdicts.'),
    expected: Type.Integer({
      minimum: 0,
      maximum: 100_000,
      description: 'How many items are sure enough, as you were shown: another number by now is refused.',
    }),
    shownSha256: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: '`sureSha256` as you were shown it: other items or verdicts by now are refused.',
      }),
    ),
  },
  closed,
);
export const likelyDoneSchema = Type.Object({
  settled: Type.Integer(),
  passedOver: Type.Integer({ description: 'Judged by yourself, or your own work: left for somebody else.' }),
});

/** Judgements of one text that differ, side by side. */
export const disagreementSchema = Type.Object({
  questionId: Type.String(),
  textSha256: Type.String(),
  likely: nullable(
    Type.Object(
      { decision: Type.Union([Type.Literal('accept'), Type.Literal('reject')]), sure: Type.Number() },
      { description: 'Of a queue that raises its overlap: what the words say together, and how sure it is.' },
    ),
  ),
  record: judgedRecordSchema,
  judgements: Type.Array(reviewItemSchema),
});

/** What somebody mends in a question; what is not named stays. */
export const questionEditSchema = Type.Object(
  {
    contentSha256: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'Of the version that was seen; refused where it is another by now.',
    }),
    question: Type.Optional(Type.String({ minLength: 1, maxLength: 100_000 })),
    options: Type.Optional(
      nullable(Type.Array(Type.String({ minLength: 1, maxLength: 10_000 }), { minItems: 2, maxItems: 26 })),
    ),
    answer: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 100_000 }))),
    solution: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 500_000 }))),
    why: reasonSchema(10_000, 'The reason of the change.'),
  },
  closed,
);
export type QuestionEditOrder = Static<typeof questionEditSchema>;
export const editedSchema = Type.Object({
  questionId: Type.String({ description: 'Of the new version.' }),
  before: Type.String({ description: 'Of the version that gave way; what was judged of it is stale.' }),
  version: Type.Integer(),
  importId: Type.String({ description: '`imports undo` brings the version before back.' }),
});

export const newCommentSchema = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 10_000, description: '`@name` tells a user of it.' }),
    queueId: Type.Optional(nullable(id('Where it came up.'))),
    flagged: Type.Boolean({ default: false, description: 'Somebody should look at it.' }),
  },
  closed,
);
export const commentItemSchema = Type.Object({
  commentId: Type.String(),
  questionId: Type.String(),
  author: Type.String(),
  text: Type.String(),
  flagged: Type.Boolean(),
  queueId: nullable(Type.String()),
  at: Type.String(),
  mentions: Type.Array(Type.String(), { description: 'Users who are named in it, who are told.' }),
});
export type CommentItem = Static<typeof commentItemSchema>;

const place = {
  questionId: Type.String(),
  rank: Type.Integer(),
  question: Type.String({ description: 'The beginning of its text.' }),
};

/** What the judgements have changed in a selection. */
export const selectionChangeSchema = Type.Object({
  runId: Type.String(),
  wanted: Type.Integer(),
  rows: Type.Integer({ description: 'What a release would hold now.' }),
  accepted: Type.Integer({ description: 'Rows of it that somebody accepted and nobody rejected.' }),
  unreviewed: Type.Integer(),
  left: Type.Array(
    Type.Object({
      ...place,
      rejectedBy: Type.Array(Type.String(), { description: 'Reviewers see themselves alone.' }),
    }),
    { description: 'Rows that gave way because somebody rejected them.' },
  ),
  steppedIn: Type.Array(Type.Object(place), {
    description: 'Rows of the reserve that are there in their place.',
  }),
});
export type SelectionChange = Static<typeof selectionChangeSchema>;
