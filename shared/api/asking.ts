import { Type } from '@sinclair/typebox';
import { get, list, post, type Route } from '../route.ts';
import { planOrderSchema, startOrderSchema } from '../schemas/collect-order.ts';
import { collectPlanSchema } from '../schemas/collect-plan.ts';
import { collectionItemSchema, collectionSchema } from '../schemas/collection.ts';
import { jobItemSchema } from '../schemas/job.ts';
import { pageOf, pageQueryProperties, words } from '../schemas/listing.ts';
import { rawReplySchema, traceRowSchema, traceSchema, verdictSchema } from '../schemas/trace.ts';

const closed = { additionalProperties: false } as const;
const id = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });
const word = (description: string) =>
  Type.Optional(Type.String({ pattern: '^[a-z][a-z-]{0,60}$', description }));
const traceFilter = {
  outcome: word('A group (`usable`, `dropped`, `unusable`, `blocked`, `failed`) or a reason of one.'),
  verdict: Type.Optional(verdictSchema),
  defect: word('A defect that was found, whether the trace was dropped for it or not.'),
  q: words,
};
const traceParams = Type.Object(
  { id: id('Id of a trace; of an item that brought none, `ask-` and its number.') },
  closed,
);

/** Collections and the traces that they brought. */
export const ASKING_ROUTES = {
  collections: list('/collections', 'Collections, newest first.', collectionItemSchema),
  planCollection: post(
    '/collections/plan',
    'What a collection would do and cost, and what would be refused; nothing is asked or stored.',
    collectPlanSchema,
    { body: planOrderSchema },
  ),
  collect: post('/collections', 'Starts a collection, by the rules of `traces collect`.', jobItemSchema, {
    body: startOrderSchema,
    status: 202,
  }),
  collection: get('/collections/{id}', 'One collection with all that is known of it.', collectionSchema, {
    params: Type.Object({ id: id('Id of a collection.') }, closed),
  }),
  traces: get(
    '/collections/{id}/traces',
    'Traces of a collection in the order in which they came, then the items that brought none.',
    pageOf(traceRowSchema),
    {
      params: Type.Object({ id: id('Id of a collection.') }, closed),
      query: Type.Object({ ...traceFilter, ...pageQueryProperties }, closed),
    },
  ),
  trace: get('/traces/{id}', 'Everything about one trace.', traceSchema, { params: traceParams }),
  rawReply: get('/traces/{id}/raw', 'The raw reply that a trace was read from, as text.', rawReplySchema, {
    params: traceParams,
  }),
} as const satisfies Record<string, Route>;
