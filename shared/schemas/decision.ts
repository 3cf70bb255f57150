import { type Static, type TInteger, type TOptional, Type } from '@sinclair/typebox';
import { REASON_NAMES } from '../vocabulary/reasons.ts';
import { SIGNAL_ORIGINS, type SignalOrigin } from '../vocabulary/signals.ts';
import { STAGE_NAMES } from '../vocabulary/stages.ts';
import { estimatorSchema } from './estimator.ts';
import { figuresSchema, keepSchema } from './figures.ts';
import { settledLengthsSchema } from './length-settings.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const origin = Type.Union((Object.keys(SIGNAL_ORIGINS) as SignalOrigin[]).map((name) => Type.Literal(name)));
export const stageNameSchema = Type.Union(STAGE_NAMES.map((name) => Type.Literal(name)));
export const reasonSchema = Type.Union(REASON_NAMES.map((name) => Type.Literal(name)));

export const signalsSchema = Type.Object({
  domain: Type.String({
    description: 'Code of the taxonomy: two digits for MSC 2020, else a word, or `unknown`.',
  }),
  domainFrom: origin,
  domainConfidence: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 1,
      description:
        'How sure the fitted classifier is of the likeliest domain, also where it was too unsure to name it. Unit: probability.',
    }),
  ),
  length: Type.Number({ description: 'Tokens of the Qwen2.5 tokenizer.' }),
  lengthFrom: origin,
  difficulty: nullable(Type.Number({ minimum: 0, maximum: 1, description: '0 easy, 1 hard.' })),
  difficultyFrom: origin,
});

/** What a person can check: differs by reason, never empty on a drop. */
export const evidenceObjectSchema = Type.Record(Type.String(), Type.Unknown());

/** What one run decided about one question: a JSON line of `decisions`. */
export const decisionSchema = Type.Object({
  questionId: Type.String(),
  externalId: nullable(Type.String()),
  source: Type.String(),
  kept: Type.Boolean({ description: 'One of the n selected.' }),
  stage: stageNameSchema,
  reason: nullable(reasonSchema),
  evidence: evidenceObjectSchema,
  rank: nullable(Type.Integer({ description: '1..n selected, n+1.. reserve.' })),
  signals: signalsSchema,
});

export type Decision = Static<typeof decisionSchema>;
export type Signals = Static<typeof signalsSchema>;
export type Evidence = Static<typeof evidenceObjectSchema>;

export const funnelStageSchema = Type.Object({
  stage: stageNameSchema,
  label: Type.Optional(
    Type.String({ description: 'How to call it where it differs from the stage: `difficulty (estimated)`.' }),
  ),
  in: Type.Integer(),
  kept: Type.Integer(),
  dropped: Type.Record(Type.String(), Type.Integer(), {
    description: 'Reason to count; empty where nothing fell.',
  }),
  notes: Type.Record(Type.String(), Type.Integer(), {
    description: 'Reason to count: seen, and not dropped for.',
  }),
  applied: Type.Boolean({ description: 'False where the gate had nothing to work with.' }),
  notApplied: nullable(
    Type.Object({
      why: Type.String(),
      mend: Type.String({ description: 'The command that would mend it.' }),
    }),
  ),
});
export type FunnelStage = Static<typeof funnelStageSchema>;

const counts = Type.Record(Type.String(), Type.Integer());

const share = Type.Number({ minimum: 0, maximum: 1 });

/** How well domains are told where the truth is known and was held back. */
const domainCheckSchema = Type.Object({
  macroF1: share,
  low: Type.Number({ description: 'Of 100 repeats 95 lie between low and high (jackknife).' }),
  high: Type.Number(),
  accuracy: share,
  calibrationError: Type.Number({
    description: 'Mean distance between confidence and the share of right ones.',
  }),
  bands: Type.Array(Type.Object({ from: share, to: share, share, confidence: share, right: share }), {
    description: 'Reliability, by bands of confidence.',
  }),
});

/** What the fitted classifier of domains learned, and how well. */
const domainFitSchema = Type.Object({
  known: Type.Integer({ description: 'Questions whose domain is known by a label or a stated topic.' }),
  learned: Type.Integer({ description: 'Those of them that were learned from.' }),
  abstained: Type.Integer({
    description:
      'Questions that the classifier was too unsure about, by `leastConfidence`: their domain is unknown.',
  }),
  domains: Type.Integer({
    description: 'Domains that F1 is averaged over: those with ten questions or more.',
  }),
  crossValidated: Type.Union([domainCheckSchema, Type.Null()], {
    description: 'On the half of the known questions that was held back.',
  }),
  untaught: Type.Union([domainCheckSchema, Type.Null()], {
    description: 'The same questions told by data/taxonomy alone, as if the pool stated no topic.',
  }),
});

/** Questions by where their difficulty is from, and how good the estimate is where there is one. */
const difficultyCounts = Type.Object({
  ...(Object.fromEntries(
    Object.keys(SIGNAL_ORIGINS).map((name) => [name, Type.Optional(Type.Integer())]),
  ) as Record<SignalOrigin, TOptional<TInteger>>),
  estimator: Type.Optional(estimatorSchema),
});

/** What a run over a pool that stays as shards leaves beside it. */
const overShardsSchema = Type.Object({
  pool: Type.String({ description: 'As `import --shards` called it.' }),
  sources: nullable(Type.Array(Type.String(), { description: 'Those that took part; null where all did.' })),
  place: Type.Union([Type.Literal('beside'), Type.Literal('workspace')], {
    description:
      'Where the decisions of questions without a rank lie: beside the shards, or in the workspace.',
  }),
  files: Type.Integer(),
  rows: Type.Integer(),
  bytes: Type.Integer(),
  sha256: Type.String({ description: 'Over path and hash of each file, a line each.' }),
  counts: Type.String({ description: 'SHA-256 of the blob that says what pool and selection are made of.' }),
});

/** What a run stored about itself: the reply of `run`. */
export const runSchema = Type.Object({
  runId: Type.String(),
  recipe: Type.String(),
  recipeSha256: Type.String(),
  poolSha256: Type.String(),
  evidenceSha256: Type.String(),
  codeVersion: Type.String(),
  seed: Type.Integer(),
  engine: Type.String(),
  pool: Type.Integer({ description: 'Questions in the pool of this run.' }),
  benchmarks: Type.Optional(
    Type.Array(Type.Object({ name: Type.String(), items: Type.Integer(), sha256: Type.String() }), {
      description: 'Benchmarks that were compared with; absent in runs older than this field.',
    }),
  ),
  funnel: Type.Array(funnelStageSchema),
  requested: Type.Union([Type.Integer(), Type.Literal('all')]),
  selected: Type.Integer(),
  reserve: Type.Integer(),
  selectionSha256: Type.String({
    description: 'SHA-256 over the ids of the selected in rank order, a line each.',
  }),
  seconds: Type.Number(),
  createdAt: Type.String(),
  signals: Type.Object({
    length: counts,
    difficulty: difficultyCounts,
    domain: counts,
    domainFit: Type.Optional(domainFitSchema),
  }),
  lengths: Type.Optional(settledLengthsSchema),
  figures: Type.Optional(figuresSchema),
  keep: Type.Optional(keepSchema),
  shards: Type.Optional(overShardsSchema),
  warnings: Type.Array(Type.String()),
});
export type Run = Static<typeof runSchema>;
