import { type Static, Type } from '@sinclair/typebox';
import { EFFECTS, type Effect } from '../vocabulary/flags.ts';
import { POLICY_NAMES } from '../vocabulary/policies.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const counts = (description: string) => Type.Record(Type.String(), Type.Integer(), { description });
const usd = (description: string) => Type.Number({ description: `${description} Unit: US dollars.` });

export const effectSchema = Type.Union((Object.keys(EFFECTS) as Effect[]).map((name) => Type.Literal(name)));
const policyName = Type.Union(POLICY_NAMES.map((name) => Type.Literal(name)));

/** What a policy says about the usable traces of a collection, going by their flags alone. */
const outlook = Type.Object({
  policy: policyName,
  usable: Type.Integer({ description: 'Usable traces, by which the others are measured.' }),
  refused: Type.Integer({ description: 'Of those, the ones with a flag that blocks.' }),
  attested: Type.Integer({ description: 'Of the others, the ones that a named person has to answer for.' }),
  codes: Type.Array(Type.Object({ code: Type.String(), effect: effectSchema, traces: Type.Integer() }), {
    description: 'What blocks first, then by count.',
  }),
});
export type Outlook = Static<typeof outlook>;

/** A collection in the list: one asking of one teacher on behalf of one run, counted from its rows. */
export const collectionItemSchema = Type.Object({
  collectionId: Type.String(),
  runId: Type.Union([Type.String(), Type.Null()], { description: 'Null where it belongs to no run.' }),
  purpose: Type.String({ description: '`traces`, `attempts`, `grades` or `labels`.' }),
  teacher: Type.String(),
  provider: nullable(Type.String({ description: 'Null where nobody is called.' })),
  service: nullable(Type.String()),
  model: nullable(Type.String()),
  endpoint: nullable(Type.String()),
  state: Type.String({ description: '`open`, `paused` or `cancelled`.' }),
  createdAt: Type.String(),
  asked: Type.Integer({ description: '`answered` and all of `blocked`, `unusable` and `failed`.' }),
  answered: Type.Integer({ description: 'Replies that serve, those with a dropped trace included.' }),
  blocked: counts('Reason to count.'),
  unusable: counts('Reason to count.'),
  failed: counts('Reason to count.'),
  inFlight: Type.Integer({ description: 'Asked, and no reply is stored yet.' }),
  pending: Type.Integer({
    description: 'Items that wait; where nobody is called, selected questions that it does not hold yet.',
  }),
  spentUsd: usd('By the usage that came back.'),
  unsettledUsd: usd('What lost and unanswered calls may have cost beyond that, at most.'),
  tokens: Type.Object({
    prompt: Type.Integer(),
    thoughts: Type.Integer({ description: 'As billed; of a collection without calls, by our tokenizer.' }),
    answer: Type.Integer(),
  }),
  traces: Type.Object({ in: Type.Integer(), usable: Type.Integer(), dropped: counts('Reason to count.') }),
  flags: counts('Code to how many traces carry it.'),
  outlooks: Type.Array(outlook, { description: 'One a policy, the strictest first.' }),
  calls: Type.Object({
    sent: Type.Integer(),
    lost: Type.Integer({ description: 'Cut off by a crash; they may have been billed.' }),
    retried: Type.Integer(),
  }),
});
export type CollectionItem = Static<typeof collectionItemSchema>;

const json = Type.Unknown({ description: 'As it was stored; null where there is none.' });

/** A collection with all that is known of it. */
export const collectionSchema = Type.Composite([
  collectionItemSchema,
  Type.Object({
    settings: json,
    attestation: json,
    terms: json,
    kinds: counts('What the usable traces are: `raw`, `summary` or `reference`.'),
    verdicts: counts(
      'Of the usable traces: `correct`, `wrong`, `unverifiable`, or `none` where nobody looked.',
    ),
    findings: counts('Defect to how many traces show it, dropped for it or not.'),
    money: Type.Object({
      reservedUsd: usd('For calls under way.'),
      ceilingUsd: nullable(usd('Null where none was set.')),
      perQuestionUsd: nullable(usd('Spent over asked; null where nothing was spent.')),
      priceRow: nullable(Type.String({ description: 'The row of the price list that was used last.' })),
    }),
    tries: counts('Outcome of a call to count; `under-way` for those without one.'),
    latencyMs: nullable(
      Type.Object(
        { median: Type.Integer(), p90: Type.Integer(), p99: Type.Integer() },
        { description: 'Of calls that were answered. Unit: milliseconds.' },
      ),
    ),
  }),
]);
export type CollectionDetail = Static<typeof collectionSchema>;
