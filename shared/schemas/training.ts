import { type Static, Type } from '@sinclair/typebox';

const around = Type.Tuple([Type.String(), Type.String()]);

/** How a row becomes the text that a model is trained on. A changed one is a new file with the next version. */
export const templateSchema = Type.Object(
  {
    template: Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,40}$' }),
    version: Type.Integer({ minimum: 1 }),
    says: Type.String({ description: 'One clause for card and help.' }),
    tokenizer: Type.String({ description: 'The family whose chat it is.' }),
    system: Type.Union([Type.String(), Type.Null()], {
      description: 'What the chat template says first where a row has no system text; null: nothing.',
    }),
    turns: Type.Object(
      { system: around, user: around, assistant: around },
      { additionalProperties: false, description: 'What stands before and behind the words of a turn.' },
    ),
    stop: Type.String({
      description: 'The token that ends the words of the assistant; it begins what stands behind them.',
    }),
    thinking: around,
    answer: around,
    answerMark: Type.Union([Type.String(), Type.Null()], {
      description: 'Put before an answer that does not hold it.',
    }),
  },
  { additionalProperties: false },
);
export type Template = Static<typeof templateSchema>;

const modelSchema = Type.Object(
  {
    id: Type.String(),
    parameters: Type.Number({ exclusiveMinimum: 0 }),
    layers: Type.Integer({ minimum: 1 }),
    hidden: Type.Integer({ minimum: 1 }),
    ffn: Type.Integer({ minimum: 1 }),
    vocabulary: Type.Integer({ minimum: 1 }),
    tied: Type.Boolean(),
  },
  { additionalProperties: false },
);

/** The models that training is estimated for, and the accelerator. */
export const trainingModelsSchema = Type.Object(
  {
    says: Type.String(),
    gpu: Type.Object(
      {
        name: Type.String(),
        memoryGB: Type.Number({ exclusiveMinimum: 0 }),
        flops: Type.Number({ exclusiveMinimum: 0, description: 'A second, dense bf16.' }),
        busBytesPerSecond: Type.Number({ exclusiveMinimum: 0 }),
      },
      { additionalProperties: false },
    ),
    models: Type.Array(modelSchema, { minItems: 1 }),
  },
  { additionalProperties: false },
);
const positive = (description: string) => Type.Number({ exclusiveMinimum: 0, description });

/** What a training reached on a GPU. */
export const measuredTrainingSchema = Type.Object(
  {
    at: Type.String({ description: 'Day.' }),
    gpu: Type.String({ description: 'As nvidia-smi names it.' }),
    gpus: Type.Integer({ minimum: 1 }),
    model: Type.String({ description: 'Whose sizes the random weights have.' }),
    parameters: positive('Weights of it.'),
    method: Type.Union([Type.Literal('full'), Type.Literal('lora'), Type.Literal('qlora')]),
    rowTokens: positive('Tokens of a row, on average.'),
    longest: positive('Tokens of the longest row.'),
    steps: Type.Integer({ minimum: 1, description: 'That were timed.' }),
    batch: Type.Integer({ minimum: 1, description: 'Rows of a step.' }),
    tokensPerSecond: positive('Over all GPUs.'),
    peakGB: Type.Union([positive('Most memory of one GPU.'), Type.Null()]),
    modelFlopsUtilisation: positive('Operations of the model alone, as a share of the peak of the GPUs.'),
    peakShare: positive(
      'The same with what gradient checkpointing computes again: what the estimate goes by.',
    ),
    versions: Type.Record(Type.String(), Type.String()),
    command: Type.String(),
  },
  { additionalProperties: false },
);
export const measuredTrainingsSchema = Type.Object(
  { says: Type.String(), measured: Type.Array(measuredTrainingSchema) },
  { additionalProperties: false },
);
export type MeasuredTraining = Static<typeof measuredTrainingSchema>;

export type TrainingModels = Static<typeof trainingModelsSchema>;
export type BaseModel = Static<typeof modelSchema>;
