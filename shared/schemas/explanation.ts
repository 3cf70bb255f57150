import { type Static, Type } from '@sinclair/typebox';
import { evidenceObjectSchema, reasonSchema, signalsSchema, stageNameSchema } from './decision.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** One stage that a question reached, and what it said. */
export const stageDecisionSchema = Type.Object({
  stage: stageNameSchema,
  label: Type.Optional(
    Type.String({ description: 'How to call it where it differs from the stage: `difficulty (estimated)`.' }),
  ),
  kept: Type.Boolean(),
  reason: nullable(reasonSchema),
  evidence: evidenceObjectSchema,
  margin: nullable(
    Type.Number({ description: 'How far from turning, in the unit of the stage; null where there is none.' }),
  ),
});
export type StageDecision = Static<typeof stageDecisionSchema>;

/** Where a question came to stand. */
export const placeSchema = Type.Object({
  stage: stageNameSchema,
  reason: nullable(reasonSchema),
  rank: nullable(Type.Integer()),
});
export type Place = Static<typeof placeSchema>;

/** Why a question is, or is not, in the selection of a run: the reply of `why`. */
export const explanationSchema = Type.Object({
  questionId: Type.String(),
  externalId: nullable(Type.String()),
  runId: Type.String(),
  signals: signalsSchema,
  decisions: Type.Array(stageDecisionSchema, { description: 'Every stage reached, as the run stored it.' }),
  today: Type.Union([placeSchema, Type.Null()], {
    description: 'Where the same recipe and seed would put it with what is known now, if that is elsewhere.',
  }),
  change: Type.Array(Type.Object({ stage: stageNameSchema, key: Type.String(), value: Type.Unknown() }), {
    description:
      'Settings that together select it, stage by stage the smallest that was found to; empty for the selected.',
  }),
  turns: nullable(
    Type.Boolean({
      description:
        'Whether it is selected with the change; false where no setting selects it; null where none was tried, as over shards without --settings.',
    }),
  ),
  chance: nullable(
    Type.Number({
      minimum: 0,
      maximum: 1,
      description:
        'Share of 1,000 seeds that select it; 0 where it falls at a gate; null where none was tried.',
    }),
  ),
});
export type Explanation = Static<typeof explanationSchema>;
