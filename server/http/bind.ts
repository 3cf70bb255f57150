import type { Static, TSchema } from '@sinclair/typebox';
import { Ajv, type ErrorObject } from 'ajv';
import type { Router } from 'express';
import { WinnowError } from '../../shared/error.ts';
import type { Route } from '../../shared/route.ts';
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

/** @param signal aborted when whoever asked has gone */
export type Handler<R extends Route> = (
  asked: { params: Static<R['params']>; query: Static<R['query']>; body: Static<R['body']> },
  signal: AbortSignal,
) => Static<R['reply']> | Promise<Static<R['reply']>>;

/** Puts one line of the route table on a router: parses path, query and body, answers what `handle` returns. */
export function bind<R extends Route>(router: Router, route: R, handle: Handler<R>): void {
  const params = compile(route.params, 'path');
  const query = compile(route.query, 'query');
  const body = compile(route.body, 'body', ofBodies);
  const answer = once<unknown>();
  router[route.method](route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (request, response) => {
    const asked = {
      params: params({ ...request.params }),
      query: query({ ...request.query }),
      body: body(route.method === 'get' ? {} : (request.body ?? {})),
    };
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const key = route.method === 'get' ? undefined : request.get('Idempotency-Key');
    const reply = await answer(key, asked, async () => handle(asked, gone.signal));
    response.status(route.status).set('Cache-Control', 'no-cache').json(reply);
  });
}

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
