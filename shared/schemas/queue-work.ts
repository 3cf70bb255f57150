import { type Static, Type } from '@sinclair/typebox';
import { ITEM_STATES, type ItemState } from '../vocabulary/queues.ts';
import { pageOf, pageQueryProperties } from './listing.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const stateSchema = Type.Union((Object.keys(ITEM_STATES) as ItemState[]).map((name) => Type.Literal(name)));
const word = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 400, description }));

/** Which items of a queue. */
const filter = {
  state: Type.Optional(stateSchema),
  source: word('Name of a source.'),
  q: word('Words of the question, letter by letter, in any case.'),
};

export const itemsQuerySchema = Type.Object(
  {
    ...filter,
    stale: Type.Optional(
      Type.Boolean({ description: 'true: only items of which something said is stale, to be judged again.' }),
    ),
    ...pageQueryProperties,
  },
  closed,
);

/** An item of a queue as lists tell it. */
export const queueEntrySchema = Type.Object({
  questionId: Type.String(),
  externalId: nullable(Type.String()),
  source: Type.String(),
  rank: nullable(Type.Integer()),
  question: Type.String({ description: 'Its beginning.' }),
  state: stateSchema,
  judged: Type.Integer({ description: 'People who said accept or reject.' }),
  people: Type.Integer({ description: 'How many are asked for.' }),
  mine: nullable(Type.String({ description: 'What you said of it.' })),
  stale: Type.Integer({
    description:
      'People whose words are of an earlier text and count no more; in a blind queue a reviewer sees their own alone.',
  }),
});
export type QueueEntry = Static<typeof queueEntrySchema>;
export const queueEntriesSchema = Type.Composite([
  pageOf(queueEntrySchema),
  Type.Object({
    total: Type.Integer({ description: 'Items that fit, on every page.' }),
    shownSha256: nullable(
      Type.String({
        description: 'Of all that fit, where `state` is `untouched`: for judging them in one go.',
      }),
    ),
  }),
]);

/** Who holds what. */
export const holderSchema = Type.Object({
  user: Type.String(),
  questionId: Type.String(),
  since: Type.String(),
  until: Type.String(),
});

/** What was judged on one day, in UTC. */
export const reviewDaySchema = Type.Object({
  day: Type.String(),
  accepted: Type.Integer(),
  rejected: Type.Integer(),
  skipped: Type.Integer(),
  people: Type.Integer(),
});
export type ReviewDay = Static<typeof reviewDaySchema>;

export const bulkOrderSchema = Type.Object(
  {
    decision: Type.Union([Type.Literal('accept'), Type.Literal('reject')]),
    source: filter.source,
    q: filter.q,
    note: Type.Optional(nullable(Type.String({ maxLength: 10_000 }))),
    expected: Type.Integer({
      minimum: 0,
      maximum: 100_000,
      description: 'How many items fit, as you were shown: another number by now is refused.',
    }),
    shownSha256: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'As the list of items told it: other items or other texts by now are refused.',
      }),
    ),
  },
  closed,
);
export const bulkDoneSchema = Type.Object({
  judged: Type.Integer(),
  passedOver: Type.Integer({
    description:
      'Taken by somebody meanwhile, beyond your share, or not for you to accept: left as they were.',
  }),
});
