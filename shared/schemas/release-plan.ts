import { type Static, Type } from '@sinclair/typebox';
import { POLICY_NAMES } from '../vocabulary/policies.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const counts = (description: string) => Type.Record(Type.String(), Type.Integer(), { description });
const policyName = Type.Union(POLICY_NAMES.map((name) => Type.Literal(name)));
const word = (description: string) => Type.String({ pattern: '^[a-zA-Z0-9][\\w.:/+-]{0,99}$', description });

/** A system text is no longer. Unit: UTF-16 units. */
export const LONGEST_SYSTEM = 20_000;

/** Which rows a release would take. */
const rowsOrder = {
  runId: Type.String({ minLength: 1, maxLength: 200, description: 'Id of a run, or `latest`.' }),
  rows: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100_000_000,
      description: 'As many as the run selected, if left out.',
    }),
  ),
  validation: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100_000_000,
      description: 'Rows of the reserve that are held back.',
    }),
  ),
  teacher: Type.Optional(word('Only traces of this teacher.')),
  withSample: Type.Optional(
    Type.Boolean({ description: 'Allow questions of the built-in sample beside others, and its replies.' }),
  ),
};

/** How they would be written. */
const writingOrder = {
  formats: Type.Optional(
    Type.Array(word('Name of a format.'), { maxItems: 20, description: 'All where none is named.' }),
  ),
  template: Type.Optional(word('`qwen2.5-think` if left out.')),
  system: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: LONGEST_SYSTEM,
      description: 'Said before every question, in place of what the template says.',
    }),
  ),
  mixKinds: Type.Optional(Type.Boolean({ description: 'Allow kinds of traces beside each other.' })),
  gpuPriceUsd: Type.Optional(Type.Number({ minimum: 0, maximum: 9999 })),
};
const blockSize = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 10_000_000, description: 'Refuse rows of more tokens.' }),
);

export const outlookOrderSchema = Type.Object(rowsOrder, closed);
export type OutlookOrder = Static<typeof outlookOrderSchema>;
export const sizesOrderSchema = Type.Object({ ...rowsOrder, ...writingOrder }, closed);
export type SizesOrder = Static<typeof sizesOrderSchema>;
export const rowViewOrderSchema = Type.Object(
  {
    ...rowsOrder,
    template: writingOrder.template,
    system: writingOrder.system,
    blockSize,
    row: Type.Integer({ minimum: 1, maximum: 100_000_000, description: 'Its number, from 1.' }),
  },
  closed,
);
export type RowViewOrder = Static<typeof rowViewOrderSchema>;
export const newReleaseSchema = Type.Object(
  {
    ...rowsOrder,
    ...writingOrder,
    blockSize,
    policy: policyName,
    name: Type.String({
      pattern: '^[a-z0-9][a-z0-9._-]{0,60}$',
      description: 'Of the folder below `releases/` of the workspace; it must not be there yet.',
    }),
  },
  closed,
);
export type NewRelease = Static<typeof newReleaseSchema>;

const names = (description: string) => Type.Array(Type.String(), { description });
export const releaseOptionsSchema = Type.Object({
  formats: names('In the order in which a release writes them.'),
  templates: names('How thinking and answer are written; the usual one first.'),
  teachers: names('By name.'),
});

const policyOutlook = Type.Object({
  policy: policyName,
  distribution: Type.String({ description: 'For whom it is meant.' }),
  passes: Type.Boolean(),
  refusals: Type.Array(
    Type.Object({
      code: Type.String(),
      effect: Type.Union([Type.Literal('block'), Type.Literal('attest')]),
      rows: Type.Integer(),
      lift: Type.String({ description: 'What would lift it.' }),
    }),
  ),
  attests: counts('What somebody would have to answer for: code to rows.'),
  informs: counts('What readers are told: code to rows.'),
  waived: counts('What a waiver has lifted: code to rows.'),
  review: Type.Object({
    met: Type.Boolean(),
    wanted: Type.Integer(),
    accepted: Type.Integer(),
    says: nullable(Type.String()),
  }),
  recipe: nullable(
    Type.Object({
      met: Type.Boolean(),
      says: nullable(Type.String({ description: 'Why the review rules of the recipe refuse it.' })),
    }),
  ),
});
export type PolicyOutlook = Static<typeof policyOutlook>;

