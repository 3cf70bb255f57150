import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ERROR_CODES, type ErrorCode, WinnowError } from '../../shared/error.ts';
import type { ErrorReply } from '../../shared/schemas/listing.ts';

/** Every path below /api that no route has. */
export const unknownPath: RequestHandler = (request) => {
  throw new WinnowError(
    'not-found',
    `There is no ${request.method} ${request.originalUrl.split('?')[0]?.slice(0, 200)} in this version; /api/openapi.json lists what there is.`,
  );
};

/**
 * The only error handler: `{error, message, details}` with the status of the code.
 * What nobody foresaw goes to `log`, and is answered without details.
 */
export function errorHandler(log: (line: string) => void): ErrorRequestHandler {
  return (cause: unknown, request, response, next) => {
    if (response.headersSent) return next(cause);
    const error = cause instanceof WinnowError ? cause : foreign(cause);
    if (error === null) {
      log(
        `${request.method} ${request.path}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`,
      );
    }
    const code = error?.code ?? 'failed';
    const body: ErrorReply = {
      error: code,
      message: error?.message ?? 'The server failed at this request; what it printed says more.',
      details: error?.details ?? null,
    };
    if (code === 'busy') response.set('Retry-After', '1');
    if (code === 'too-many') response.set('Retry-After', String(retryAfter(error?.details)));
    response.status(ERROR_CODES[code].status).json(body);
  };
}

const retryAfter = (details: unknown): number =>
  typeof details === 'object' && details !== null && 'retryAfterSeconds' in details
    ? Number(details.retryAfterSeconds)
    : 60;

const BY_STATUS: Readonly<Record<number, { code: ErrorCode; message: string }>> = {
  400: {
    code: 'bad-usage',
    message: 'The request can not be read: its path, encoding or JSON is malformed.',
  },
  404: { code: 'not-found', message: 'There is nothing at this path.' },
  413: { code: 'too-large', message: 'The body is over the limit of 5 MB.' },
  415: { code: 'wrong-type', message: 'The body has a type, charset or encoding that is not read here.' },
};

/** An error of express or its parsers that names a status; null for any other. */
function foreign(cause: unknown): WinnowError | null {
  if (!(cause instanceof Error) || !('status' in cause) || typeof cause.status !== 'number') return null;
  const known = BY_STATUS[cause.status];
  return known === undefined ? null : new WinnowError(known.code, known.message);
}
