import type { Call, Failed, OfflineForm, Replied, Sent } from '../../provider.ts';
import { badRequest, failedOf, repliedOf, type Told, transient, withoutCredentials } from '../outcome.ts';
import { countOf, isObject, type JsonObject, objectOf, sortedJson, textOf } from '../unknown.ts';
import { readOpenai } from './reading.ts';
import { chatBody } from './request.ts';
import { openaiTrouble, serverErrorOf } from './trouble.ts';

/** Where a box is to send each request, below its own address. */
const URL_PATH = '/v1/chat/completions';

export interface OfflineOptions {
  /** Address of the server that the requests are meant for; nothing is sent there from here. */
  baseUrl: string;
  thoughts: 'raw' | 'summary';
  redact: (text: string) => string;
}

/**
 * Calls as lines of a batch file of OpenAI, which vLLM, SGLang and OpenAI itself carry out, and their results read
 * like live replies. Pure; a result may hold anything.
 */
export const openaiOffline = ({ baseUrl, thoughts, redact }: OfflineOptions): OfflineForm => ({
  request: (call) => ({ custom_id: call.key, method: 'POST', url: URL_PATH, body: bodyOf(call) }),
  takes: ({ thinking }) => thinking === null || 'level' in thinking,
  result(said, raw, call, now) {
    const read = readResult(said, now);
    if (read === null) return null;
    const sent = sentFor(call, baseUrl);
    if ('told' in read) {
      const { told, status } = read;
      return failedOf(told, { status, bytes: raw, latencyMs: 0 }, sent, redact) satisfies Failed;
    }
    const asked = { model: call.model, includeThoughts: call.generation.includeThoughts, thoughts };
    return repliedOf(readOpenai(read.body, asked), raw, 'application/json', sent, 0) satisfies Replied;
  },
});

const bodyOf = (call: Call) => chatBody(call, { stream: false, maxTokensField: 'max_tokens', extraBody: {} });

/** What a box was asked to send, told apart from what was sent by us. */
const sentFor = (call: Call, baseUrl: string): Sent => ({
  provider: 'openai',
  endpoint: withoutCredentials(`${baseUrl}/chat/completions`),
  apiVersion: null,
  sdk: '',
  mode: 'offline',
  body: sortedJson(bodyOf(call)),
});

/** The body of a result, or what went wrong with it; null where it says neither. */
function readResult(
  said: JsonObject,
  now: Date,
): { body: JsonObject } | { told: Told; status: number | null } | null {
  const { response, error } = said;
  if (isObject(response)) {
    const status = countOf(response.status_code) ?? 200;
    const { body } = response;
    const isReply =
      status < 300 && isObject(body) && (body.choices !== undefined || serverErrorOf(body) === null);
    if (isReply && Object.keys(body).length > 0) return { body };
    if (status >= 300 || serverErrorOf(body) !== null) {
      const code = status >= 300 ? status : 500;
      return { told: openaiTrouble(code, body, new Headers(), now), status: code };
    }
  }
  if (error === null || error === undefined || error === '') return null;
  return { told: toldOf(error, now), status: null };
}

/** An error without a reply: of the batch itself, or of a box that could not reach its server. */
function toldOf(error: unknown, now: Date): Told {
  const code = objectOf(error).code;
  const status = countOf(code);
  if (status !== null && status >= 400 && status < 600)
    return openaiTrouble(status, { error }, new Headers(), now);
  const message =
    textOf(objectOf(error).message) ?? textOf(error) ?? 'The result holds an error without a message.';
  if (code === 'batch_expired' || code === 'batch_cancelled')
    return { trouble: transient('batch-expired'), message };
  if (code === 'invalid_request' || code === 'invalid_request_error')
    return { trouble: badRequest('bad-request'), message };
  return { trouble: transient('server-error'), message };
}
