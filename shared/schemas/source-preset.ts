import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1, maxLength: 400 });
const nullable = <T extends typeof text | ReturnType<typeof Type.Integer>>(of: T) =>
  Type.Union([of, Type.Null()]);
/** A dotted path in a record, as `--map` takes it. */
const path = Type.String({ pattern: '^[A-Za-z0-9_-][A-Za-z0-9 ._-]{0,79}$' });
const dataset = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*$' });

const partSchema = Type.Object(
  {
    config: nullable(text),
    split: nullable(text),
    files: Type.Optional(
      Type.Array(text, { minItems: 1, description: 'Names of the files, where the card names none.' }),
    ),
  },
  closed,
);

/** Texts of another data set that records are held against, as they are. */
const listSchema = Type.Object(
  { dataset, config: nullable(text), split: nullable(text), field: path },
  closed,
);

const simpleRuleSchema = Type.Union([
  Type.Object(
    {
      field: path,
      is: Type.Array(Type.Union([Type.String(), Type.Integer(), Type.Null()]), { minItems: 1 }),
    },
    closed,
  ),
  Type.Object({ field: path, isThere: Type.Boolean() }, closed),
  Type.Object(
    { field: path, atMost: Type.Integer({ description: 'Of the digits that the field begins with.' }) },
    closed,
  ),
  Type.Object({ field: path, listedIn: listSchema }, closed),
  Type.Object({ field: path, notListedIn: listSchema }, closed),
]);
const ruleSchema = Type.Union([
  simpleRuleSchema,
  Type.Object({ any: Type.Array(simpleRuleSchema, { minItems: 2 }) }, closed),
]);

const composedSchema = Type.Object(
  {
    parts: Type.Array(path, { minItems: 1 }),
    with: Type.String({ description: 'What stands between the parts; an empty part is left out.' }),
  },
  closed,
);

export const presetSourceSchema = Type.Object(
  {
    name: text,
    dataset,
    license: Type.Object(
      {
        declared: nullable(text),
        says: Type.String({ description: 'Where that is stated, and what else is known of it.' }),
      },
      closed,
    ),
    parts: Type.Array(partSchema, { minItems: 1 }),
    keep: Type.Array(ruleSchema, { description: 'A record is taken that meets all of them.' }),
    sample: Type.Union([
      Type.Null(),
      Type.Object(
        {
          n: Type.Integer({ minimum: 1 }),
          by: Type.Array(path, { description: 'Groups that get equal shares.' }),
        },
        closed,
      ),
    ]),
    fields: Type.Object(
      {
        question: Type.Union([path, composedSchema]),
        answer: Type.Optional(path),
        solution: Type.Optional(path),
        options: Type.Optional(
          Type.Union([path, Type.Object({ of: Type.Array(path, { minItems: 2 }) }, closed)]),
        ),
        subject: Type.Optional(path),
        level: Type.Optional(path),
      },
      closed,
    ),
    traces: Type.Boolean({ description: 'The records carry traces in columns that are known.' }),
    published: nullable(Type.Integer({ minimum: 0 })),
    differs: Type.Array(text, { description: 'What was done to it there and is not done here.' }),
  },
  closed,
);

/** Data sets of the hub that make up a published pool, and how it was narrowed. A changed one is a new file. */
export const sourcePresetSchema = Type.Object(
  {
    preset: Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,40}$' }),
    version: Type.Integer({ minimum: 1 }),
    says: text,
    from: Type.Array(text, { minItems: 1, description: 'Where its facts were read.' }),
    published: nullable(Type.Integer({ minimum: 0 })),
    sources: Type.Array(presetSourceSchema, { minItems: 1 }),
    differs: Type.Array(text),
  },
  closed,
);

export type SourcePreset = Static<typeof sourcePresetSchema>;
export type PresetSource = Static<typeof presetSourceSchema>;
export type PresetRule = Static<typeof ruleSchema>;
export type PresetList = Static<typeof listSchema>;
