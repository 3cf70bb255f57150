import type { Trouble } from '../../provider.ts';
import { badRequest, fatal, type Told, transient } from '../outcome.ts';
import { isObject, objectOf, textOf } from '../unknown.ts';
import { longest, waitInHeaders, waitInMessage } from '../waiting.ts';

/** An error of a compatible server: OpenAI's, vLLM's, FastAPI's, or a gateway's. */
export interface ServerError {
  message: string;
  type: string;
  code: string;
}

/** The error that a body holds; null where it holds none. */
export function serverErrorOf(body: unknown): ServerError | null {
  if (!isObject(body)) return null;
  const error = isObject(body.error) ? body.error : body;
  const detail =
    typeof body.detail === 'string' || body.detail === undefined ? body.detail : JSON.stringify(body.detail);
  const message = textOf(error.message) ?? textOf(body.error) ?? textOf(detail);
  if (message === null) return null;
  return { message, type: textOf(error.type) ?? '', code: String(error.code ?? '') };
}

/** The status that an error names which came in a reply of status 200. */
export function statusIn(body: unknown): number {
  const code = Number(objectOf(objectOf(body).error).code ?? objectOf(body).code);
  return Number.isInteger(code) && code >= 400 && code < 600 ? code : 500;
}

/**
 * What an error of a compatible server means for this call and those after it.
 * @param status of HTTP, or the error's own where it came in a reply
 * @param body JSON of the body; undefined where it is none
 */
export function openaiTrouble(status: number, body: unknown, headers: Headers, now: Date): Told {
  const error = serverErrorOf(body);
  return {
    trouble: troubleOf(status, error, headers, now),
    message: `HTTP ${status}: ${error?.message ?? 'no message that could be read'}`,
  };
}

function troubleOf(status: number, error: ServerError | null, headers: Headers, now: Date): Trouble {
  const words = error === null ? '' : `${error.code} ${error.type} ${error.message}`;
  if (status === 429) return quotaTrouble(words, headers, now);
  if (status === 401) return fatal('key');
  if (status === 402) return fatal('billing');
  if (status === 403)
    return fatal(/unsupported_country|region|territory/i.test(words) ? 'region' : 'not-allowed');
  if (status === 404 || status === 410) return fatal(/model/i.test(words) ? 'model-gone' : 'address');
  if (status === 408 || status === 504) return transient('timeout');
  if (status === 409 || status === 425) return transient('server-error');
  if (status === 499) return transient('transport');
  if (status === 501) return badRequest('bad-request');
  if (status >= 500) return transient('server-error', status === 503);
  if (status < 400) return fatal('address'); // sent elsewhere: the address is not that of the API
  return badRequest('bad-request');
}

function quotaTrouble(words: string, headers: Headers, now: Date): Trouble {
  const retryAfterMs = longest(waitInHeaders(headers, now), waitInMessage(words));
  if (/insufficient_quota|billing|balance|credit/i.test(words))
    return { state: 'trouble', class: 'quota-exhausted', quota: 'spend', retryAfterMs };
  if (/per day|\((RPD|TPD)\)/i.test(words))
    return { state: 'trouble', class: 'quota-exhausted', quota: 'day', retryAfterMs };
  if (retryAfterMs === null) return transient('rate-limited', true);
  return { state: 'trouble', class: 'rate-limited', retryAfterMs, learned: learnedFrom(headers) };
}

/** Limits of a minute that the headers name. */
function learnedFrom(headers: Headers) {
  const requests = limitIn(headers, 'x-ratelimit-limit-requests');
  const tokens = limitIn(headers, 'x-ratelimit-limit-tokens');
  if (requests === null && tokens === null) return null;
  return {
    ...(requests === null ? {} : { requestsPerMinute: requests }),
    ...(tokens === null ? {} : { tokensPerMinute: tokens }),
  };
}

function limitIn(headers: Headers, name: string): number | null {
  const value = headers.get(name) ?? '';
  return /^\d{1,12}$/.test(value) ? Number(value) : null;
}
