import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import { type Coming, hasOwnDispatcher, type Line, patientFetch } from './network.ts';

/** An idle connection is given up after this, sooner than servers give theirs up. Unit: milliseconds. */
const IDLE_MS = 4000;

const plain = new http.Agent({ keepAlive: true, timeout: IDLE_MS });
const secure = new https.Agent({ keepAlive: true, timeout: IDLE_MS });

/**
 * A request over HTTP without the layers of `fetch`, which cost several times as much as the request itself: a text
 * goes, a head and pieces of a body come. Redirects are not followed, nothing is waited for but the caller's signal, and
 * what fails is told in the words of `fetch`. Whatever is more than that (forms, streams, a proxy) goes by `fetch`.
 */
export const directLine: Line = (input, init = {}) => {
  const { body } = init;
  const isText = body === undefined || body === null || typeof body === 'string';
  if (!isText || input instanceof Request || hasOwnDispatcher()) return patientFetch(input, init);
  const url = new URL(input);
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isHttp || url.username !== '' || url.password !== '') return patientFetch(input, init);
  return exchange(url, init, body ?? null);
};

function exchange(
  url: URL,
  { method = 'GET', headers, signal }: RequestInit,
  body: string | null,
): Promise<Coming> {
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const options = { method, headers: headersTo(headers), agent: isSecure ? secure : plain };
    const request = (isSecure ? https : http).request(url, options, (response) =>
      resolve(comingOf(response)),
    );
    request.on('error', (cause) => reject(new TypeError('fetch failed', { cause })));
    const stop = (): void => void request.destroy(new Error('The call was cut off.'));
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
    request.end(body ?? undefined);
  });
}

/** The headers that the caller names, and what this side can unpack. */
const headersTo = (headers: RequestInit['headers']): OutgoingHttpHeaders => ({
  'accept-encoding': 'gzip, deflate',
  ...Object.fromEntries(headers instanceof Headers ? headers : new Headers(headers)),
});

function comingOf(response: IncomingMessage): Coming {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers))
    if (value !== undefined) headers.set(name, typeof value === 'string' ? value : value.join(', '));
  const pieces: AsyncIterator<Uint8Array> = unpacked(response)[Symbol.asyncIterator]();
  const read = async () => {
    try {
      return await pieces.next();
    } catch (cause) {
      throw new TypeError('terminated', { cause });
    }
  };
  return { status: response.statusCode ?? 0, headers, body: { getReader: () => ({ read }) } };
}

/** The body as it was before the server packed it; one that is cut off fails, packed or not. */
function unpacked(response: IncomingMessage): Readable {
  switch (response.headers['content-encoding']?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
    case 'deflate':
      return pipeline(response, createUnzip(), () => undefined);
    case 'br':
      return pipeline(response, createBrotliDecompress(), () => undefined);
    default:
      return response;
  }
}
