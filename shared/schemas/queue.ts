import { type Static, Type } from '@sinclair/typebox';
import {
  ASPECT_NAMES,
  EMPTY_REASONS,
  type EmptyReason,
  ORDERS,
  type QueueOrder,
} from '../vocabulary/queues.ts';
import { overlapRuleSchema, overlapStateSchema } from './queue-overlap.ts';
import { queueSelectsSchema } from './queue-selects.ts';
import { reviewFormSchema } from './review-form.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const id = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });

export const aspectSchema = Type.Union(
  ASPECT_NAMES.map((name) => Type.Literal(name)),
  { description: 'What of the text is judged.' },
);
const orderSchema = Type.Union((Object.keys(ORDERS) as QueueOrder[]).map((name) => Type.Literal(name)));

export const newQueueSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    aspect: Type.Optional(aspectSchema),
    runId: Type.Optional(id('Id of a run, or `latest` (the default).')),
    teacher: Type.Optional(id('Whose traces are judged, as `release --teacher` takes it.')),
    selects: Type.Optional(queueSelectsSchema),
    form: Type.Optional(reviewFormSchema),
    guidelines: Type.Optional(Type.String({ minLength: 1, maxLength: 100_000, description: 'Markdown.' })),
    people: Type.Integer({ minimum: 1, maximum: 20, default: 1, description: 'How many judge an item.' }),
    share: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 1,
      description: 'On which share of the items that many, drawn by the seed; the others are judged by one.',
    }),
    raises: Type.Optional(nullable(overlapRuleSchema)),
    order: Type.Optional(orderSchema),
    seed: Type.Integer({ minimum: 0, maximum: 2 ** 53 - 1, default: 42 }),
    gold: Type.Array(
      Type.Object(
        { questionId: id('Ours.'), decision: Type.Union([Type.Literal('accept'), Type.Literal('reject')]) },
        closed,
      ),
      {
        maxItems: 1000,
        default: [],
        description: 'Questions whose verdict is known: everybody judges them.',
      },
    ),
    goldEvery: Type.Integer({ minimum: 2, maximum: 1000, default: 10 }),
    target: Type.Optional(Type.Integer({ minimum: 1, description: 'Items to be judged; all.' })),
    blind: Type.Boolean({
      default: true,
      description: 'Hides what others and models said until one has judged.',
    }),
    members: Type.Array(id('Name of a user.'), {
      maxItems: 1000,
      default: [],
      description: 'Empty: everybody.',
    }),
    wants: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
        maxItems: 20,
        description: 'Skills that whoever judges must have.',
      }),
    ),
    shares: Type.Optional(
      Type.Array(
        Type.Object(
          { user: id('Name of a user.'), share: Type.Number({ exclusiveMinimum: 0, maximum: 1 }) },
          closed,
        ),
        { maxItems: 1000, description: 'Which share of the judgements somebody gives at most.' },
      ),
    ),
  },
  closed,
);
export type NewQueue = Static<typeof newQueueSchema>;

export const queueItemSchema = Type.Object({
  queueId: Type.String(),
  name: Type.String(),
  aspect: aspectSchema,
  runId: nullable(Type.String()),
  selects: queueSelectsSchema,
  form: reviewFormSchema,
  people: Type.Integer(),
  share: Type.Number(),
  raises: nullable(overlapRuleSchema),
  overlap: nullable(overlapStateSchema),
  order: orderSchema,
  seed: Type.Integer(),
  target: nullable(Type.Integer()),
  blind: Type.Boolean(),
  members: Type.Array(Type.String()),
  wants: Type.Array(Type.String()),
  shares: Type.Array(Type.Object({ user: Type.String(), share: Type.Number() })),
  state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  createdBy: Type.String(),
  createdAt: Type.String(),
  guidelines: nullable(Type.Integer({ description: 'Their version.' })),
  items: Type.Integer({ description: 'Without gold questions.' }),
  withoutTrace: Type.Integer({
    description: 'Questions that are left out: the queue judges traces, and there is none of them.',
  }),
  wanted: Type.Integer({ description: 'Items that are to be judged: the target, else all.' }),
  done: Type.Integer({ description: 'Judged by as many people as asked.' }),
  judgements: Type.Integer(),
  asked: Type.Integer({ description: 'Judgements that are asked for.' }),
  split: Type.Integer({ description: 'Done, but people differ and nobody has settled it.' }),
  held: Type.Integer({ description: 'In the hands of somebody.' }),
});
export type QueueLine = Static<typeof queueItemSchema>;

