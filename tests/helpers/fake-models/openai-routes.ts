import { onTheWire } from './gemini-generate.ts';
import { jsonDelivery } from './gemini-wire.ts';
import type { Served } from './ledger.ts';
import { type CompletionRequest, completionOf } from './openai-completions.ts';
import { type OpenaiBody, openaiContentFault } from './openai-content-faults.ts';
import { openaiError, openaiStatusFault } from './openai-status-faults.ts';
import { openaiBody, openaiStream } from './openai-wire.ts';
import type { FakeModel, FaultRule } from './plan.ts';
import type { Exceeded } from './quota.ts';
import { type Answer, enter, type FakeState, type Incoming, whole } from './state.ts';
import type { Delivery } from './wire-faults.ts';
import { idOf, tokensOf, write } from './writing.ts';

/** Answers what belongs to OpenAI-compatible servers; null: it is somebody else's. */
export function openaiRoute(state: FakeState, request: Incoming): Answer | null {
  if (request.path === '/v1/models') {
    const entry = enter(state, request, { api: 'openai', version: 'v1', route: 'models' });
    return whole(entry, keyFault(state, request) ?? jsonDelivery(listOf(state)));
  }
  if (request.path === '/v1/completions' && request.method === 'POST') return goOn(state, request);
  if (request.path !== '/v1/chat/completions' || request.method !== 'POST') return null;
  const body = (request.json ?? {}) as ChatRequest;
  const route = body.stream === true ? 'stream' : 'generate';
  const entry = enter(state, request, { api: 'openai', version: 'v1', route, model: body.model ?? null });
  return complete(state, request, body, entry);
}

interface ChatRequest {
  model?: string;
  messages?: { role: string; content: string }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  max_tokens?: number;
  max_completion_tokens?: number;
}

const listOf = ({ models }: FakeState): object => ({
  object: 'list',
  data: models
    .filter(({ retired }) => !retired)
    .map(({ name }) => ({
      id: name,
      object: 'model',
      created: 1_700_000_000,
      owned_by: 'fake',
      max_model_len: 32_768,
    })),
});

function keyFault({ plan }: FakeState, { key }: Incoming): Delivery | null {
  if (plan.keys === undefined || plan.keys[key] !== undefined) return null;
  return openaiError(401, `Incorrect API key provided: ${key}.`, 'invalid_request_error', 'invalid_api_key');
}

function complete(state: FakeState, request: Incoming, body: ChatRequest, entry: Served): Answer {
  const refused = keyFault(state, request);
  if (refused !== null) return whole(entry, refused);
  const model = state.models.find(({ name, retired }) => name === body.model && !retired);
  if (model === undefined)
    return whole(
      entry,
      openaiError(404, `The model \`${body.model}\` does not exist.`, 'NotFoundError', 'model_not_found'),
    );
  const prompt = body.messages?.findLast(({ role }) => role === 'user')?.content;
  if (typeof prompt !== 'string')
    return whole(
      entry,
      openaiError(400, 'messages: a user message is needed.', 'invalid_request_error', null),
    );
  entry.prompt = prompt;
  const exceeded = state.quotas.take(request.project, model.name, tokensOf(prompt));
  if (exceeded !== null) return whole(entry, exceededError(exceeded));
  entry.seen = state.seen(model.name, prompt);
  const met = {
    nth: state.nextGeneration(),
    prompt,
    seen: entry.seen,
    model: model.name,
    api: 'openai' as const,
    stream: body.stream === true,
  };
  const rule = state.faults.choose(met);
  entry.fault = rule?.fault ?? null;
  const status = openaiStatusFault(entry.fault);
  if (status !== null)
    return whole(
      entry,
      status.reply({ key: request.key, model: model.name, value: Number(rule?.value ?? 0) }),
    );
  const reply = replyTo(state, body, model, entry, rule);
  const withUsage = body.stream_options?.include_usage === true;
  const done = !entry.fault?.startsWith('openai.no-done');
  return onTheWire(
    body.stream === true ? openaiStream(reply, { withUsage, done }) : jsonDelivery(reply),
    rule,
    entry,
  );
}

/** Goes on with a text; refused, limited and troubled as a chat is. */
function goOn(state: FakeState, request: Incoming): Answer {
  const body = (request.json ?? {}) as CompletionRequest;
  const about = { api: 'openai', version: 'v1', route: 'generate', model: body.model ?? null } as const;
  const entry = enter(state, request, about);
  const refused = keyFault(state, request);
  if (refused !== null) return whole(entry, refused);
  const model = state.models.find(({ name, retired }) => name === body.model && !retired);
  if (model === undefined)
    return whole(
      entry,
      openaiError(404, `The model \`${body.model}\` does not exist.`, 'NotFoundError', 'model_not_found'),
    );
  const prompt = body.prompt ?? '';
  entry.prompt = prompt;
  const exceeded = state.quotas.take(request.project, model.name, tokensOf(prompt));
  if (exceeded !== null) return whole(entry, exceededError(exceeded));
  entry.seen = state.seen(model.name, prompt);
  const met = { nth: state.nextGeneration(), prompt, seen: entry.seen, model: model.name };
  const rule = state.faults.choose({ ...met, api: 'openai', stream: false });
  entry.fault = rule?.fault ?? null;
  const status = openaiStatusFault(entry.fault);
  if (status !== null)
    return whole(
      entry,
      status.reply({ key: request.key, model: model.name, value: Number(rule?.value ?? 0) }),
    );
  const reply = completionOf(state.plan, body, state.now());
  entry.billed = { prompt: reply.usage.prompt_tokens, thoughts: 0, answer: reply.usage.completion_tokens };
  return onTheWire(jsonDelivery(reply), rule, entry);
}

function exceededError({ kind, limit, retryMs }: Exceeded): Delivery {
  if (kind === 'spend')
    return openaiError(429, 'You exceeded your current quota.', 'insufficient_quota', 'insufficient_quota');
  const what = {
    'requests-minute': 'requests per min (RPM)',
    'tokens-minute': 'tokens per min (TPM)',
    'requests-day': 'requests per day (RPD)',
  }[kind];
  const seconds = retryMs / 1000;
  return openaiError(
    429,
    `Rate limit reached on ${what}: Limit ${limit}. Please try again in ${seconds}s.`,
    'requests',
    'rate_limit_exceeded',
    {
      'retry-after': String(Math.ceil(seconds)),
      'retry-after-ms': String(retryMs),
      ...(kind === 'requests-minute' ? { 'x-ratelimit-limit-requests': String(limit) } : {}),
      ...(kind === 'tokens-minute' ? { 'x-ratelimit-limit-tokens': String(limit) } : {}),
    },
  );
}

function replyTo(
  { plan, now }: FakeState,
  request: ChatRequest,
  model: FakeModel,
  entry: Served,
  rule: FaultRule | null,
): OpenaiBody {
  const maxTokens = request.max_completion_tokens ?? request.max_tokens ?? null;
  const about = { model: model.name, seen: entry.seen, thinks: model.thinks ?? false, maxTokens };
  const prompt = entry.prompt ?? '';
  // an open model shows all that it thinks: what is billed is what is there
  const written = write({ thoughtFactor: 1, ...plan }, prompt, about);
  const id = `chatcmpl-${idOf(plan.seed ?? 0, model.name, prompt, entry.seen)}`;
  const made = openaiBody(written, model, id, now());
  entry.billed = {
    prompt: written.promptTokens,
    thoughts: written.thoughtTokens,
    answer: written.answerTokens,
  };
  return openaiContentFault(rule?.fault ?? null)?.change(made, rule?.value) ?? made;
}
