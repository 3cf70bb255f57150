import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
const words = {
  title: Type.Optional(Type.String({ maxLength: 200 })),
  description: Type.Optional(Type.String({ maxLength: 1000 })),
};
const labels = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
});

export const choiceSchema = Type.Object({ type: Type.Literal('string'), enum: labels, ...words }, closed);
export const ratingSchema = Type.Object(
  {
    type: Type.Literal('integer'),
    minimum: Type.Integer({ minimum: -100, maximum: 100 }),
    maximum: Type.Integer({ minimum: -100, maximum: 100 }),
    ...words,
  },
  closed,
);
export const tagsSchema = Type.Object(
  {
    type: Type.Literal('array'),
    items: Type.Object({ type: Type.Literal('string'), enum: labels }, closed),
    uniqueItems: Type.Optional(Type.Literal(true)),
    ...words,
  },
  closed,
);
export const freeTextSchema = Type.Object(
  { type: Type.Literal('string'), maxLength: Type.Integer({ minimum: 1, maximum: 10_000 }), ...words },
  closed,
);
const place = Type.Object({ type: Type.Literal('integer'), minimum: Type.Literal(0) }, closed);
export const spansSchema = Type.Object(
  {
    type: Type.Literal('array'),
    maxItems: Type.Integer({ minimum: 1, maximum: 500 }),
    items: Type.Object(
      {
        type: Type.Literal('object'),
        properties: Type.Object(
          {
            start: place,
            end: place,
            label: Type.Object({ type: Type.Literal('string'), enum: labels }, closed),
          },
          closed,
        ),
        required: Type.Tuple([Type.Literal('start'), Type.Literal('end'), Type.Literal('label')]),
        additionalProperties: Type.Literal(false),
      },
      closed,
    ),
    ...words,
  },
  closed,
);
export const stepsSchema = Type.Object(
  {
    type: Type.Literal('array'),
    maxItems: Type.Integer({ minimum: 1, maximum: 2000 }),
    items: Type.Object(
      {
        type: Type.Literal('object'),
        properties: Type.Object(
          { start: place, verdict: Type.Object({ type: Type.Literal('string'), enum: labels }, closed) },
          closed,
        ),
        required: Type.Tuple([Type.Literal('start'), Type.Literal('verdict')]),
        additionalProperties: Type.Literal(false),
      },
      closed,
    ),
    ...words,
  },
  closed,
);
export const formFieldSchema = Type.Union(
  [choiceSchema, ratingSchema, tagsSchema, freeTextSchema, spansSchema, stepsSchema],
  {
    description:
      'A choice (string with enum), a rating (integer with minimum and maximum), tags (array of strings with enum), free text (string with maxLength), marks in the text (array of start, end, label), or a verdict on its steps (array of start, verdict). Places are UTF-16 units of the thinking, of the question where there is none.',
  },
);
export type FormField = Static<typeof formFieldSchema>;

/** What a queue asks besides accept, reject or skip: a JSON Schema of the kinds of fields that a page can show. */
export const reviewFormSchema = Type.Object(
  {
    type: Type.Literal('object', { default: 'object' }),
    properties: Type.Record(Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,39}$' }), formFieldSchema, {
      maxProperties: 20,
      additionalProperties: false,
      default: {},
    }),
    required: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20, default: [] }),
    additionalProperties: Type.Optional(Type.Literal(false)),
  },
  closed,
);
export type ReviewForm = Static<typeof reviewFormSchema>;
