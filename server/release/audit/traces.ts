import type { TermsRegistry } from '../../comply/shipped.ts';
import { askCalls } from '../../db/ask-calls.ts';
import { termsOfCall } from '../../db/call-terms.ts';
import type { Collection } from '../../db/collections.ts';
import type { Trace } from '../../db/traces.ts';
import type { Workspace } from '../../db/workspace.ts';

/** Tells of a trace who was asked, how, and what came back. */
export function traceTold(workspace: Workspace, trace: Trace) {
  const {
    teacher = null,
    provider = null,
    service = null,
    model = null,
    settings = '{}',
  } = workspace.collections.byId(trace.collection) ?? {};
  const { id: traceId, collection: collectionId, verdictRule, call: _call, evidence, ...rest } = trace;
  return {
    traceId,
    collectionId,
    ...{ teacher, provider, service, model, settings: parsed(settings) },
    ...rest,
    verdictRule,
    findings: parsed(evidence) ?? [],
    calls: callsOf(workspace, trace),
  };
}

/** Every call for the item that the trace answers, also those that came to nothing. */
function callsOf({ db, calls }: Workspace, { call }: Trace) {
  const own = call === null ? undefined : calls.byNumber(call);
  if (own === undefined) return [];
  return askCalls(db)
    .of(own.ask)
    .map((one) => ({
      call: one.n,
      ...{ round: one.round, try: one.try, startedAt: one.startedAt, endedAt: one.endedAt },
      ...{ outcome: one.outcome, reason: one.reason, status: one.status },
      ...{ responseId: one.responseId, modelVersion: one.modelVersion, finishReason: one.finishReason },
      tokens: { prompt: one.promptTokens, thoughts: one.thoughtTokens, answer: one.answerTokens },
      costMicroUsd: one.costMicroUsd,
      sent: parsed(one.sent),
      replySha256: one.blob === null ? null : Buffer.from(one.blob).toString('hex'),
    }));
}

/**
 * The terms that were believed to bind a trace when its call left, the entries of the registry for them, and what was
 * attested then; of a trace without such a call those of its collection.
 */
export function termsTold(workspace: Workspace, registry: TermsRegistry, trace: Trace) {
  const collectionId = trace.collection;
  const collection: Collection | undefined = workspace.collections.byId(collectionId);
  const own = termsOfCall(workspace, trace.call);
  const { refs = [], registrySha256 = null } = (own ??
    parsed(collection?.terms ?? null) ??
    {}) as StoredTerms;
  const attested = own?.attestation;
  return {
    collectionId,
    registrySha256,
    /** The clauses are those of the registry that ships with this version; null where it has no such entry. */
    documents: refs.map((id) => ({ id, entry: registry.entries.find((entry) => entry.id === id) ?? null })),
    attestation: attested === undefined ? parsed(collection?.attestation ?? null) : attested,
  };
}

interface StoredTerms {
  refs?: string[];
  registrySha256?: string | null;
}

/** JSON that Winnow has stored. */
const parsed = (text: string | null): unknown => (text === null ? null : (JSON.parse(text) as unknown));
