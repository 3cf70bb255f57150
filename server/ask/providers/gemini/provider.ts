import type { Call, Failed, Provider, Replied, Sent } from '../../provider.ts';
import { type Heard, type Limits, limitsOf } from '../attempt.ts';
import {
  brokenReply,
  failedOf,
  mediaTypeOf,
  repliedOf,
  sentOf,
  type Told,
  troubleOfFault,
} from '../outcome.ts';
import { isObject, type JsonObject, jsonOf } from '../unknown.ts';
import { type GeminiClient, type GeminiOptions, geminiClient } from './client.ts';
import { foldGeminiEvents } from './events.ts';
import { type Asked, readGemini } from './reading.ts';
import { geminiRequest } from './request.ts';
import { geminiTrouble, googleErrorOf } from './trouble.ts';

/**
 * Gemini over Google's SDK: one call, one request. Retries, pauses and budgets are the asker's.
 * Never throws for what the network or Google do.
 */
export function geminiProvider(options: GeminiOptions): Provider {
  const limits = limitsOf(options);
  const client = geminiClient(options, limits);
  return {
    name: client.sender.provider,
    async ask(call, signal) {
      const heard = await sendCall(client, call, signal, options, limits);
      const mode = options.stream ? 'stream' : 'unary';
      return outcomeOf(heard, askedOf(call), sentOf(client.sender, mode, heard), client, options.now());
    },
  };
}

export const askedOf = ({ model, generation }: Call): Asked => ({
  model,
  includeThoughts: generation.includeThoughts,
});

/** Sends one call over the SDK and listens to what comes. */
function sendCall(
  { sdk, via, hear }: GeminiClient,
  call: Call,
  signal: AbortSignal,
  options: Pick<GeminiOptions, 'stream' | 'serviceTier' | 'store'>,
  { timeoutMs }: Limits,
): Promise<Heard> {
  const { serviceTier = null, store = null, stream = false } = options;
  const request = geminiRequest(call, { serviceTier, store });
  const send = (network: typeof fetch) => {
    const parameters = { ...request, config: { ...request.config, httpOptions: via(network, timeoutMs) } };
    return stream ? sdk.models.generateContentStream(parameters) : sdk.models.generateContent(parameters);
  };
  return hear(send, signal, { stream });
}

/** The body that a call is sent with, by the SDK's own hand and without sending it. */
export async function bodyOfCall(
  client: GeminiClient,
  call: Call,
  options: Pick<GeminiOptions, 'serviceTier' | 'store'>,
): Promise<JsonObject> {
  const request = geminiRequest(call, {
    serviceTier: options.serviceTier ?? null,
    store: options.store ?? null,
  });
  let body = '{}';
  const record: typeof fetch = async (_, init) => {
    if (typeof init?.body === 'string') body = init.body;
    return new Response('{}', { headers: { 'content-type': 'application/json' } });
  };
  await client.sdk.models.generateContent({
    ...request,
    config: { ...request.config, httpOptions: { fetch: record } },
  });
  const parsed = jsonOf(body);
  return isObject(parsed) ? parsed : {};
}

/** What became of a call, from the bytes that came. */
function outcomeOf(
  heard: Heard,
  asked: Asked,
  sent: Sent,
  { redact }: GeminiClient,
  now: Date,
): Replied | Failed {
  const read = bodyOf(heard, sent.mode, now);
  if ('trouble' in read) return failedOf(read, heard, sent, redact);
  const raw = heard.bytes ?? new Uint8Array();
  return repliedOf(readGemini(read.body, asked), raw, mediaTypeOf(heard.headers), sent, heard.latencyMs);
}

/** The reply in the shape of a unary one, or what is wrong with it. */
function bodyOf(
  { status, headers, bytes, fault }: Heard,
  mode: Sent['mode'],
  now: Date,
): { body: JsonObject } | Told {
  if (fault !== null) return troubleOfFault(fault);
  const text = Buffer.from(bytes ?? []).toString('utf8');
  if (status === null || status >= 300) return geminiTrouble(status ?? 0, jsonOf(text), headers, now);
  const folded = mode === 'stream' ? foldGeminiEvents(text) : wholeOf(text);
  if (folded.state === 'cut') return brokenReply(text);
  if (folded.state === 'folded') return { body: folded.body };
  return geminiTrouble(googleErrorOf(folded.body)?.code ?? 500, folded.body, headers, now);
}

function wholeOf(text: string): ReturnType<typeof foldGeminiEvents> {
  const body = jsonOf(text);
  if (!isObject(body) || Object.keys(body).length === 0) return { state: 'cut' };
  return isObject(body.error) ? { state: 'error', body } : { state: 'folded', body };
}
