import { type Static, Type } from '@sinclair/typebox';
import { get, list, post } from '../route.ts';
import { reasonSchema, stageNameSchema } from '../schemas/decision.ts';
import { explanationSchema } from '../schemas/explanation.ts';
import { jobItemSchema } from '../schemas/job.ts';
import { pageOf, pageQueryProperties } from '../schemas/listing.ts';
import { poolFilterProperties } from '../schemas/pool-filter.ts';
import { poolItemSchema } from '../schemas/pools.ts';
import {
  newRunSchema,
  previewOrderSchema,
  previewReplySchema,
  previewRowSchema,
  shippedRecipeSchema,
} from '../schemas/preview.ts';
import { CHANGE_SIDES, causeKeySchema, runDiffHeadSchema } from '../schemas/run-diff.ts';
import { EVERY_ROLE } from '../vocabulary/roles.ts';

const closed = { additionalProperties: false } as const;

/** Which questions of a preview are asked for; all conditions hold at once. */
const rowFilter = {
  side: Type.Optional(
    Type.Union(
      CHANGE_SIDES.map((side) => Type.Literal(side)),
      {
        description: 'Only those that stand elsewhere than in the run: selected now, no more, or any other.',
      },
    ),
  ),
  stage: Type.Optional(stageNameSchema),
  reason: Type.Optional(reasonSchema),
  passed: Type.Optional(
    Type.Union(stageNameSchema.anyOf, { description: 'Only questions that this stage would let through.' }),
  ),
  kept: Type.Optional(Type.Boolean({ description: 'true: those that would be selected, by rank.' })),
  stays: Type.Optional(
    Type.Boolean({
      description: 'true: of those that would be selected, those that the run selected as well.',
    }),
  ),
  source: poolFilterProperties.source,
  license: poolFilterProperties.license,
  domain: poolFilterProperties.domain,
  cause: causeKeySchema,
};

/** A page of the questions of a preview. */
export const previewRowsOrderSchema = Type.Object(
  { ...previewOrderSchema.properties, ...rowFilter, ...pageQueryProperties },
  closed,
);
export type PreviewRowsOrder = Static<typeof previewRowsOrderSchema>;

const named = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });

/** Recipes and what they would do. */
export const LAB_ROUTES = {
  recipes: list('/recipes', 'Recipes that ship with the program, defaults filled in.', shippedRecipeSchema),
  recipeSchema: get(
    '/recipes/schema',
    'The JSON Schema of a recipe: each setting with its default, unit and source.',
    Type.Object({ schema: Type.Unknown() }),
  ),
  preview: post(
    '/previews',
    'What a run would have selected under other settings; not stored.',
    previewReplySchema,
    { body: previewOrderSchema, roles: EVERY_ROLE },
  ),
  previewProgress: get(
    '/previews/progress',
    'How far the preview or diff under way is with looking at texts; nothing where none looks at any.',
    Type.Object({
      done: Type.Integer({ description: 'Questions looked at.' }),
      total: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
  previewDiff: post(
    '/previews/diff',
    'How a preview differs from its run, and what the changes are put down to; not stored.',
    runDiffHeadSchema,
    { body: previewOrderSchema, roles: EVERY_ROLE },
  ),
  previewRows: post(
    '/previews/rows',
    'Questions of a preview: where each stood and would stand, with the cause where that differs.',
    pageOf(previewRowSchema),
    { body: previewRowsOrderSchema, roles: EVERY_ROLE },
  ),
  explain: get(
    '/questions/{id}/why',
    'Every stage that a question reached, settings that would select it, and how likely it is, as `winnow why` says.',
    explanationSchema,
    {
      params: Type.Object({ id: named("Ours, or the import's where it is unique.") }, closed),
      query: Type.Object({ run: Type.Optional(named('Id of a run, or `latest` (the default).')) }, closed),
    },
  ),
  pools: list(
    '/pools',
    'Pools that a run can be made over: what was imported, then those that stay as shards, newest first.',
    poolItemSchema,
  ),
  startRun: post('/runs', 'Carries out a recipe, as `winnow run` does.', jobItemSchema, {
    body: newRunSchema,
    status: 202,
  }),
} as const;