/** Who would be released now, and what each policy would say. */
export const releaseOutlookSchema = Type.Object({
  runId: Type.String(),
  wanted: Type.Integer(),
  rows: Type.Integer({ description: 'Rows that can be released.' }),
  fromReserve: Type.Integer(),
  gaveWay: counts('Selected questions that can not be released, by reason.'),
  reservePassedOver: counts('The same of the reserve.'),
  validation: Type.Object({ wanted: Type.Integer(), rows: Type.Integer() }),
  problem: nullable(
    Type.String({ description: 'Why no release could be made of them, whatever the policy.' }),
  ),
  policies: Type.Array(policyOutlook, { description: 'The strictest first.' }),
});
export type ReleaseOutlook = Static<typeof releaseOutlookSchema>;

const statistics = Type.Object({
  total: Type.Integer(),
  mean: Type.Number(),
  p50: Type.Integer(),
  p90: Type.Integer(),
  p99: Type.Integer(),
  max: Type.Integer(),
});
const range = nullable(Type.Object({ low: Type.Number(), expected: Type.Number(), high: Type.Number() }));

/** How large a release would be and what training on it would take: counted from the rows themselves. */
export const releaseSizesSchema = Type.Object({
  rows: Type.Integer(),
  files: Type.Array(Type.Object({ path: Type.String(), bytes: Type.Integer() }), {
    description: 'The rows in each format; documents and proofs come on top.',
  }),
  template: Type.String(),
  tokens: statistics,
  learnt: statistics,
  kinds: counts('Rows by the kind of their trace.'),
  kindTokens: Type.Record(Type.String(), statistics, { description: 'Tokens of the traces of each kind.' }),
  s1K: Type.Object(
    { kind: Type.String(), meanTokens: Type.Integer(), shareOver4096: Type.Number() },
    { description: 'The traces of s1K, to compare: what is published of them.' },
  ),
  over: counts('Block size in tokens to how many rows are longer.'),
  models: Type.Array(
    Type.Object({
      model: Type.String(),
      gpus: Type.Integer(),
      method: nullable(Type.String({ description: 'Null where it does not fit.' })),
      peakGB: nullable(Type.Number({ description: 'Most memory of one GPU.' })),
      why: Type.String(),
      minutes: range,
      gpuHours: range,
      usd: range,
    }),
  ),
  gpu: Type.String(),
  warnings: Type.Array(Type.String()),
  says: Type.Array(Type.String(), { description: 'Where the range of the minutes comes from.' }),
  problem: nullable(Type.String()),
});
export type ReleaseSizes = Static<typeof releaseSizesSchema>;

const part = Type.Object({
  text: Type.String(),
  tokens: Type.Integer({ description: 'Of this part alone; at a seam two parts may share a token.' }),
  learnt: Type.Boolean({ description: 'Whether a loss is taken on it.' }),
});

/** One row as a trainer would read it. */
export const rowViewSchema = Type.Object({
  row: Type.Integer(),
  rows: Type.Integer(),
  questionId: Type.String(),
  traceId: Type.String(),
  source: Type.String(),
  template: Type.String(),
  parts: Type.Array(part, { description: 'Laid end to end they are the rendered string.' }),
  tokens: Type.Integer({ description: 'Of the whole string.' }),
  learnt: Type.Integer(),
  cutAt: nullable(
    Type.Integer({ description: 'Where a trainer with that block size would cut. Unit: UTF-16 units.' }),
  ),
});
export type RowView = Static<typeof rowViewSchema>;

/** Whether the folder of a release is as it was written. */
export const releaseCheckSchema = Type.Object({
  releaseId: Type.String(),
  verdict: Type.Union([Type.Literal('untouched'), Type.Literal('tampered'), Type.Literal('cannot-tell')]),
  why: nullable(Type.String()),
  held: Type.Array(Type.String()),
  limits: Type.Array(Type.String()),
  folder: nullable(Type.String({ description: 'Below the workspace; null where it lies elsewhere.' })),
});
export type ReleaseCheck = Static<typeof releaseCheckSchema>;
