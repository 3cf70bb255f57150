import { type Static, Type } from '@sinclair/typebox';

const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const count = Type.Integer({ minimum: 0 });
const name = Type.String({ minLength: 1, maxLength: 400 });

/** A file of trained weights, as `train.py` found it beside its metrics. */
export const weightsFileSchema = Type.Object({
  path: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$' }),
  sha256,
  bytes: count,
});

/** What is trained on what; a training that was taken up again says it once more. */
export const beginSchema = Type.Object({
  event: Type.Literal('begin'),
  version: Type.Literal(1),
  release: Type.String({ pattern: '^release-[0-9a-f]{16}$' }),
  datasetRoot: sha256,
  model: name,
  revision: Type.Union([name, Type.Null()]),
  method: Type.Union([Type.Literal('full'), Type.Literal('lora'), Type.Literal('qlora')]),
  gpus: Type.Integer({ minimum: 1 }),
  rows: Type.Integer({ minimum: 1 }),
  epochs: Type.Number({ minimum: 0 }),
  steps: count,
});

/** Numbers of a step by their names in the trainer, such as `loss` and `eval_loss`. */
export const stepSchema = Type.Object(
  { event: Type.Literal('step'), step: count, seconds: Type.Number({ minimum: 0 }) },
  { additionalProperties: Type.Union([Type.Number(), Type.Null()]) },
);

export const endSchema = Type.Object({
  event: Type.Literal('end'),
  step: count,
  seconds: Type.Number({ minimum: 0 }),
  peakBytes: Type.Union([count, Type.Null()]),
});

/** The last line: which files came of it. */
export const weightsSchema = Type.Object({
  event: Type.Literal('weights'),
  files: Type.Array(weightsFileSchema, { minItems: 1, maxItems: 4000 }),
});

export type TrainingBegin = Static<typeof beginSchema>;
export type WeightsFile = Static<typeof weightsFileSchema>;
