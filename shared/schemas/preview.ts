import { type Static, Type } from '@sinclair/typebox';
import { ENGINE_NAMES } from '../vocabulary/engines.ts';
import { funnelStageSchema, stageNameSchema } from './decision.ts';
import { placeSchema } from './explanation.ts';
import { makeUpSchema } from './make-up.ts';
import { poolNameSchema } from './pools.ts';
import { recipeSchema } from './recipe.ts';
import { causeSchema } from './run-diff.ts';

/** What is to be previewed: a run with other settings, another recipe or another seed. */
export const previewOrderSchema = Type.Object(
  {
    runId: Type.String({ minLength: 1, maxLength: 200, description: 'Id of a run, or `latest`.' }),
    recipe: Type.Optional(
      Type.Object(
        {},
        { additionalProperties: true, description: 'A whole recipe; by default that of the run.' },
      ),
    ),
    settings: Type.Optional(
      Type.Array(
        Type.Object(
          {
            stage: stageNameSchema,
            key: Type.String({ pattern: '^[A-Za-z-]{1,60}$' }),
            value: Type.Unknown(),
          },
          { additionalProperties: false },
        ),
        { maxItems: 200, description: 'Settings on top of it, as `--set stage.key=value` takes them.' },
      ),
    ),
    seed: Type.Optional(
      Type.Integer({
        minimum: Number.MIN_SAFE_INTEGER,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'By default that of the run.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type PreviewOrder = Static<typeof previewOrderSchema>;

/** How many ids are named on either side. */
export const PREVIEW_IDS = 1000;

const ids = (what: string) =>
  Type.Object({
    count: Type.Integer(),
    ids: Type.Array(Type.String(), { description: `${what}; the first ${PREVIEW_IDS} by rank.` }),
  });

/** What a run would have selected under other settings, from its own questions and what is known today. */
export const previewSchema = Type.Object({
  runId: Type.String({ description: 'The run that it is held against.' }),
  recipe: Type.String(),
  recipeSha256: Type.String(),
  seed: Type.Integer(),
  pool: Type.Integer(),
  funnel: Type.Array(funnelStageSchema),
  requested: Type.Union([Type.Integer(), Type.Literal('all')]),
  selected: Type.Integer(),
  reserve: Type.Integer(),
  selectionSha256: Type.String(),
  added: ids('Selected, and not so by the run'),
  removed: ids('Selected by the run, and no more'),
  warnings: Type.Array(Type.String()),
  seconds: Type.Number(),
});
export type Preview = Static<typeof previewSchema>;

/** A preview with what its selection would be made of. */
export const previewReplySchema = Type.Composite([previewSchema, Type.Object({ makeUp: makeUpSchema })]);
export type PreviewReply = Static<typeof previewReplySchema>;

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** One question of a preview. */
export const previewRowSchema = Type.Object({
  questionId: Type.String(),
  externalId: nullable(Type.String()),
  source: Type.String(),
  text: Type.String({ description: 'The first 400 characters of the question.' }),
  before: nullable(placeSchema),
  after: nullable(placeSchema),
  cause: nullable(causeSchema),
});
export type PreviewRow = Static<typeof previewRowSchema>;

/** A recipe that ships with the program. */
export const shippedRecipeSchema = Type.Object({
  name: Type.String(),
  recipeSha256: Type.String(),
  recipe: recipeSchema,
});

const wholeRecipe = Type.Object({}, { additionalProperties: true, description: 'A whole recipe.' });

/** A run that is to be made. */
export const newRunSchema = Type.Object(
  {
    recipe: wholeRecipe,
    seed: Type.Integer({
      minimum: Number.MIN_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
      default: 42,
    }),
    pool: Type.Optional(poolNameSchema),
    sources: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 400, pattern: '^[^,]+$' }), {
        minItems: 1,
        maxItems: 500,
        description: 'Only these sources.',
      }),
    ),
    keep: Type.Optional(
      Type.String({
        pattern: '^run-[0-9a-z-]{1,60}$',
        description: 'What this run ranked and was traced or accepted since comes first, where it passes.',
      }),
    ),
    engine: Type.Optional(
      Type.Union(
        ENGINE_NAMES.map((name) => Type.Literal(name)),
        { description: 'Where it is carried out; it has no say in what is decided.', default: 'local' },
      ),
    ),
  },
  { additionalProperties: false },
);
