import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
const text = Type.String({ minLength: 1, maxLength: 1000 });
const date = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day, UTC.' });
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const oneOf = <const N extends readonly string[]>(names: N) =>
  Type.Union(names.map((name: N[number]) => Type.Literal(name)));

/** How sure a statement is. */
const certainty = Type.Union([
  Type.Literal('read', { description: 'Read in the source that is named.' }),
  Type.Literal('second-hand', { description: 'Quoted by others; the original was not read.' }),
  Type.Literal('assumed', { description: 'General knowledge, or carried over from an earlier version.' }),
]);

const TOPICS = [
  'train-competing',
  'train-any',
  'extraction',
  'tier-data-use',
  'region',
  'age',
  'preview',
  'grounding',
  'storage',
  'disclosure',
  'naming',
  'attribution',
  'safety',
  'other-terms',
] as const;

const clause = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,60}$', description: 'Unique in its entry.' }),
    heading: Type.String({ minLength: 1, maxLength: 200, description: 'Where it stands in the document.' }),
    topic: oneOf(TOPICS),
    effect: oneOf(['allow', 'forbid-competing', 'forbid-training', 'condition'] as const),
    binds: Type.Union([
      Type.Literal('yes'),
      Type.Literal('undecided', {
        description: 'Whether it reaches this service is arguable; it raises no flag.',
      }),
    ]),
    says: { ...text, description: 'What it says, in our words.' },
    excerpt: orNull(
      Type.String({ minLength: 1, maxLength: 300, description: 'Its own words, where they were quoted.' }),
    ),
    excerpt_sha256: orNull(sha256),
    certainty,
    paid_only_in: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), {
        description: 'Regions (ISO 3166-1 alpha-2) where only the paid tier may be offered.',
      }),
    ),
  },
  closed,
);

/**
 * One version of one document that binds whoever asks a model: the terms of a host, the licence of weights, or
 * (for the offline teacher) the licence of the source itself. Files are only ever added: which version is in
 * force follows from `effective`, so that none has to be edited when the next one comes.
 */
export const termsEntrySchema = Type.Object(
  {
    id: Type.String({
      pattern: '^[a-z0-9.-]+/[a-z0-9.-]+@[a-z0-9.-]+$',
      description: 'provider/instrument@version',
    }),
    kind: oneOf(['host', 'weights', 'source'] as const),
    provider: text,
    service: Type.String({ minLength: 1, description: 'Of the provider; * for all of them.' }),
    instrument: text,
    url: orNull(text),
    archive_url: orNull(text),
    ota: orNull(
      Type.Object(
        {
          collection: text,
          path: text,
          commit: Type.String({ pattern: '^[0-9a-f]{7,40}$' }),
          sha256: { ...sha256, description: 'Of the file at that commit, byte for byte.' },
        },
        closed,
      ),
    ),
    effective: orNull({
      ...date,
      description: 'First day on which it binds; null for a licence that came with its weights.',
    }),
    retrieved_at: date,
    retrieved_by: text,
    read: { ...text, description: 'What was read, and what was not.' },
    normalisation: Type.Literal('utf8-lf-trim-v1'),
    text_sha256: orNull({ ...sha256, description: 'Of the whole text, normalised.' }),
    clauses: Type.Array(clause, { maxItems: 64 }),
    applies: Type.Object(
      {
        models: Type.Array(text, {
          description: 'Names as the service has them; * stands for any run of characters.',
        }),
        weights: Type.Array(text, { description: 'The same for ids of weights.' }),
        origins: Type.Array(Type.String({ pattern: '^https?://[a-z0-9.:-]+$' }), {
          description: 'Where the service answers.',
        }),
        regions: orNull(Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }))),
      },
      closed,
    ),
    reviewed_by: text,
    reviewed_at: date,
    review_due_days: orNull(
      Type.Integer({
        minimum: 1,
        maximum: 3650,
        description: 'Null for a text that can not change any more.',
      }),
    ),
  },
  closed,
);
export type TermsEntry = Static<typeof termsEntrySchema>;
export type TermsClause = TermsEntry['clauses'][number];
