import { createHash } from 'node:crypto';
import type { StoredQuestion } from '../../db/questions.ts';
import type { Workspace } from '../../db/workspace.ts';
import { canonicalBytes } from '../../ledger/canonical.ts';
import type { ForeignTrace } from './line.ts';
import type { TraceTools } from './tools.ts';

/** The name under which traces from elsewhere stand where a teacher is named. */
export const IMPORTED = 'import';

/** What became of one trace. */
export interface Taken {
  collection: string;
  trace: string;
  /** False where it was there before. */
  isNew: boolean;
  /** `usable`, or why not. */
  outcome: string;
  flags: readonly string[];
}

/**
 * Stores one trace that was made elsewhere with all that is known of it: its collection (one for each provider
 * and model), the reply as the line gives it, and the trace. A trace that is there already is left alone. To be
 * called in a write transaction.
 */
export function storeForeign(
  workspace: Workspace,
  question: StoredQuestion,
  trace: ForeignTrace,
  tools: TraceTools,
): Taken {
  const collection = collectionOf(workspace, trace);
  const bytes = canonicalBytes(saidOf(question, trace));
  const key = createHash('sha256').update(bytes).digest();
  const id = `trace-${key.toString('hex').slice(0, 20)}`;
  const known = workspace.traces.byId(id);
  if (known !== undefined) return { collection, trace: id, isNew: false, outcome: known.outcome, flags: [] };
  const judged = judge(question, trace, tools);
  const sample = workspace.traces.of(question.questionId, [collection]).length;
  const call = callOf(
    workspace,
    { collection, key, question: question.questionId, sample, bytes },
    trace,
    judged,
  );
  workspace.traces.insert({
    id,
    collection,
    question: question.questionId,
    sample,
    kind: trace.thinking === null ? null : trace.kind,
    outcome: judged.outcome,
    thinking: trace.thinking,
    answer: trace.answer,
    tokens: trace.thinking === null ? null : tools.countTokens(trace.thinking),
    verdict: judged.verdict,
    verdictRule: judged.rule,
    evidence: JSON.stringify(judged.findings),
    call,
    createdAt: workspace.now().toISOString(),
  });
  return {
    collection,
    trace: id,
    isNew: true,
    outcome: judged.outcome,
    flags: tools.raise(workspace, id, trace),
  };
}

/** Everything that makes a trace this one and no other. */
const saidOf = ({ questionId }: StoredQuestion, trace: ForeignTrace) => ({
  origin: IMPORTED,
  question: questionId,
  ...trace,
});

function collectionOf(workspace: Workspace, { provider, model }: ForeignTrace): string {
  const settings = { origin: IMPORTED, provider, model };
  const hash = createHash('sha256').update(canonicalBytes(settings)).digest('hex');
  const id = `col-${hash.slice(0, 16)}`;
  workspace.collections.add({
    id,
    run: null,
    teacher: IMPORTED,
    settings: new TextDecoder().decode(canonicalBytes(settings)),
    provider,
    model,
    createdAt: workspace.now().toISOString(),
  });
  return id;
}

interface Judged {
  outcome: string;
  verdict: 'correct' | 'wrong' | 'unverifiable';
  rule: string;
  findings: readonly object[];
}

/** A trace without thoughts or answer is no trace; the others are looked at as those that were collected. */
function judge(question: StoredQuestion, trace: ForeignTrace, tools: TraceTools): Judged {
  const { verdict, rule } = tools.verify(trace.answer, question);
  const isThere = (text: string | null): text is string => text !== null && text.trim() !== '';
  const { thinking, answer, kind } = trace;
  if (!isThere(answer)) return { outcome: 'empty', verdict, rule, findings: [] };
  if (!isThere(thinking)) return { outcome: 'no-thoughts', verdict, rule, findings: [] };
  const { dropped, findings } = tools.judge({ question, thinking, answer, kind, verdict });
  return { outcome: dropped ?? 'usable', verdict, rule, findings };
}

/** The reply stands among the calls as it was handed in, so that a trace from elsewhere is looked up like any other. */
function callOf(
  workspace: Workspace,
  place: { collection: string; key: Buffer; question: string; sample: number; bytes: Uint8Array },
  trace: ForeignTrace,
  { outcome }: Judged,
): number {
  const { collection, key, question, sample, bytes } = place;
  const state = outcome === 'empty' || outcome === 'no-thoughts' ? 'unusable' : 'answered';
  const ask = workspace.asks.add(collection, key, question, sample);
  const reason = state === 'unusable' ? outcome : null;
  workspace.asks.mark(ask, state, reason);
  const now = workspace.now().toISOString();
  const call = workspace.calls.open({
    collection,
    ask,
    round: 1,
    try: 1,
    startedAt: now,
    reservedTokens: 0,
    reservedMicroUsd: 0,
  });
  const { provider, modelVersion, responseId, finishReason, usage, createdAt, termsId } = trace;
  workspace.calls.close(call, {
    endedAt: now,
    outcome: state,
    reason,
    status: null,
    message: null,
    blob: workspace.blobs.put(bytes, 'application/json'),
    responseId,
    modelVersion,
    finishReason,
    promptTokens: usage.prompt,
    cachedTokens: null,
    thoughtTokens: usage.thoughts,
    answerTokens: usage.answer,
    costMicroUsd: null,
    chargedMicroUsd: 0,
    priceRow: null,
    latencyMs: null,
    sent: JSON.stringify({ provider, mode: 'imported', createdAt, termsId }),
  });
  return call;
}
