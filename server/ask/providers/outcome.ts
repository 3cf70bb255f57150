import type { Failed, Reading, Replied, Sent, Trouble } from '../provider.ts';
import type { Fault, Heard } from './attempt.ts';
import { oneLine } from './text.ts';
import { isObject, type JsonObject, jsonOf, sortedJson } from './unknown.ts';

/** What went wrong by the provider's word, and that word. */
export interface Told {
  trouble: Trouble;
  message: string;
}

/** What is the same for all calls of a provider. */
export interface Sender {
  provider: string;
  sdk: string;
  apiVersion: string | null;
  baseUrl: string;
}

/** How the call left, for the evidence. */
export const sentOf = (
  { provider, sdk, apiVersion, baseUrl }: Sender,
  mode: Sent['mode'],
  { url, requestBody }: Pick<Heard, 'url' | 'requestBody'>,
): Sent => ({
  provider,
  endpoint: withoutCredentials(url === '' ? baseUrl : url),
  apiVersion,
  sdk,
  mode,
  body: requestBody === '' ? '' : sortedJson(jsonOf(requestBody)),
});

let shownLast = { address: '', shown: '' }; // every call of a collection goes to the same one

/** An address without user, password, and whatever a query might hold beside the kind of reply. */
export function withoutCredentials(address: string): string {
  if (shownLast.address !== address) shownLast = { address, shown: shownOf(address) };
  return shownLast.shown;
}

function shownOf(address: string): string {
  if (!URL.canParse(address)) return '';
  const { origin, pathname, searchParams } = new URL(address);
  const alt = searchParams.get('alt');
  return `${origin}${pathname}${alt === 'sse' || alt === 'media' ? `?alt=${alt}` : ''}`;
}

/** A call that went wrong; no key leaves in it, neither in the message nor in what came. */
export function failedOf(
  { trouble, message }: Told,
  heard: Pick<Heard, 'status' | 'bytes' | 'latencyMs'>,
  sent: Sent,
  redact: (text: string) => string,
): Failed {
  return {
    ...trouble,
    status: heard.status,
    message: redact(oneLine(redact(message))),
    raw: heard.bytes === null || heard.bytes.byteLength === 0 ? null : redactedBytes(heard.bytes, redact),
    sent,
    latencyMs: heard.latencyMs,
  };
}

/** A reply that came whole; its bytes are left as they came. */
export const repliedOf = (
  reading: Reading,
  raw: Uint8Array,
  mediaType: string,
  sent: Sent,
  latencyMs: number,
): Replied => ({ state: 'replied', raw, mediaType, reading, sent, latencyMs });

const UNKNOWN_TYPE = 'application/octet-stream';

/** The media type of what came, without its parameters; what is none is not repeated. */
export function mediaTypeOf(headers: Headers): string {
  const type = (headers.get('content-type') ?? UNKNOWN_TYPE).split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type : UNKNOWN_TYPE;
}

export const transient = (
  reason: Extract<Trouble, { class: 'transient' }>['reason'],
  overloaded = false,
): Trouble => ({ state: 'trouble', class: 'transient', reason, overloaded });

export const badRequest = (reason: Extract<Trouble, { class: 'bad-request' }>['reason']): Trouble => ({
  state: 'trouble',
  class: 'bad-request',
  reason,
});

export const fatal = (cause: Extract<Trouble, { class: 'fatal' }>['cause']): Trouble => ({
  state: 'trouble',
  class: 'fatal',
  cause,
});

/** Codes of a connection that never came about: no such name, nobody there, no way. */
const UNREACHABLE = /\((?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH)\)$/;

/** What Google's library says where a machine has no credentials of its own, or none that hold. */
const NO_CREDENTIALS = /credential|invalid_grant|access token/i;

const UNREACHED: Trouble = {
  state: 'trouble',
  class: 'transient',
  reason: 'transport',
  overloaded: false,
  unreachable: true,
};

/** Whether a fault says that no connection came about: nothing left. */
export const isUnreached = ({ why, message }: Fault): boolean =>
  why === 'network' && UNREACHABLE.test(message);

/** What it means that a reply did not come whole. */
export function troubleOfFault({ why, message }: Fault): Told {
  const troubles = {
    stopped: transient('transport'),
    timeout: transient('timeout'),
    'too-large': transient('broken-reply'),
    network: isUnreached({ why, message }) ? UNREACHED : transient('transport'),
    'not-sent': NO_CREDENTIALS.test(message) ? fatal('credentials') : badRequest('bad-request'),
  } satisfies Record<Fault['why'], Trouble>;
  return { trouble: troubles[why], message };
}

/** A reply at a good status that is none. */
export const brokenReply = (text: string): Told => ({
  trouble: transient('broken-reply'),
  message:
    text.trim() === ''
      ? 'The reply is empty.'
      : `The reply can not be read: it is no JSON object of a reply (${text.length} characters, from "${text.slice(0, 40)}").`,
});

/** The JSON object of an answer, or what is wrong with it; `troubleAt` says what an error status means. */
export function objectIn(
  { fault, status, headers, bytes }: Heard,
  troubleAt: (status: number, body: unknown, headers: Headers) => Told,
): { body: JsonObject } | Told {
  if (fault !== null) return troubleOfFault(fault);
  const text = Buffer.from(bytes ?? []).toString('utf8');
  const body = jsonOf(text);
  if (status === null || status >= 300) return troubleAt(status ?? 0, body, headers);
  return isObject(body) ? { body } : brokenReply(text);
}

/** Bytes without a key: the same ones where there is none in them. */
function redactedBytes(bytes: Uint8Array, redact: (text: string) => string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1'); // keys are ASCII, and every byte comes back as it was
  const hidden = redact(text);
  return hidden === text ? bytes : Buffer.from(hidden, 'latin1');
}
