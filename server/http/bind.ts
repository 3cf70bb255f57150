import type { Static, TSchema } from '@sinclair/typebox';
import { Ajv, type ErrorObject } from 'ajv';
import type { Request, Response, Router } from 'express';
import { WinnowError } from '../../shared/error.ts';
import type { Route } from '../../shared/route.ts';
import { MAX_LIMIT } from '../../shared/schemas/listing.ts';
import { allowed, type Caller } from './callers.ts';
import { fileKind, isList, type Page, sendList } from './export.ts';
import { once } from './idempotent.ts';

// Paths and queries come as text, so numbers and booleans are read out of it here and nowhere else.
const ajv = new Ajv({
  strict: true,
  strictTypes: false,
  allErrors: true,
  useDefaults: true,
  coerceTypes: true,
});
// A body is JSON, which says itself what is a number.
const ofBodies = new Ajv({ strict: true, strictTypes: false, allErrors: true, useDefaults: true });

/** What few handlers need besides: where a request came from, and a cookie on its reply. */
export interface Reply {
  address: string;
  /** Scheme and host as whoever asked wrote them. */
  origin: string;
  /** @param lastsMs 0 takes it away. @param some what differs from a cookie of every path that never crosses sites */
  setCookie: (
    name: string,
    value: string,
    lastsMs: number,
    some?: { sameSite?: 'lax' | 'strict'; path?: string; isSecure?: boolean },
  ) => void;
}

/** @param signal aborted when whoever asked has gone */
export type Handler<R extends Route> = (
  asked: {
    params: Static<R['params']>;
    query: Static<R['query']>;
    body: Static<R['body']>;
    caller: Caller;
  },
  signal: AbortSignal,
  reply: Reply,
) => Static<R['reply']> | Promise<Static<R['reply']>>;

/**
 * Puts one line of the route table on a router: asks whether the caller may, parses path, query and body, answers what
 * `handle` returns.
 */
export function bind<R extends Route>(router: Router, route: R, handle: Handler<R>): void {
  const params = compile(route.params, 'path');
  const query = compile(route.query, 'query');
  const body = compile(route.body, 'body', ofBodies);
  const answer = once<unknown>();
  router[route.method](route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (request, response) => {
    const caller = allowed(response, route);
    const { as, ...queried } = request.query;
    const file = as === undefined || !isList(route) ? null : fileKind(as);
    const asked = {
      params: params({ ...request.params }),
      query: query(file === null ? { ...request.query } : { ...queried, limit: MAX_LIMIT }),
      body: body(route.method === 'get' ? {} : (request.body ?? {})),
    };
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    if (file !== null) {
      const turn = (cursor: string | undefined) =>
        handle(
          { ...asked, query: { ...asked.query, ...(cursor && { cursor }) }, caller },
          gone.signal,
          replyTo(request, response),
        );
      // Of a list, as its schema says: the reply is a page.
      return sendList(response, route, file, async (cursor) => (await turn(cursor)) as Page, gone.signal);
    }
    const key = route.method === 'get' ? undefined : request.get('Idempotency-Key');
    const ownKey = key ? `${caller.actor} ${key}` : undefined; // of two people the same key is not the same
    const reply = await answer(ownKey, asked, async () =>
      handle({ ...asked, caller }, gone.signal, replyTo(request, response)),
    );
    response.status(route.status).set('Cache-Control', 'no-cache').json(reply);
  });
}

export const replyTo = (request: Request, response: Response): Reply => ({
  address: request.socket.remoteAddress ?? '',
  origin: request.headers.origin ?? `http://${request.headers.host ?? ''}`,
  setCookie: (name, value, lastsMs, { sameSite = 'strict', path = '/', isSecure } = {}) =>
    void response.cookie(name, value, {
      httpOnly: true,
      sameSite,
      secure: isSecure ?? request.headers.origin?.startsWith('https://') === true,
      path,
      maxAge: lastsMs,
      encode: String,
    }),
});

function compile<S extends TSchema>(schema: S, place: string, by = ajv): (data: unknown) => Static<S> {
  const validate = by.compile<Static<S>>(schema);
  return (data) => {
    if (validate(data)) return data;
    const faults = (validate.errors ?? []).map((fault) => sentence(fault, schema));
    throw new WinnowError('bad-usage', `In the ${place}, ${faults[0] ?? 'something is wrong'}.`, { faults });
  };
}

/** One fault in words: which parameter, what is wrong, what would be right. */
function sentence(fault: ErrorObject, schema: TSchema): string {
  const name = fault.instancePath.slice(1);
  if (fault.keyword === 'additionalProperties') {
    const { additionalProperty } = fault.params as { additionalProperty: string };
    const known = Object.keys((schema as { properties?: object }).properties ?? {}).join(', ');
    return `"${additionalProperty.slice(0, 80)}" is no parameter here; there is ${known || 'none'}`;
  }
  return `${name} ${fault.message ?? 'is wrong'}`;
}
