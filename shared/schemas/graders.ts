import { type Static, Type } from '@sinclair/typebox';
import { graderRuleSchema } from './grade-rules.ts';
import { verdictSchema } from './trace.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const number = nullable(Type.Number());

const graderItemSchema = Type.Object({
  grader: Type.String({ description: 'The model, as it was asked.' }),
  prompt: Type.String({ description: 'Name and version of its prompt.' }),
  graded: Type.Integer({ description: 'Attempts and traces that it graded.' }),
  n: Type.Integer({ description: 'Of them, how many people judged too.' }),
  agree: Type.Integer({ description: 'Of those, on how many it says what people say.' }),
  kappa: nullable(Type.Number({ description: "Cohen's kappa with people." })),
  low: number,
  high: number,
  counts: Type.Boolean({ description: 'Whether its word counts, by the rule of the workspace.' }),
  says: Type.String({ description: 'Why.' }),
});
export type GraderItem = Static<typeof graderItemSchema>;

/** How each model grader agrees with people, and what is asked of them. */
export const gradersSchema = Type.Object({
  rule: Type.Composite([
    graderRuleSchema,
    Type.Object({ setAt: nullable(Type.String({ description: 'Null where nobody has set it.' })) }),
  ]),
  graders: Type.Array(graderItemSchema),
});

/** An attempt or a trace that a grader and people judged. */
export const graderRowSchema = Type.Object({
  grader: Type.String(),
  prompt: Type.String(),
  questionId: Type.String(),
  question: Type.String({ description: 'The beginning of its text.' }),
  attempt: nullable(Type.Integer({ description: 'Number of the attempt; null of a trace.' })),
  traceId: nullable(Type.String()),
  collectionId: nullable(Type.String({ description: 'Where the trace was collected; null of an attempt.' })),
  verdict: verdictSchema,
  people: verdictSchema,
});
export type GraderRow = Static<typeof graderRowSchema>;
