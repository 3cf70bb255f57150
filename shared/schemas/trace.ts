import { type Static, Type } from '@sinclair/typebox';
import { POLICY_NAMES } from '../vocabulary/policies.ts';
import { VERDICTS, type Verdict } from '../vocabulary/signals.ts';
import { TRACE_GROUP_NAMES } from '../vocabulary/trace-groups.ts';
import { effectSchema } from './collection.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const text = nullable(Type.String());
const integer = nullable(Type.Integer());

export const verdictSchema = Type.Union(
  (Object.keys(VERDICTS) as Verdict[]).map((name) => Type.Literal(name)),
);
const kind = nullable(
  Type.Union(
    (['raw', 'summary', 'reference'] as const).map((name) => Type.Literal(name)),
    { description: 'Null where no thinking came.' },
  ),
);

const outcome = {
  outcome: Type.Union(TRACE_GROUP_NAMES.map((name) => Type.Literal(name))),
  reason: nullable(Type.String({ description: 'Why it is not usable; null where it is.' })),
};

/** What lists say of one trace, or of an item that brought none. */
const short = {
  traceId: Type.String({ description: 'Of an item that brought no trace: `ask-` and its number.' }),
  kind,
  ...outcome,
  verdict: nullable(verdictSchema),
  tokens: nullable(Type.Integer({ description: 'Tokens of the thinking by the Qwen2.5 tokenizer.' })),
  flags: Type.Array(Type.String(), { description: 'Codes.' }),
};

/** A line of the list of a collection. */
export const traceRowSchema = Type.Object({
  ...short,
  questionId: Type.String(),
  externalId: text,
  source: Type.String(),
  text: Type.String({ description: 'The first 400 characters of the question.' }),
  rank: integer,
  sample: Type.Integer(),
  round: Type.Integer(),
});
export type TraceRow = Static<typeof traceRowSchema>;

/** A trace in the life of its question. */
export const questionTraceSchema = Type.Object({
  ...short,
  collectionId: Type.String(),
  teacher: Type.String(),
  model: text,
});
export type QuestionTrace = Static<typeof questionTraceSchema>;

/** What a detector found; offsets are UTF-16 units of the field. */
export const findingSchema = Type.Object({
  defect: Type.String(),
  severity: Type.String(),
  field: Type.Union([Type.Literal('thinking'), Type.Literal('answer')]),
  start: Type.Integer(),
  end: Type.Integer(),
  text: Type.String(),
  says: Type.String(),
});
export type TraceFinding = Static<typeof findingSchema>;

const tokenCounts = Type.Object({ prompt: integer, cached: integer, thoughts: integer, answer: integer });

/** A call with what was said back; money in US dollars. */
export const traceCallSchema = Type.Object({
  call: Type.Integer(),
  round: Type.Integer(),
  try: Type.Integer(),
  startedAt: Type.String(),
  endedAt: text,
  outcome: nullable(Type.String({ description: 'Null while it is under way.' })),
  reason: text,
  status: integer,
  message: text,
  responseId: text,
  modelVersion: text,
  finishReason: text,
  tokens: tokenCounts,
  costUsd: nullable(Type.Number()),
  chargedUsd: nullable(Type.Number()),
  priceRow: text,
  latencyMs: integer,
  sent: Type.Unknown({
    description: 'Endpoint, API version, SDK, mode, hash of the body; null where unknown.',
  }),
  rawSha256: nullable(Type.String({ description: 'Of the raw reply; null where none came.' })),
});
export type TraceCall = Static<typeof traceCallSchema>;

export const traceFlagSchema = Type.Object({
  code: Type.String(),
  says: Type.String(),
  phase: Type.String(),
  state: Type.String(),
  evidence: Type.Unknown(),
  termsRefs: Type.Array(Type.String()),
  effects: Type.Array(
    Type.Object({ policy: Type.Union(POLICY_NAMES.map((name) => Type.Literal(name))), effect: effectSchema }),
  ),
});
export type TraceFlag = Static<typeof traceFlagSchema>;

/** Everything about one trace, or about an item that brought none (texts and kind are null then). */
export const traceSchema = Type.Object({
  traceId: Type.String(),
  collectionId: Type.String(),
  runId: Type.Union([Type.String(), Type.Null()], {
    description: 'Null where its collection belongs to no run.',
  }),
  teacher: Type.String(),
  provider: text,
  service: text,
  model: nullable(Type.String({ description: 'That was asked; the calls say who answered.' })),
  endpoint: text,
  sample: Type.Integer(),
  round: Type.Integer(),
  rank: integer,
  createdAt: text,
  kind,
  ...outcome,
  thinking: text,
  answer: text,
  tokens: integer,
  verdict: nullable(verdictSchema),
  verdictRule: text,
  isGraded: Type.Boolean({
    description: 'Whether the verdict is that of people or graders, since the answer checker could not tell.',
  }),
  findings: Type.Array(findingSchema),
  question: Type.Object({
    questionId: Type.String(),
    externalId: text,
    source: Type.String(),
    license: text,
    question: Type.String(),
    options: nullable(Type.Array(Type.String())),
    answer: nullable(Type.String({ description: 'The reference that verdicts go by.' })),
  }),
  flags: Type.Array(traceFlagSchema),
  calls: Type.Array(traceCallSchema, { description: 'All calls of the item, oldest first.' }),
  terms: Type.Unknown({
    description: 'The terms that were known when the collection began; null where none.',
  }),
  attestation: Type.Unknown(),
});
export type TraceDetail = Static<typeof traceSchema>;

/** The largest part of a raw reply that is handed out as text. Unit: bytes. */
export const MAX_RAW = 2 * 1024 * 1024;

/** A raw reply as text, whatever bytes it held. */
export const rawReplySchema = Type.Object({
  traceId: Type.String(),
  call: Type.Integer(),
  mediaType: Type.String(),
  sha256: Type.String(),
  bytes: Type.Integer({ description: 'Of the whole reply.' }),
  isCut: Type.Boolean({ description: `Whether \`text\` holds its first ${MAX_RAW} bytes only.` }),
  text: Type.String({ description: 'Bytes that are no UTF-8 are shown as U+FFFD.' }),
});
export type RawReply = Static<typeof rawReplySchema>;
