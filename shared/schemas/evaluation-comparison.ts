import { type Static, Type } from '@sinclair/typebox';
import { evaluationSchema, pointFiguresSchema } from './evaluation.ts';

const share = (description: string) => Type.Number({ description });
const count = (description: string) => Type.Integer({ minimum: 0, description });

const sideSchema = Type.Composite([
  Type.Pick(evaluationSchema, ['evaluationId', 'model', 'release', 'runId', 'recipe']),
  Type.Pick(pointFiguresSchema, ['budget', 'waits']),
  Type.Object({ accuracy: share('Share of the items that both were asked, 0 to 1.') }),
]);

/** Two evaluations on the same items of a benchmark, item by item. */
export const evaluationComparisonSchema = Type.Object({
  benchmark: Type.String(),
  first: sideSchema,
  second: sideSchema,
  items: count('Items that both gave a reply to.'),
  onlyFirst: count('Of these, answered right by the first alone.'),
  onlySecond: count('Of these, answered right by the second alone.'),
  difference: share('Accuracy of the first less that of the second, -1 to 1.'),
  interval: Type.Object(
    { low: Type.Number(), high: Type.Number() },
    { description: '95 % percentile interval of the paired bootstrap.' },
  ),
  mcnemar: share('Chance that two equal ones differ so, by the exact test of McNemar.'),
  plainly: Type.Union([Type.Literal('more'), Type.Literal('less'), Type.Null()], {
    description: 'What the interval says where it leaves out 0; null where it does not.',
  }),
});
export type EvaluationComparison = Static<typeof evaluationComparisonSchema>;

/** At which of their points evaluations are compared. */
export const COMPARED_AT = '^(best|budget-[1-9][0-9]{0,8}|wait-[0-9]{1,3})$';
