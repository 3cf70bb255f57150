import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { API_BASE, ROUTES } from '../../shared/api.ts';
import { WinnowError } from '../../shared/error.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];
const HOST = /^(\[[0-9a-fA-F:]{2,45}\]|[A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?$/;
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses whatever a foreign page could make a browser send: a request to another Host (a name that was
 * rebound to this address), and a write from another or a `null` Origin. Comes before everything else.
 * Any port will do, since an ssh tunnel may end at another one.
 * @param hosts addresses and names under which the server is reached besides loopback
 */
export function guard(hosts: readonly string[]): RequestHandler {
  const names = new Set([
    ...LOOPBACK,
    ...hosts.map((host) => (host.includes(':') ? `[${host}]` : host).toLowerCase()),
  ]);
  return (request, _response, next) => {
    const asked = request.headers.host ?? '';
    const name = HOST.exec(asked)?.[1]?.toLowerCase();
    if (name === undefined || !names.has(name))
      throw new WinnowError('forbidden', 'This server does not answer to that Host; use its own address.');
    if (
      !READS.has(request.method) &&
      isForeign(request.headers.origin, request.headers['sec-fetch-site'], asked)
    )
      throw new WinnowError('forbidden', 'A write from another origin is refused.');
    next();
  };
}

function isForeign(origin: string | undefined, site: string | string[] | undefined, host: string): boolean {
  if (origin === undefined) return site === 'cross-site' || site === 'same-site';
  return origin !== `http://${host}` && origin !== `https://${host}`;
}

/**
 * A write that a cookie could speak for must bring the token, which no other origin can read. Signing in needs none:
 * whoever does has no token yet, and a cookie of old must not stand in the way.
 */
export function csrf(tokenOf: (response: Response) => string): RequestHandler {
  return (request, response, next) => {
    const speaksCookie = request.headers.cookie !== undefined && request.headers.authorization === undefined;
    if (!READS.has(request.method) && speaksCookie && !SIGNING_IN.has(request.path)) {
      const wanted = Buffer.from(tokenOf(response));
      const given = Buffer.from(request.get('X-CSRF-Token') ?? '');
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
        throw new WinnowError(
          'forbidden',
          'A write with a cookie needs the X-CSRF-Token of GET /api/v1/session.',
        );
    }
    next();
  };
}

const SIGNING_IN = new Set(
  [ROUTES.signIn, ROUTES.acceptInvitation, ROUTES.beginOidc].map(({ path }) => `${API_BASE}${path}`),
);
