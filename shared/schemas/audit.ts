import { type Static, type TSchema, Type } from '@sinclair/typebox';

const text = Type.String();
const words = Type.Union([Type.String(), Type.Null()]);
const whole = Type.Integer();
const amount = Type.Union([Type.Integer(), Type.Null()]);
const anything = Type.Unknown();
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** An event of the log. `data` is null where it speaks of very many things: `ledger export` has all of it. */
const eventSchema = Type.Object({
  seq: whole,
  type: text,
  ts: text,
  actor: Type.String({ description: 'Opaque id.' }),
  name: Type.Union([Type.String(), Type.Null()], { description: 'Behind that id, while it is known.' }),
  subject: text,
  leaf: Type.String({ description: 'Leaf hash in the log, hex.' }),
  data: Type.Unknown(),
});
export type AuditEventItem = Static<typeof eventSchema>;

const callSchema = Type.Object({
  startedAt: text,
  outcome: words,
  reason: words,
  modelVersion: words,
  responseId: words,
  finishReason: words,
  replySha256: words,
});

const traceSchema = Type.Object({
  traceId: text,
  collectionId: text,
  teacher: words,
  provider: words,
  service: words,
  model: words,
  kind: words,
  outcome: text,
  thinking: words,
  answer: words,
  tokens: amount,
  verdict: words,
  createdAt: text,
  calls: Type.Array(callSchema),
});
export type AuditTraceItem = Static<typeof traceSchema>;

const clauseSchema = Type.Object({ heading: text, effect: text, says: text, certainty: text });
const termsSchema = Type.Object({
  registrySha256: words,
  documents: Type.Array(
    Type.Object({
      id: text,
      entry: orNull(
        Type.Object({
          instrument: text,
          effective: words,
          read: Type.String({ description: 'What was read of it, and how.' }),
          clauses: Type.Array(clauseSchema),
        }),
      ),
    }),
  ),
  attestation: anything,
});
export type AuditTerms = Static<typeof termsSchema>;

const decisionSchema = Type.Object({
  runId: text,
  recipe: text,
  recipeSha256: text,
  seed: whole,
  createdAt: text,
  kept: Type.Boolean(),
  stage: text,
  reason: words,
  evidence: anything,
  rank: amount,
});

const flagSchema = Type.Object({
  flagId: text,
  code: text,
  subject: Type.Object({ type: text, id: text }),
  phase: text,
  state: text,
  evidence: anything,
  termsRefs: Type.Unsafe<readonly string[]>(Type.Array(text)),
});
export type AuditFlag = Static<typeof flagSchema>;

const releaseSchema = Type.Object({
  releaseId: text,
  line: whole,
  rows: whole,
  policy: text,
  createdAt: text,
  lines: Type.Record(text, text, { description: 'SHA-256 of the line in each file.' }),
  datasetRoot: text,
  checkpoint: Type.Object({ size: whole, root: text }),
});
export type AuditRelease = Static<typeof releaseSchema>;

const matchSchema = Type.Object({
  found: Type.Object(
    { kind: text, excerpt: words, line: anything },
    { description: 'What the query was taken for, and where it stands.' },
  ),
  question: Type.Object(
    {
      questionId: text,
      externalId: words,
      question: text,
      options: orNull(Type.Array(text)),
      answer: words,
      contentSha256: text,
    },
    { description: 'The record as it was imported.' },
  ),
  source: Type.Object(
    {
      name: text,
      revision: words,
      importId: text,
      importedAt: words,
      file: orNull(Type.Object({ name: text, sha256: text })),
      row: whole,
    },
    { description: 'Source, revision, file with its hash, row.' },
  ),
  licence: Type.Object(
    { declared: words, declaredAt: words, concluded: Type.Array(eventSchema) },
    { description: 'As declared on the day of the import, and what was concluded.' },
  ),
  decisions: Type.Array(decisionSchema, { description: 'One a run, oldest first.' }),
  trace: Type.Union([traceSchema, Type.Null()], {
    description: 'The trace that was asked for, or released; with its calls.',
  }),
  otherTraces: Type.Array(traceSchema),
  terms: Type.Union([termsSchema, Type.Null()], {
    description: 'The documents that were believed to bind the trace.',
  }),
  grades: Type.Array(Type.Object({ trace: words, grader: text, verdict: text, says: words })),
  reviews: Type.Array(eventSchema),
  flags: Type.Array(flagSchema),
  waivers: Type.Array(eventSchema),
  releases: Type.Array(releaseSchema, { description: 'The lines that hold it, with their hashes.' }),
  trainings: Type.Array(anything, { description: 'Weights that were trained on those releases.' }),
  events: Type.Array(eventSchema, {
    description: 'Every event of the log that speaks of it, oldest first.',
  }),
});
export type AuditMatchItem = Static<typeof matchSchema>;

/** What an audit answers. What is evidence has many shapes and is left open; more is told than is named here. */
export const auditSchema = Type.Object({
  query: Type.String(),
  matches: Type.Array(matchSchema),
  trainings: Type.Array(anything, {
    description: 'Trainings that a file of weights, a training or a release leads to.',
  }),
  isCut: Type.Boolean({ description: 'Whether more questions than these have it.' }),
  unsearched: Type.Optional(
    Type.Array(Type.String(), { description: 'Pools that stay as shards: their texts were not searched.' }),
  ),
  log: Type.Object({
    origin: Type.String(),
    events: Type.Integer(),
    signed: Type.Union([Type.Object({ size: Type.Integer(), signedAt: Type.String() }), Type.Null()]),
  }),
});
export type AuditReply = Static<typeof auditSchema>;
