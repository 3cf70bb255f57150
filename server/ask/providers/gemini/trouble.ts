import type { Trouble } from '../../provider.ts';
import { badRequest, fatal, type Told, transient } from '../outcome.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../unknown.ts';
import { durationMs, longest, untilMidnightPacific, waitInHeaders, waitInMessage } from '../waiting.ts';

/** An error as Google writes it: `{"error":{code, message, status, details}}`, in a list where a stream is one. */
export interface GoogleError {
  code: number | null;
  message: string;
  status: string | null;
  details: readonly JsonObject[];
}

/** The error that a body holds; null where it holds none. */
export function googleErrorOf(body: unknown): GoogleError | null {
  const { error } = objectOf(Array.isArray(body) ? body[0] : body);
  return isObject(error) ? errorIn(error) : null;
}

/** The same of the error's own object, as a batch holds it. */
export const errorIn = (error: JsonObject): GoogleError => ({
  code: typeof error.code === 'number' ? error.code : null,
  message: textOf(error.message) ?? '',
  status: textOf(error.status),
  details: listOf(error.details).filter(isObject),
});

/**
 * What an error of Google's means for this call and those after it.
 * @param status of HTTP, or the error's own where it came in a reply
 * @param body JSON of the body; undefined where it is none
 */
export function geminiTrouble(status: number, body: unknown, headers: Headers, now: Date): Told {
  const error = googleErrorOf(body);
  const said = error === null || error.message === '' ? 'no message that could be read' : error.message;
  return {
    trouble: troubleOf(status, error, headers, now),
    message: `HTTP ${status}${error?.status ? ` ${error.status}` : ''}: ${said}`,
  };
}

function troubleOf(status: number, error: GoogleError | null, headers: Headers, now: Date): Trouble {
  if (status === 429) return quotaTrouble(error, headers, now);
  if (status === 400 || status === 403 || status === 401) return refusal(status, error);
  if (status === 402) return fatal('billing');
  if (status === 404 || status === 410) return fatal(error === null ? 'address' : 'model-gone');
  if (status === 408 || status === 504) return transient('timeout');
  if (status === 409) return transient('server-error');
  if (status === 499) return transient('transport');
  if (status === 501) return badRequest('bad-request');
  if (status >= 500) return transient('server-error', status === 503);
  if (status < 400) return fatal('address'); // sent elsewhere: the address is not that of the API
  return badRequest('bad-request');
}

/** What a refusal is about, by the reason of its details or by its words; the first that fits counts. */
const REFUSALS: readonly [cause: Extract<Trouble, { class: 'fatal' }>['cause'], RegExp][] = [
  ['key', /API_KEY|CONSUMER_SUSPENDED|api[ _]key/i],
  ['billing', /BILLING|billing/],
  [
    'region',
    /location is not supported|not available in your (country|region)|unsupported (country|region)/i,
  ],
];

function refusal(status: number, error: GoogleError | null): Trouble {
  const words = [error?.message ?? '', ...(error?.details ?? []).map(({ reason }) => textOf(reason) ?? '')];
  const found = REFUSALS.find(([, pattern]) => words.some((word) => pattern.test(word)));
  if (found !== undefined) return fatal(found[0]);
  if (status === 401) return fatal('key');
  if (status === 403 || error?.status === 'FAILED_PRECONDITION') return fatal('not-allowed');
  return badRequest('bad-request');
}

/** A message about money; it comes without details. */
const SPENDING = /spend|billing|credit|prepay|budget/i;

function quotaTrouble(error: GoogleError | null, headers: Headers, now: Date): Trouble {
  const details = error?.details ?? [];
  const message = error?.message ?? '';
  const delays = details.map(({ retryDelay }) => durationMs(textOf(retryDelay) ?? ''));
  const retryAfterMs = longest(...delays, waitInMessage(message), waitInHeaders(headers, now));
  const violations = details.flatMap(({ violations }) => listOf(violations).filter(isObject));
  const ids = violations.map(({ quotaId }) => textOf(quotaId) ?? '');
  if (violations.some(({ quotaValue }) => quotaValue === '0')) return fatal('billing'); // no wait opens it
  if (ids.some((id) => id.includes('PerDay')))
    return {
      state: 'trouble',
      class: 'quota-exhausted',
      quota: 'day',
      retryAfterMs: untilMidnightPacific(now), // whatever the delay says
    };
  if (ids.some((id) => /spend/i.test(id)) || (violations.length === 0 && SPENDING.test(message)))
    return { state: 'trouble', class: 'quota-exhausted', quota: 'spend', retryAfterMs };
  if (violations.length === 0 && retryAfterMs === null) return transient('rate-limited', true);
  return { state: 'trouble', class: 'rate-limited', retryAfterMs, learned: learnedFrom(violations) };
}

/** Limits of a minute that the violations name. */
function learnedFrom(violations: readonly JsonObject[]) {
  const learned: { requestsPerMinute?: number; tokensPerMinute?: number } = {};
  for (const { quotaId, quotaValue } of violations) {
    const id = textOf(quotaId) ?? '';
    const value = Number(textOf(quotaValue) ?? Number.NaN);
    if (!id.includes('PerMinute') || !Number.isSafeInteger(value)) continue;
    if (id.includes('Token')) learned.tokensPerMinute = value;
    else if (id.includes('Request')) learned.requestsPerMinute = value;
  }
  return Object.keys(learned).length === 0 ? null : learned;
}
