import { type Static, Type } from '@sinclair/typebox';

const text = Type.String({ minLength: 1, maxLength: 1000 });

/** A line of `grades import`: what somebody says about one attempt or trace. */
export const gradeLineSchema = Type.Object(
  {
    attempt: Type.Optional(Type.Integer({ minimum: 1, description: 'Number of the attempt.' })),
    trace: Type.Optional({ ...text, description: 'Id of the trace.' }),
    id: Type.Optional({ ...text, description: "Id of the question, ours or the import's; with `model`." }),
    source: Type.Optional(text),
    model: Type.Optional({ ...text, description: 'Whose attempt on that question.' }),
    answer: Type.Optional(
      Type.String({ maxLength: 100_000, description: 'Of several attempts, those that gave this answer.' }),
    ),
    verdict: Type.Union([Type.Literal('correct'), Type.Literal('wrong'), Type.Literal('unverifiable')]),
    by: { ...text, description: 'Name of the person.' },
  },
  { additionalProperties: false },
);
export type GradeLine = Static<typeof gradeLineSchema>;
