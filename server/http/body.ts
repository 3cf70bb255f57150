import express, { type RequestHandler } from 'express';
import { WinnowError } from '../../shared/error.ts';

/** The largest JSON that is read. Unit: bytes. Source: CONTRACT "HTTP". */
export const MAX_JSON = 5 * 1024 * 1024;

/** Reads JSON bodies; any other content type is 415, over MAX_JSON 413, what is not JSON 400. */
export function jsonBody(): RequestHandler[] {
  return [onlyJson, express.json({ limit: MAX_JSON, type: 'application/json', strict: true })];
}

const onlyJson: RequestHandler = (request, _response, next) => {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && request.is('application/json') === false)
    throw new WinnowError('wrong-type', 'The body must be application/json.');
  next();
};