export const guidelinesItemSchema = Type.Object({
  version: Type.Integer(),
  text: Type.String(),
  setBy: Type.String(),
  setAt: Type.String(),
});
export const newGuidelinesSchema = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 100_000, description: 'Markdown.' }) },
  closed,
);
export const queueStateSchema = Type.Object(
  { state: Type.Union([Type.Literal('open'), Type.Literal('closed')]) },
  closed,
);

const tab = Type.String({
  pattern: '^[A-Za-z0-9_-]{1,64}$',
  default: 'main',
  description: 'Names the browser tab or program: what one holds is not given to another.',
});
export const nextOrderSchema = Type.Object(
  { tab, limit: Type.Integer({ minimum: 1, maximum: 10, default: 1, description: 'Items at hand.' }) },
  closed,
);
export const tabSchema = Type.Object({ tab }, closed);

const leaseSchema = Type.Object({
  leaseId: Type.String(),
  questionId: Type.String(),
  expiresAt: Type.String(),
});
export const leasesSchema = Type.Object({ leases: Type.Array(leaseSchema) });

/** A text as it is put before somebody. */
export const judgedRecordSchema = Type.Object({
  questionId: Type.String(),
  externalId: nullable(Type.String()),
  source: Type.String(),
  rank: nullable(Type.Integer()),
  textSha256: Type.String({ description: 'Of the text that is judged.' }),
  contentSha256: Type.String({ description: 'Of the question alone, for mending it.' }),
  question: Type.String(),
  options: nullable(Type.Array(Type.String())),
  answer: nullable(Type.String({ description: "The source's own." })),
  solution: nullable(Type.String()),
  trace: nullable(
    Type.Object({
      traceId: Type.String(),
      kind: nullable(Type.String()),
      thinking: nullable(Type.String()),
      answer: nullable(Type.String()),
      tokens: nullable(Type.Integer()),
      verdict: nullable(Type.String({ description: 'Null in a blind queue.' })),
    }),
  ),
});
export type JudgedRecord = Static<typeof judgedRecordSchema>;

/** A judgement of a text that is there no more: shown, and counted for nothing. */
const earlierSchema = Type.Object({
  reviewId: Type.String(),
  questionId: Type.String({ description: 'Of the version that was judged.' }),
  reviewer: Type.String(),
  isOwn: Type.Boolean(),
  decision: Type.String(),
  note: nullable(Type.String()),
  at: Type.String(),
});
export type EarlierWord = Static<typeof earlierSchema>;

export const handedOutSchema = Type.Composite([
  leaseSchema,
  judgedRecordSchema,
  Type.Object({
    draft: nullable(Type.Unknown({ description: 'As it was saved.' })),
    earlier: Type.Array(earlierSchema, {
      description:
        'What was said of an earlier text, the newest first; in a blind queue your own words alone.',
    }),
  }),
]);
export type HandedOut = Static<typeof handedOutSchema>;

export const nextSchema = Type.Object({
  items: Type.Array(handedOutSchema),
  empty: nullable(
    Type.Object({
      reason: Type.Union((Object.keys(EMPTY_REASONS) as EmptyReason[]).map((name) => Type.Literal(name))),
      says: Type.String(),
      holders: Type.Array(
        Type.Object({ user: Type.String(), questionId: Type.String(), until: Type.String() }),
      ),
    }),
  ),
  done: Type.Integer(),
  of: Type.Integer(),
});
export type NextReply = Static<typeof nextSchema>;

export const draftOrderSchema = Type.Object(
  {
    questionId: id('Ours.'),
    draft: Type.Object(
      {
        decision: Type.Optional(Type.String({ maxLength: 20 })),
        note: Type.Optional(Type.String({ maxLength: 10_000 })),
        fields: Type.Optional(
          Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), { maxProperties: 20 }),
        ),
      },
      closed,
    ),
  },
  closed,
);
export const savedSchema = Type.Object({ savedAt: Type.String() });
