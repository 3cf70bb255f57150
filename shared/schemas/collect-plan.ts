import { type Static, Type } from '@sinclair/typebox';
import { POLICY_NAMES } from '../vocabulary/policies.ts';
import { effectSchema } from './collection.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const policyName = Type.Union(POLICY_NAMES.map((name) => Type.Literal(name)));

const range = Type.Object(
  { mean: Type.Number(), low: Type.Number(), high: Type.Number() },
  { description: 'The true sum lies within nine times in ten.' },
);
export type CostRange = Static<typeof range>;

const scopePrice = Type.Object({
  scope: Type.String({ description: 'As `for` takes it.' }),
  questions: Type.Integer(),
  calls: Type.Integer(),
  usd: nullable(range),
});
export type ScopePrice = Static<typeof scopePrice>;

const outlook = Type.Object({
  policy: policyName,
  releasable: Type.Union(
    (['yes', 'with-attestation', 'with-permission', 'never'] as const).map((word) => Type.Literal(word)),
    { description: 'Whether traces with these flags could ever be released, and what it would take.' },
  ),
  block: Type.Array(Type.String()),
  attest: Type.Array(Type.String()),
});
export type ForeseenOutlook = Static<typeof outlook>;

const refusal = Type.Object({
  error: Type.String({ description: 'The code that a start would answer.' }),
  message: Type.String(),
  codes: Type.Array(Type.String(), { description: 'Flags that have to be accepted, where it is for them.' }),
});
export type Refusal = Static<typeof refusal>;

/** What a collection would do and cost, and what would be refused, before anything is asked. */
export const collectPlanSchema = Type.Object({
  planId: Type.String({ description: 'Of what is shown here; `POST /collections` takes it as `planId`.' }),
  collectionId: Type.String(),
  runId: Type.String(),
  teacher: Type.String(),
  service: Type.String(),
  model: Type.String(),
  endpoint: nullable(Type.String()),
  samples: Type.Integer(),
  toAsk: Type.Integer({ description: 'Calls that would be made now, retries aside.' }),
  usd: nullable(range),
  outputTokens: nullable(range),
  priceRow: nullable(Type.String()),
  budgetUsd: nullable(Type.Number()),
  spentUsd: Type.Number({ description: 'What the same collection has cost already.' }),
  callUsd: nullable(
    Type.Number({ description: 'What is set aside for one call: nineteen of twenty cost no more.' }),
  ),
  scopes: Type.Array(scopePrice, { description: 'The price of each choice of whom to ask about.' }),
  capabilities: Type.Array(Type.String(), { description: 'What is known of the model, a sentence each.' }),
  policy: policyName,
  flags: Type.Array(Type.Object({ code: Type.String(), effect: effectSchema, says: Type.String() }), {
    description: 'What the traces will carry, and its effect under the policy of the workspace.',
  }),
  outlooks: Type.Array(outlook, { description: 'One a policy, the strictest first.' }),
  refusals: Type.Array(refusal, {
    description: 'Why a start with this order would be refused; empty: it would not.',
  }),
  warnings: Type.Array(Type.String(), {
    description: 'What whoever starts it should know, a sentence each.',
  }),
});
export type CollectPlan = Static<typeof collectPlanSchema>;
