import { type Static, Type } from '@sinclair/typebox';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

const interval = nullable(Type.Object({ mean: Type.Number(), low: Type.Number(), high: Type.Number() }));

const lacking = Type.Object({ model: Type.String(), attempts: Type.Integer({ minimum: 1 }) });

/** The fewest attempts that would settle the selection of a run: the reply of `attempts plan`. */
export const attemptsPlanSchema = Type.Object({
  runId: Type.String(),
  selected: Type.Integer(),
  settled: Type.Integer({ description: 'Selected questions that hold a graded attempt of each solver.' }),
  toTry: Type.Integer({ description: 'Selected questions that lack attempts.' }),
  toGrade: Type.Integer({
    description: 'Selected questions whose attempts nobody could verify yet: a grader or a person may.',
  }),
  ungradable: Type.Integer({
    description: 'Selected questions without an answer and a solution, at which no attempt could be graded.',
  }),
  attempts: Type.Integer({ description: 'Of all solvers together.' }),
  usd: Type.Union(interval.anyOf, {
    description: 'Of all solvers together; null where a price is not known.',
  }),
  solvers: Type.Array(
    Type.Object({
      model: Type.String(),
      attempts: Type.Integer(),
      promptTokens: Type.Integer({ description: 'Counted with the tokenizer of Qwen2.5.' }),
      outputTokens: Type.Union(interval.anyOf, {
        description:
          'As its replies were before, else as the registry knows them; null where nothing is known.',
      }),
      priceRow: nullable(Type.String({ description: 'The row of data/prices.' })),
      usd: interval,
      command: Type.String({ description: 'What asks for these attempts.' }),
    }),
  ),
  questions: Type.Array(
    Type.Object({
      questionId: Type.String(),
      externalId: nullable(Type.String()),
      rank: Type.Integer(),
      domain: Type.String(),
      estimate: nullable(Type.Number({ description: 'Estimated difficulty, 0 (easy) to 1.' })),
      attempts: Type.Array(lacking),
    }),
    { description: 'The likeliest to be solved first.' },
  ),
});
export type AttemptsPlan = Static<typeof attemptsPlanSchema>;
