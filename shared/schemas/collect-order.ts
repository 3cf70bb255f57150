import { type Static, Type } from '@sinclair/typebox';

const text = (most: number, description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: most, pattern: '^[^\\u0000]*$', description }));
const whole = (most: number, description: string) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: most, description }));
const yes = (description: string) => Type.Optional(Type.Boolean({ description }));

/** What of what is asked for, beside the model: the options that the commands for attempts, grades and labels have alone. */
const wantsProperties = {
  what: Type.Optional(
    Type.Union(
      (['attempts', 'traces', 'domain', 'quality'] as const).map((word) => Type.Literal(word)),
      {
        description:
          'Of grades: `attempts` (the default) or `traces`; of labels: `domain` (the default) or `quality`.',
      },
    ),
  ),
  orders: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 2,
      description: 'Of grades: in how many orders texts are shown; 2 by default.',
    }),
  ),
  first: whole(1000, 'Of attempts: how many at every question.'),
  most: whole(1000, 'Of attempts: how many where the interval still straddles the threshold.'),
  threshold: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'Of attempts: share of correct ones above which a question counts as solved.',
    }),
  ),
};
type Wanted = Static<ReturnType<typeof Type.Object<typeof wantsProperties>>> & { samples?: number };
export type Wants = { [K in keyof Wanted]?: Wanted[K] | undefined };

/**
 * What is to be collected from a model, as the page (or a script) orders it: the options of `traces collect`, and of
 * the commands for attempts, grades and labels. Keys are never part of it: the server has them in its environment.
 */
export const collectOrderSchema = Type.Object(
  {
    collects: Type.Optional(
      Type.Union(
        (['traces', 'attempts', 'grades', 'labels'] as const).map((word) => Type.Literal(word)),
        { description: 'What is asked for.', default: 'traces' },
      ),
    ),
    ...wantsProperties,
    run: text(200, 'Id of a run, or `latest` (the default for traces; the whole pool for all others).'),
    teacher: Type.Union([Type.Literal('gemini'), Type.Literal('openai')]),
    model: text(
      200,
      'The model to ask; the newest stable Flash that thinks, for gemini, where nothing is said.',
    ),
    endpoint: text(2000, 'Where it is served: for openai alone.'),
    vertex: text(200, 'Gemini over Vertex AI: `PROJECT/LOCATION`, or `express`.'),
    thinking: text(20, 'A level or a budget in tokens, as the model takes it.'),
    temperature: Type.Optional(Type.Number({ minimum: 0, maximum: 2 })),
    maxTokens: whole(10_000_000, 'Thoughts and answer together, at most.'),
    stream: yes('Take replies as streams.'),
    batch: yes('Ask in batches.'),
    batchFile: yes('Ask in batches, the requests of a batch as a file.'),
    byWorkers: yes('Have the calls made by `winnow worker`, wherever those run; never in batches.'),
    samples: whole(
      1000,
      'Traces of each question, 1 where nothing is said; of attempts: how many where the first ones do not settle it.',
    ),
    concurrency: whole(10_000, 'Calls under way at once, at most.'),
    rpm: whole(1e9, 'Requests a minute, at most.'),
    tpm: whole(1e12, 'Tokens a minute, at most.'),
    budgetUsd: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1e9,
        description: 'Ceiling of the whole collection. Unit: US dollars.',
      }),
    ),
    for: text(
      200,
      '`selected` (the default of traces), `reserve`, `undecided`, `survivors:STAGE` or `pool`.',
    ),
    untilUsable: whole(1e9, 'Go down selection and reserve until so many questions hold a usable trace.'),
    retryFailed: yes('Ask blocked, unusable and failed ones again.'),
    resume: yes('Go on with a collection that was cancelled.'),
    accept: Type.Optional(
      Type.Array(Type.String({ maxLength: 80, pattern: '^[A-Z][A-Z_]{0,79}$' }), {
        maxItems: 100,
        description: 'Codes of flags that block and are accepted.',
      }),
    ),
    purpose: text(2000, 'What the replies are for; written down with `accept`.'),
  },
  { additionalProperties: false },
);
export type CollectOrder = Static<typeof collectOrderSchema>;

/** What a plan is asked for: an order, and whether the provider is to be asked about the model, which is free. */
export const planOrderSchema = Type.Object(
  { ...collectOrderSchema.properties, probe: yes('Ask the provider about the model, for free.') },
  { additionalProperties: false },
);

/** What a start is asked for: an order, and the plan that was seen. */
export const startOrderSchema = Type.Object(
  {
    ...collectOrderSchema.properties,
    planId: Type.Optional(
      Type.String({
        pattern: '^plan-[0-9a-f]{16}$',
        description: 'The plan that was shown: where it is another by now, nothing is asked (409).',
      }),
    ),
  },
  { additionalProperties: false },
);

/** With what a job is taken up again. */
export const resumeOrderSchema = Type.Object(
  {
    budgetUsd: Type.Optional(Type.Union([collectOrderSchema.properties.budgetUsd, Type.Null()])),
    byWorkers: yes(
      'Have the calls made by workers from now on, or not any more; as before where nothing is said.',
    ),
  },
  { additionalProperties: false },
);
export type ResumeOrder = Static<typeof resumeOrderSchema>;
