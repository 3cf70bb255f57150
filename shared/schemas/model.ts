import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
const text = Type.String({ minLength: 1, maxLength: 1000 });
const date = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day, UTC.' });
const tokens = Type.Integer({ minimum: 0, description: 'Unit: tokens.' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const oneOf = <const N extends readonly string[]>(names: N) =>
  Type.Union(names.map((name: N[number]) => Type.Literal(name)));

/** Output tokens of one call before anything was asked: thoughts and answer together. Null where none is known. */
const prior = orNull(
  Type.Object(
    { mean: orNull(tokens), low: orNull(tokens), high: orNull(tokens), p95: orNull(tokens), source: text },
    closed,
  ),
);

const thinking = Type.Union([
  Type.Object(
    { by: Type.Literal('level'), levels: Type.Array(text, { minItems: 1 }), default: orNull(text) },
    closed,
  ),
  Type.Object(
    {
      by: Type.Literal('budget'),
      min: tokens,
      max: orNull(tokens),
      off: Type.Boolean({ description: 'Whether a budget of 0 turns thinking off.' }),
      dynamic: Type.Boolean({ description: 'Whether -1 leaves it to the model.' }),
    },
    closed,
  ),
  Type.Object({ by: Type.Literal('nothing') }, closed),
]);

/** What is known about a model at a day. The newest row of a provider and id stands. */
export const modelRowSchema = Type.Object(
  {
    provider: Type.String({
      minLength: 1,
      description: 'gemini, deepseek, or weights for those that anybody may serve.',
    }),
    id: { ...text, description: 'As it is asked for; for weights, the id under which they are published.' },
    names: Type.Array(text, { description: 'Under which it is often served; a suggestion, never a proof.' }),
    line: oneOf(['flash', 'flash-lite', 'pro', 'open'] as const),
    generation: orNull(Type.String({ pattern: '^\\d+(\\.\\d+)?$' })),
    state: oneOf(['stable', 'preview', 'experimental', 'retired'] as const),
    stable_on: orNull(date),
    retired_on: orNull(date),
    replaced_by: orNull(text),
    rerouted: orNull(
      Type.Object(
        { from: date, to: { ...text, description: 'Answers as this model, at its price.' } },
        closed,
      ),
    ),
    thoughts: oneOf(['raw', 'summary', 'none'] as const),
    thinking,
    max_output_tokens: orNull(tokens),
    context: orNull(tokens),
    weights: orNull(text),
    priors: Type.Object({ traces: prior, attempts: prior }, closed),
    says: orNull(text),
    source: text,
  },
  closed,
);
export type ModelRow = Static<typeof modelRowSchema>;

export const modelsFileSchema = Type.Object(
  { about: text, read_on: date, models: Type.Array(modelRowSchema, { minItems: 1, maxItems: 1000 }) },
  closed,
);

const money = Type.String({
  pattern: '^\\d{1,6}(\\.\\d{1,6})?$',
  description: 'A decimal, as text so that it stays exact.',
});

/** What tokens cost from a day on. Unit: US dollars for a million tokens. */
export const priceRowSchema = Type.Object(
  {
    provider: text,
    model: { ...text, description: '* for every model of the provider.' },
    tier: oneOf(['standard', 'batch', 'flex'] as const),
    valid_from: date,
    valid_to: orNull({ ...date, description: 'First day on which it no longer holds.' }),
    inputUsdPerMillion: money,
    cachedUsdPerMillion: orNull({ ...money, description: 'Null where no discount is known.' }),
    outputUsdPerMillion: { ...money, description: 'Thoughts included.' },
    source: text,
    read_on: date,
  },
  closed,
);
export type PriceRow = Static<typeof priceRowSchema>;

export const pricesFileSchema = Type.Object(
  { about: text, prices: Type.Array(priceRowSchema, { minItems: 1, maxItems: 1000 }) },
  closed,
);
