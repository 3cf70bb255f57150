import { contentFault, type GeminiBody } from './gemini-content-faults.ts';
import { type GeminiAsked, keyFault, parseGemini } from './gemini-request.ts';
import { googleError, quotaError, SPEND_MESSAGE, statusFault } from './gemini-status-faults.ts';
import { geminiBody, geminiStream, jsonDelivery } from './gemini-wire.ts';
import type { Served } from './ledger.ts';
import type { FakeModel, FaultRule } from './plan.ts';
import type { Exceeded } from './quota.ts';
import { type Answer, type FakeState, type Incoming, whole } from './state.ts';
import { type Delivery, wireOf } from './wire-faults.ts';
import { idOf, tokensOf, write } from './writing.ts';

/** Answers one `generateContent` or `streamGenerateContent`: key, request, model, quota, fault, reply; in this order. */
export function generate(
  state: FakeState,
  request: Incoming,
  entry: Served,
  how: { model: string; stream: boolean },
): Answer {
  const refused = keyFault(state, request);
  if (refused !== null) return whole(entry, refused);
  const model = state.models.find(({ name }) => name === how.model);
  if (model === undefined || model.retired) return whole(entry, notFound(how.model));
  const asked = parseGemini(request.json, model);
  if ('pieces' in asked) return whole(entry, asked);
  entry.prompt = asked.prompt;
  const exceeded = state.quotas.take(request.project, model.name, tokensOf(asked.prompt));
  if (exceeded !== null) return whole(entry, exceededError(model.name, exceeded));
  entry.seen = state.seen(model.name, asked.prompt);
  const rule = state.faults.choose({
    nth: state.nextGeneration(),
    prompt: asked.prompt,
    seen: entry.seen,
    model: model.name,
    api: 'gemini',
    stream: how.stream,
  });
  entry.fault = rule?.fault ?? null;
  const status = statusFault(entry.fault);
  if (status !== null)
    return whole(
      entry,
      status.reply({ key: request.key, model: model.name, value: Number(rule?.value ?? 0) }),
    );
  const body = replyTo(state, asked, model, entry, rule);
  state.quotas.spend(request.project, model.name, sumOf(entry));
  const sse = request.query.get('alt') === 'sse';
  return onTheWire(how.stream ? geminiStream(body, sse) : jsonDelivery(body), rule, entry);
}

export const notFound = (model: string): Delivery =>
  googleError(
    404,
    'NOT_FOUND',
    `models/${model} is not found for API version v1beta, or is not supported for generateContent.`,
  );

export function exceededError(model: string, { kind, limit, retryMs }: Exceeded): Delivery {
  if (kind === 'spend') return googleError(429, 'RESOURCE_EXHAUSTED', SPEND_MESSAGE);
  const ids = {
    'requests-minute': 'GenerateRequestsPerMinutePerProjectPerModel',
    'tokens-minute': 'GenerateContentInputTokensPerModelPerMinute',
    'requests-day': 'GenerateRequestsPerDayPerProjectPerModel',
  };
  return quotaError(model, [{ quotaId: ids[kind], quotaValue: String(limit) }], retryMs);
}

/** Writes the reply, with what its fault makes of it, and bills it. */
export function replyTo(
  { plan, now }: FakeState,
  asked: GeminiAsked,
  model: FakeModel,
  entry: Served,
  rule: FaultRule | null,
): GeminiBody {
  const about = {
    model: model.name,
    seen: entry.seen,
    thinks: model.thinks ?? false,
    maxTokens: asked.maxTokens,
  };
  const written = write(plan, asked.prompt, about);
  const id = idOf(plan.seed ?? 0, model.name, asked.prompt, entry.seen);
  const made = geminiBody(written, model, id, new Date(now()), asked.thoughts);
  const body = contentFault(rule?.fault ?? null)?.change(made, rule?.value) ?? made;
  const said = body.usageMetadata;
  const isRefused = body.promptFeedback !== undefined;
  entry.billed = {
    prompt: written.promptTokens,
    thoughts: isRefused ? 0 : Number(said?.thoughtsTokenCount ?? written.thoughtTokens),
    answer: isRefused ? 0 : Number(said?.candidatesTokenCount ?? written.answerTokens),
  };
  return body;
}

/** Puts a reply on the wire as its fault has it. */
export function onTheWire(delivery: Delivery, rule: FaultRule | null, entry: Served): Answer {
  const fault = wireOf(rule?.fault ?? null);
  const value = Number(rule?.value ?? 0);
  if (fault === null) return { ...whole(entry, delivery), value };
  if (fault.wire.send === 'reset' && !fault.wire.billed) entry.billed = null;
  return { delivery: fault.change?.(delivery, value) ?? delivery, wire: fault.wire, value, entry };
}

const sumOf = ({ billed }: Served): number =>
  (billed?.prompt ?? 0) + (billed?.thoughts ?? 0) + (billed?.answer ?? 0);
