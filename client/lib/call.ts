import type {
  BodyOf,
  ParamsOf,
  QueryOf,
  ReplyOf,
  RoutePath,
  WriteParamsOf,
  WritePath,
  WriteReplyOf,
} from '../../shared/api.ts';
import { ERROR_CODES, type ErrorCode, WinnowError } from '../../shared/error.ts';
import { server } from './reach.ts';

/** Where the routes of the table stand; said here too, so that the table's schemas stay out of the page. */
const BASE = '/api/v1';
/** What a page that is left can still send: browsers take 64 KiB in all, and a letter may have three bytes. Unit: letters. */
const OUTLIVING = 16_000;

/**
 * Asks the server: path, parameters and reply are those of the route table.
 * @throws WinnowError with the code of the reply; `failed` where nothing answers
 */
export async function call<P extends RoutePath>(
  path: P,
  asked: { params?: ParamsOf<P>; query?: Partial<QueryOf<P>>; signal?: AbortSignal } = {},
): Promise<ReplyOf<P>> {
  const url = `${BASE}${filled(path, asked.params ?? {})}${search(asked.query ?? {})}`;
  return (await bodyOf(url, {}, asked.signal)) as ReplyOf<P>; // page and server are of one build, and the server's tests hold it to the schema
}

/** The same for what is written. @throws WinnowError as `call` */
export async function send<P extends WritePath>(
  path: P,
  asked: {
    params?: WriteParamsOf<P>;
    body?: BodyOf<P>;
    signal?: AbortSignal;
    /** It is sent to its end though the page may be left. */
    outlivesPage?: boolean;
  } = {},
): Promise<WriteReplyOf<P>> {
  const url = `${BASE}${filled(path, asked.params ?? {})}`;
  const body = JSON.stringify(asked.body ?? {});
  return (await written(url, 'POST', asked.signal, {
    ...{ type: 'application/json', body },
    keepalive: asked.outlivesPage === true && body.length < OUTLIVING,
  })) as WriteReplyOf<P>;
}

/** Sends bytes to a path of the server, which is none of the route table. @throws WinnowError as `call` */
export const sendBytes = (path: string, body: Blob, signal?: AbortSignal): Promise<unknown> =>
  written(`${BASE}${path}`, 'PUT', signal, { type: 'application/octet-stream', body });

async function written(
  url: string,
  method: 'POST' | 'PUT',
  signal: AbortSignal | undefined,
  { type, body, keepalive = false }: { type: string; body: string | Blob; keepalive?: boolean },
): Promise<unknown> {
  const write = (csrfToken: string) =>
    bodyOf(
      url,
      { method, headers: { 'Content-Type': type, 'X-CSRF-Token': csrfToken }, body, keepalive },
      signal,
    );
  const known = token;
  if (known === '') {
    token = await tokenFor(signal);
    return await write(token);
  }
  try {
    return await write(known);
  } catch (cause) {
    if (!(cause instanceof WinnowError) || cause.code !== 'forbidden') throw cause;
    token = await tokenFor(signal); // the server was started anew, or somebody else signed in
    if (token === known) throw cause;
    return await write(token);
  }
}

/** The token that writes brought along last; empty where none is known. */
let token = '';

/** What a write brings along; nothing where nobody has signed in yet: then it is to sign in. */
async function tokenFor(signal: AbortSignal | undefined): Promise<string> {
  try {
    return (await call('/session', { ...(signal && { signal }) })).csrfToken;
  } catch (cause) {
    if (cause instanceof WinnowError && cause.code === 'not-signed-in') return '';
    throw cause;
  }
}

/** The body of a reply as JSON. @throws WinnowError with the code of one that is none */
async function bodyOf(url: string, request: RequestInit, signal: AbortSignal | undefined): Promise<unknown> {
  const response = await answerOf(url, request, signal);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw errorOf(body, response.status);
  return body;
}

async function answerOf(
  url: string,
  request: RequestInit,
  signal: AbortSignal | undefined,
): Promise<Response> {
  try {
    const headers = { Accept: 'application/json', ...request.headers };
    return await fetch(url, { ...request, headers, ...(signal && { signal }) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    server.heardNothing();
    throw new WinnowError(
      'failed',
      'The server does not answer. It may have been stopped; start it with "npm start".',
    );
  }
}

/** Where something is read: a path of the table with its parameters, as the browser asks for it. */
export const urlOf = (path: RoutePath, params: object = {}, query: object = {}): string =>
  `${BASE}${filled(path, { ...params })}${search(query)}`;

const filled = (path: string, params: Readonly<Record<string, unknown>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));

function search(query: object): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  return params.size === 0 ? '' : `?${params}`;
}

function errorOf(body: unknown, status: number): WinnowError {
  if (typeof body === 'object' && body !== null && 'error' in body && 'message' in body) {
    const { error, message } = body;
    const details = 'details' in body ? body.details : null;
    if (typeof error === 'string' && isErrorCode(error))
      return new WinnowError(error, String(message), details);
  }
  return new WinnowError('failed', `The server answered ${status} without saying why.`);
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_CODES, code);
