import { type Static, Type } from '@sinclair/typebox';

const nullable = <T extends ReturnType<typeof Type.String | typeof Type.Integer | typeof Type.Number>>(
  of: T,
) => Type.Union([of, Type.Null()]);
const count = Type.Integer({ minimum: 0 });
const budget = nullable(Type.Integer({ minimum: 1, description: 'Tokens at which the thinking is ended.' }));
const waits = Type.Integer({ minimum: 0, description: 'Times that an end of the thinking is suppressed.' });

/** How a model did on a benchmark at one amount of thinking. */
export const pointFiguresSchema = Type.Object({
  benchmark: Type.String(),
  budget,
  waits,
  items: count,
  correct: count,
  unverifiable: count,
  failed: count,
  accuracy: Type.Number({ description: 'Share of the items, 0 to 1.' }),
  interval: Type.Object(
    { low: Type.Number(), high: Type.Number() },
    { description: '95 % interval of the share, by Wilson.' },
  ),
  thinkingTokens: Type.Object({ mean: Type.Number(), max: count }),
  forced: count,
});

/** What the s1 paper asks of a way to scale at test time. */
export const scalingSchema = Type.Object({
  benchmark: Type.String(),
  control: nullable(Type.Number({ description: 'Per cent of the budgets that were kept to.' })),
  scaling: nullable(Type.Number({ description: 'Mean slope, in percentage points a thousand tokens.' })),
  performance: nullable(Type.Number({ description: 'Best accuracy, in per cent.' })),
});

/** A model that was evaluated: the reply of `evaluate`. */
export const evaluationSchema = Type.Object({
  evaluationId: Type.String(),
  createdAt: Type.String(),
  model: Type.String(),
  release: nullable(Type.String({ description: 'What it was trained on, where that is known.' })),
  runId: nullable(Type.String()),
  recipe: nullable(Type.String({ description: 'Recipe of that run, to compare by.' })),
  template: Type.String(),
  points: Type.Array(Type.Object({ budget, waits })),
  mostThinking: count,
  mostAnswer: count,
  temperature: Type.Number(),
  seed: nullable(Type.Integer()),
  benchmarks: Type.Array(
    Type.Object({
      name: Type.String(),
      sha256: Type.String(),
      items: count,
      clean: Type.Union([Type.Boolean(), Type.Null()], {
        description:
          'Whether the release was compared with these very items; null where no release is known.',
      }),
    }),
  ),
  asked: count,
  pending: count,
  failed: count,
  tokens: count,
  figures: Type.Array(pointFiguresSchema),
  scaling: Type.Array(scalingSchema),
});

export type PointFigures = Static<typeof pointFiguresSchema>;
export type Scaling = Static<typeof scalingSchema>;
export type EvaluationReport = Static<typeof evaluationSchema>;
