import { type Static, Type } from '@sinclair/typebox';
import { decisionSchema, reasonSchema, signalsSchema, stageNameSchema } from './decision.ts';
import { questionSchema } from './question.ts';
import { questionTraceSchema } from './trace.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

const text = Type.String({ description: 'The first 400 characters of the question.' });

/** A line of the list of questions. */
export const questionRowSchema = Type.Object({
  questionId: Type.String(),
  externalId: nullable(Type.String()),
  source: Type.String(),
  license: nullable(Type.String()),
  text,
});
export type QuestionRow = Static<typeof questionRowSchema>;

/** A line of the list of decisions of a run: the question, where it fell or its rank, and its signals. */
export const decisionRowSchema = Type.Object({
  questionId: Type.String(),
  externalId: nullable(Type.String()),
  source: Type.String(),
  license: nullable(Type.String()),
  text,
  kept: Type.Boolean(),
  stage: stageNameSchema,
  reason: nullable(reasonSchema),
  rank: nullable(Type.Integer()),
  signals: signalsSchema,
});
export type DecisionRow = Static<typeof decisionRowSchema>;

const record = Type.Composite([
  questionSchema,
  Type.Object({
    importId: Type.String(),
    importedAt: nullable(Type.String()),
    file: nullable(Type.String({ description: 'Base name of the file it came from.' })),
    row: Type.Integer({ description: '1-based line or row of that file.' }),
    revision: nullable(Type.String()),
    version: Type.Integer(),
    live: Type.Boolean({
      description: 'False for a version that was superseded or whose import was undone.',
    }),
    supersededBy: nullable(Type.String()),
    contentSha256: Type.String(),
  }),
]);

const attempt = Type.Object({
  model: Type.String(),
  verdict: nullable(Type.String()),
  answer: nullable(Type.String()),
  tokens: nullable(Type.Integer()),
});

/** One question's whole life: the record, what a run made of it, and what is known about it. */
export const questionLifeSchema = Type.Object({
  question: record,
  runId: nullable(Type.String({ description: 'The run of `decision`.' })),
  decision: nullable(decisionSchema),
  keptQuestion: nullable(
    Type.Object({ questionId: Type.String(), source: Type.String(), question: Type.String() }),
    // the other one of a pair of duplicates, to lay beside it
  ),
  benchmarkItem: nullable(
    Type.Object({
      benchmark: Type.String(),
      itemId: Type.String(),
      text: nullable(Type.String({ description: 'Null where the benchmark must not be shown.' })),
    }),
  ),
  attempts: Type.Array(attempt),
  traces: Type.Array(questionTraceSchema, { description: 'Of every collection, oldest first.' }),
  signals: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  releases: Type.Array(Type.String()),
});
export type QuestionLife = Static<typeof questionLifeSchema>;
