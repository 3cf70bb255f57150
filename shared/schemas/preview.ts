import { type Static, Type } from '@sinclair/typebox';
import { funnelStageSchema, stageNameSchema } from './decision.ts';

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
