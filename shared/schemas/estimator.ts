import { type Static, Type } from '@sinclair/typebox';

const correlation = Type.Union([Type.Number({ minimum: -1, maximum: 1 }), Type.Null()], {
  description:
    'Spearman correlation of estimates that never saw the label with the labels; null for too few.',
});

const share = (description: string) =>
  Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], { description });

const compared = {
  labels: Type.Integer({ description: 'Labels that were compared.' }),
  estimated: share('Mean difficulty by the held-out estimates; null where there are no labels.'),
  observed: share('Mean difficulty by the labels, on the same scale.'),
};

/** How far estimates of difficulty can be relied on: measured on labels that were held out. */
export const estimatorSchema = Type.Object({
  decides: Type.Boolean({ description: 'False where it is too weak to decide.' }),
  labels: Type.Integer(),
  readsSolutions: Type.Boolean(),
  rankCorrelation: correlation,
  learnedFrom: Type.Array(
    Type.Object({ scale: Type.String(), labels: Type.Integer(), rankCorrelation: correlation }),
    { description: 'A scale is the levels of a source, or the verdicts on a solver.' },
  ),
  domains: Type.Array(
    Type.Object({
      domain: Type.String(),
      questions: Type.Integer(),
      cut: Type.Union([Type.Number(), Type.Null()]),
      rankCorrelation: correlation,
      ...compared,
    }),
  ),
  calibration: Type.Array(Type.Object(compared), {
    description: 'Tenths of the held-out estimates, the easiest first.',
  }),
  selected: Type.Integer({ description: 'Selected questions that rest on an estimate: nobody tried them.' }),
  worthAsking: Type.Array(Type.String(), {
    description:
      'Up to 100 of those, by our id: the likeliest to be solved first, since an attempt at them would turn the selection soonest. `attempts plan` lists all.',
  }),
  sha256: Type.String({ description: 'SHA-256 over the estimates in the order of ids, as 64-bit numbers.' }),
});
export type EstimatorReport = Static<typeof estimatorSchema>;
