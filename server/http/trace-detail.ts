import { WinnowError } from '../../shared/error.ts';
import {
  MAX_RAW,
  type RawReply,
  type TraceCall,
  type TraceDetail,
  type TraceFinding,
} from '../../shared/schemas/trace.ts';
import type { AskCall } from '../db/ask-calls.ts';
import { termsOfCall } from '../db/call-terms.ts';
import type { StoredCall } from '../db/calls.ts';
import type { Collection } from '../db/collections.ts';
import { tracesAsGraded } from '../db/trace-verdicts.ts';
import type { Trace } from '../db/traces.ts';
import { collectionOf, MICRO_USD, runIdOf } from './collection-items.ts';
import type { Service } from './service.ts';
import { parsed } from './stored-json.ts';
import { askNumber, outcomeOf } from './trace-items.ts';

const nothing = (id: string): WinnowError =>
  new WinnowError(
    'not-found',
    `There is no trace ${id.slice(0, 80)}; GET /api/v1/collections/{id}/traces lists those of a collection.`,
  );

/**
 * Everything about one trace, or about an item that brought none.
 * @param id of the trace; `ask-` and its number for an item
 * @throws WinnowError `not-found`
 */
export function traceOf(service: Service, id: string): TraceDetail {
  const n = askNumber(id);
  if (n !== null) return itemWithoutTrace(service, id, n);
  const stored = service.workspace.traces.byId(id);
  if (stored === undefined) throw nothing(id);
  const trace = tracesAsGraded(service.workspace, stored.collection)(stored);
  const collection = collectionOf(service, trace.collection);
  const { sample, round, createdAt, kind, thinking, answer, tokens, verdict, verdictRule } = trace;
  return {
    traceId: id,
    ...askedOf(service, collection),
    ...attestedOf(service, trace),
    rank: service.traces.rank(id),
    sample,
    round,
    createdAt,
    kind,
    ...outcomeOf(trace.outcome),
    thinking,
    answer,
    tokens,
    verdict,
    verdictRule,
    isGraded: verdict !== stored.verdict,
    findings: findingsOf(trace),
    question: questionOf(service, trace.question),
    flags: service.flags.ofTrace(id),
    calls: callsOf(service, trace).map(callOf),
  };
}

function itemWithoutTrace(service: Service, id: string, n: number): TraceDetail {
  const ask = service.traces.ask(n);
  if (ask === undefined) throw nothing(id);
  const { sample, round, rank, state, reason } = ask;
  return {
    traceId: id,
    ...askedOf(service, collectionOf(service, ask.collection)),
    rank,
    sample,
    round,
    createdAt: null,
    kind: null,
    outcome: state,
    reason,
    thinking: null,
    answer: null,
    tokens: null,
    verdict: null,
    verdictRule: null,
    isGraded: false,
    findings: [],
    question: questionOf(service, ask.questionId),
    flags: [],
    calls: service.askCalls.of(n).map(callOf),
  };
}

/**
 * The raw reply behind a trace (of an item without one: the last that came), as text.
 * @throws WinnowError `not-found`, also where no reply is kept
 */
export function rawOf(service: Service, id: string): RawReply {
  const n = askNumber(id);
  const trace = n === null ? service.workspace.traces.byId(id) : undefined;
  if (n === null && trace === undefined) throw nothing(id);
  const calls = trace === undefined ? service.askCalls.of(n ?? 0) : callsOf(service, trace);
  const call = calls.find((one) => one.n === trace?.call) ?? calls.findLast(({ blob }) => blob !== null);
  const bytes = call?.blob ? service.workspace.blobs.get(call.blob) : undefined;
  if (call === undefined || bytes === undefined)
    throw new WinnowError(
      'not-found',
      `No raw reply is kept of ${id.slice(0, 80)}: nobody was called for it, or nobody answered.`,
    );
  return {
    traceId: id,
    call: call.n,
    mediaType: call.mediaType ?? 'application/octet-stream',
    sha256: hex(call.blob),
    bytes: bytes.length,
    isCut: bytes.length > MAX_RAW,
    text: bytes.subarray(0, MAX_RAW).toString('utf8'),
  };
}

const callsOf = ({ workspace, askCalls }: Service, { call }: Trace): AskCall[] => {
  const own = call === null ? undefined : workspace.calls.byNumber(call);
  return own === undefined ? [] : askCalls.of(own.ask);
};

const askedOf = (service: Service, collection: Collection) => ({
  collectionId: collection.id,
  runId: runIdOf(service, collection),
  teacher: collection.teacher,
  provider: collection.provider,
  service: collection.service,
  model: collection.model,
  endpoint: collection.endpoint,
  terms: parsed(collection.terms),
  attestation: parsed(collection.attestation),
});

/** What had been attested when the call of a trace left, where its event says so. */
function attestedOf({ workspace }: Service, { call }: Trace): Pick<TraceDetail, 'attestation'> | null {
  const attestation = termsOfCall(workspace, call)?.attestation;
  return attestation === undefined ? null : { attestation };
}

function questionOf({ workspace }: Service, id: string): TraceDetail['question'] {
  const stored = workspace.questions.byId(id);
  if (stored === undefined) throw new WinnowError('not-found', `There is no question ${id.slice(0, 80)}.`);
  const { questionId, externalId, source, license, question, options, answer } = stored;
  return { questionId, externalId, source, license, question, options, answer };
}

/** What the detectors left; whatever has another shape than theirs is left out. */
const findingsOf = ({ evidence }: Trace): TraceFinding[] => {
  const stored = parsed(evidence);
  return Array.isArray(stored) ? stored.filter(isFinding).map(onlyKnown) : [];
};

const isFinding = (value: unknown): value is TraceFinding =>
  typeof value === 'object' &&
  value !== null &&
  'defect' in value &&
  'field' in value &&
  (value.field === 'thinking' || value.field === 'answer') &&
  'start' in value &&
  Number.isInteger(value.start) &&
  'end' in value &&
  Number.isInteger(value.end);

const onlyKnown = ({ defect, severity, field, start, end, text, says }: TraceFinding): TraceFinding => ({
  defect: String(defect),
  severity: String(severity ?? 'note'),
  field,
  start,
  end,
  text: String(text ?? ''),
  says: String(says ?? ''),
});

const callOf = (call: StoredCall): TraceCall => ({
  call: call.n,
  round: call.round,
  try: call.try,
  startedAt: call.startedAt,
  endedAt: call.endedAt,
  outcome: call.outcome,
  reason: call.reason,
  status: call.status,
  message: call.message,
  responseId: call.responseId,
  modelVersion: call.modelVersion,
  finishReason: call.finishReason,
  tokens: {
    prompt: call.promptTokens,
    cached: call.cachedTokens,
    thoughts: call.thoughtTokens,
    answer: call.answerTokens,
  },
  costUsd: usd(call.costMicroUsd),
  chargedUsd: usd(call.chargedMicroUsd),
  priceRow: call.priceRow,
  latencyMs: call.latencyMs,
  sent: parsed(call.sent),
  rawSha256: call.blob === null ? null : hex(call.blob),
});

const usd = (micro: number | null): number | null => (micro === null ? null : micro / MICRO_USD);
const hex = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString('hex');
