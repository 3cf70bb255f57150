import type { ParamsOf, QueryOf, ReplyOf, RoutePath } from '../../shared/api.ts';
import { ERROR_CODES, type ErrorCode, WinnowError } from '../../shared/error.ts';

/** Where the routes of the table stand; said here too, so that the table's schemas stay out of the page. */
const BASE = '/api/v1';

/**
 * Asks the server: path, parameters and reply are those of the route table.
 * @throws WinnowError with the code of the reply; `failed` where nothing answers
 */
export async function call<P extends RoutePath>(
  path: P,
  asked: { params?: ParamsOf<P>; query?: Partial<QueryOf<P>>; signal?: AbortSignal } = {},
): Promise<ReplyOf<P>> {
  const response = await answerOf(
    `${BASE}${filled(path, asked.params ?? {})}${search(asked.query ?? {})}`,
    asked.signal,
  );
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw errorOf(body, response.status);
  return body as ReplyOf<P>; // page and server are of one build, and the server's tests hold it to the schema
}

async function answerOf(url: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(url, { headers: { Accept: 'application/json' }, ...(signal && { signal }) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new WinnowError(
      'failed',
      'The server does not answer. It may have been stopped; start it with "npm start".',
    );
  }
}

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
    if (typeof error === 'string' && isErrorCode(error)) return new WinnowError(error, String(message));
  }
  return new WinnowError('failed', `The server answered ${status} without saying why.`);
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_CODES, code);
