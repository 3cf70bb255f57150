import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
const text = Type.String({ minLength: 1, maxLength: 1000 });
const yesOrNo = Type.Union([Type.Literal('yes'), Type.Literal('no')]);
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** An SPDX licence identifier, or a name of our own for what SPDX has none for. */
const licenceId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9.+-]{0,79}$' });

/** What a licence of texts or data allows and asks. */
export const licenceSchema = Type.Object(
  {
    id: licenceId,
    name: text,
    commercial: { ...yesOrNo, description: 'Whether it may be used commercially.' },
    derivatives: { ...yesOrNo, description: 'Whether altered copies may be handed on.' },
    attribution: Type.Union([Type.Literal('none'), Type.Literal('notice'), Type.Literal('credit')], {
      description: 'notice: its text travels along; credit: the authors are named.',
    }),
    share_alike: orNull(
      Type.Array(licenceId, {
        minItems: 1,
        description: 'Licences under which something made from it may be handed on; null where it asks none.',
      }),
    ),
    strength: Type.Integer({ minimum: 0, description: 'From the freest to the narrowest.' }),
    url: orNull(text),
  },
  closed,
);
export type Licence = Static<typeof licenceSchema>;

const version = Type.Integer({ minimum: 1 });
export const licencesFileSchema = Type.Object(
  { about: text, version, licences: Type.Array(licenceSchema, { minItems: 1 }) },
  closed,
);

/** How sources write licences, and what they stand for. */
export const spellingsFileSchema = Type.Object(
  {
    about: text,
    version,
    spellings: Type.Record(
      Type.String({ minLength: 1, maxLength: 300 }),
      Type.Object({ id: orNull(licenceId), why: Type.Optional(text) }, closed),
    ),
  },
  closed,
);

/** Codes that what is known of a source can raise. */
const SOURCE_CODES = [
  'TAKEDOWN_NOTICE',
  'UPSTREAM_NO_TRAIN_REQUEST',
  'UPSTREAM_AI_TERMS',
  'LICENCE_CONFLICT',
  'LICENCE_CHANGED',
  'EVAL_SPLIT_SOURCE',
] as const;

/** What is known of a public source beyond what it declares. */
export const knownSourceSchema = Type.Object(
  {
    names: Type.Array(text, {
      minItems: 1,
      description: 'How imports call it, letter by letter: a name that is only alike is another source.',
    }),
    about: text,
    certainty: Type.Union([Type.Literal('read'), Type.Literal('second-hand'), Type.Literal('assumed')]),
    upstream: Type.Array(
      Type.Object({ name: text, licence: orNull(licenceId), says: Type.Optional(text) }, closed),
      { description: 'What its rows were made from; null where no licence is stated.' },
    ),
    facts: Type.Array(
      Type.Object(
        {
          code: Type.Union(SOURCE_CODES.map((code) => Type.Literal(code))),
          says: text,
          on: orNull(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type KnownSource = Static<typeof knownSourceSchema>;
export const knownSourcesFileSchema = Type.Object(
  { about: text, version, sources: Type.Array(knownSourceSchema) },
  closed,
);
