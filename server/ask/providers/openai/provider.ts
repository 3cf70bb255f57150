import type { Call, Failed, Provider, Replied, Sent } from '../../provider.ts';
import { type Heard, limitsOf } from '../attempt.ts';
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
import { type OpenaiOptions, openaiClient } from './client.ts';
import { type Folded, foldOpenaiEvents } from './events.ts';
import { type Asked, readOpenai } from './reading.ts';
import { type ChatBody, chatBody } from './request.ts';
import { openaiTrouble, serverErrorOf, statusIn } from './trouble.ts';

/**
 * A server that speaks OpenAI's chat completions (vLLM, SGLang, DeepSeek, Ollama): the way to open-weight teachers
 * with thoughts of their own. One call, one request; never throws for what the network or the server do.
 */
export function openaiProvider(options: OpenaiOptions): Provider {
  const limits = limitsOf(options);
  const client = openaiClient(options, limits);
  const { stream = false, thoughts = 'raw', maxTokensField = 'max_tokens', extraBody = {} } = options;
  return {
    name: client.sender.provider,
    async ask(call, signal) {
      const body = chatBody(call, { stream, maxTokensField, extraBody });
      const heard = isAskable(call)
        ? await client.hear((sdk) => sendBody(sdk, body), signal, { stream })
        : noBudget();
      const sent = sentOf(client.sender, stream ? 'stream' : 'unary', heard);
      const asked = { model: call.model, includeThoughts: call.generation.includeThoughts, thoughts };
      return outcomeOf(heard, asked, sent, client.redact, options.now());
    },
  };
}

const sendBody = (
  sdk: ReturnType<ReturnType<typeof openaiClient>['sdk']>,
  body: ChatBody,
): Promise<unknown> => sdk.chat.completions.create(body);

const isAskable = ({ generation: { thinking } }: Call): boolean => thinking === null || 'level' in thinking;

/** Nothing that is asked for is dropped in silence. */
const noBudget = (): Heard => ({
  url: '',
  requestBody: '',
  status: null,
  headers: new Headers(),
  bytes: null,
  fault: {
    why: 'not-sent',
    message: 'Chat completions know levels of thinking and no budget of tokens: give a level, or none.',
  },
  latencyMs: 0,
});

/** What became of a call, from the bytes that came. */
function outcomeOf(
  heard: Heard,
  asked: Asked,
  sent: Sent,
  redact: (text: string) => string,
  now: Date,
): Replied | Failed {
  const read = bodyOf(heard, sent.mode, now);
  if ('trouble' in read) return failedOf(read, heard, sent, redact);
  const reading = readOpenai(read.body, asked);
  const noted = read.note === null ? reading : { ...reading, notes: [...reading.notes, read.note] };
  const raw = heard.bytes ?? new Uint8Array();
  return repliedOf(noted, raw, mediaTypeOf(heard.headers), sent, heard.latencyMs);
}

/** The reply in the shape of a whole one, or what is wrong with it. */
function bodyOf(
  { status, headers, bytes, fault }: Heard,
  mode: Sent['mode'],
  now: Date,
): { body: JsonObject; note: string | null } | Told {
  if (fault !== null) return troubleOfFault(fault);
  const text = Buffer.from(bytes ?? []).toString('utf8');
  if (status === null || status >= 300) return openaiTrouble(status ?? 0, jsonOf(text), headers, now);
  const folded = mode === 'stream' ? foldOpenaiEvents(text) : wholeOf(text);
  if (folded.state === 'cut') return brokenReply(text);
  if (folded.state === 'error') return openaiTrouble(statusIn(folded.body), folded.body, headers, now);
  const note = folded.done ? null : 'The stream ended without [DONE]; its usage may be missing.';
  return { body: folded.body, note };
}

function wholeOf(text: string): Folded {
  const body = jsonOf(text);
  if (!isObject(body) || Object.keys(body).length === 0) return { state: 'cut' };
  const isError = body.choices === undefined && serverErrorOf(body) !== null;
  return isError ? { state: 'error', body } : { state: 'folded', body, done: true };
}
