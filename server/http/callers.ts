import type { Request, RequestHandler, Response } from 'express';
import { WinnowError } from '../../shared/error.ts';
import type { Route } from '../../shared/route.ts';
import type { Role, TokenScope } from '../../shared/vocabulary/roles.ts';
import { csrfOf, recognise } from '../db/accounts/secrets.ts';
import type { Workspace } from '../db/workspace.ts';

/** Who asks. */
export interface Caller {
  /** For the log: the opaque id of the person; `local` for the one on this machine. */
  actor: string;
  name: string;
  role: Role;
  /** The id of their session; null for a token, and for the one person on this machine. */
  session: string | null;
  /** What a token is good for; null for people. */
  scope: TokenScope | null;
  csrfToken: string;
}

export const SESSION_COOKIE = 'winnow_session';

export interface Callers {
  /** Notes who asks. @throws WinnowError `not-signed-in` for a bearer token that holds no more */
  recognise: RequestHandler;
  /** The token that a write with a cookie must bring. */
  tokenOf: (response: Response) => string;
}

/**
 * Finds out who asks: by a personal token, by the cookie of a session, or, where no sign-in is asked for, the one
 * person on this machine. What came through a proxy was sent by somebody else, so it has to sign in.
 * @param asksSignIn whether everybody has to sign in
 * @param localToken the CSRF token of whoever has no session
 */
export function callers(workspace: Workspace, asksSignIn: boolean, localToken: string): Callers {
  const local: Caller = {
    actor: 'local',
    name: 'local',
    role: 'owner',
    session: null,
    scope: null,
    csrfToken: localToken,
  };
  return {
    recognise(request, response, next) {
      const own = byToken(workspace, request) ?? bySession(workspace, request);
      const mayBeLocal = !asksSignIn && !isForwarded(request);
      response.locals.caller = own ?? (mayBeLocal ? local : undefined);
      next();
    },
    tokenOf: (response) => callerIn(response)?.csrfToken ?? localToken,
  };
}

/** Who asks; undefined where nobody has signed in. */
export const callerIn = (response: Response): Caller | undefined =>
  response.locals.caller as Caller | undefined;

/**
 * The caller, where the route is for them.
 * @throws WinnowError `not-signed-in`; `forbidden`, naming who may
 */
export function allowed(response: Response, { roles, method, path }: Route): Caller {
  const caller = callerIn(response);
  if (roles === null) return caller ?? NOBODY;
  if (caller === undefined)
    throw new WinnowError('not-signed-in', 'Sign in first: POST /api/v1/session with user and password.');
  const { role, scope } = caller;
  const isWorkers = WORKERS.test(path);
  const isInScope =
    scope === null ||
    (scope === 'worker' && isWorkers) ||
    (scope !== 'worker' && method === 'get') ||
    (scope === 'full' && !PEOPLE.test(path)) ||
    (scope === 'review' && roles.includes('reviewer') && !PEOPLE.test(path));
  if (!isInScope) throw new WinnowError('forbidden', `A token for "${scope}" may not do that.`);
  if (!roles.includes(role))
    throw new WinnowError('forbidden', `That is for ${roles.join(', ')}, and you are ${role}.`);
  return caller;
}

/** Lets a stream be heard by those alone who may read. */
export const signedIn: RequestHandler = (_request, response, next) => {
  const caller = callerIn(response);
  if (caller === undefined) throw new WinnowError('not-signed-in', 'Sign in first.');
  if (caller.scope === 'worker') throw new WinnowError('forbidden', 'A token for "worker" may not do that.');
  next();
};

/** Paths of workers, and no others than those are a worker's. */
const WORKERS = /^\/worker\//;

/** Paths that no token writes to: what it stands for must not outlive it. */
const PEOPLE = /^\/(?:session|users|tokens|invitations)/;

/** Stands for whoever uses a route that is for anybody. */
const NOBODY: Caller = {
  actor: 'nobody',
  name: 'nobody',
  role: 'auditor',
  session: null,
  scope: null,
  csrfToken: '',
};

function byToken(workspace: Workspace, request: Request): Caller | undefined {
  const given = request.headers.authorization;
  if (given === undefined) return undefined;
  const text = /^Bearer ([\w.-]{1,300})$/.exec(given)?.[1] ?? '';
  const found = recognise(workspace, 'token', text);
  if (found === undefined)
    throw new WinnowError('not-signed-in', 'This token is unknown, revoked or expired; make another one.');
  const { user, secret } = found;
  return { ...personOf(workspace, user), session: null, scope: secret.scope, csrfToken: '' };
}

function bySession(workspace: Workspace, request: Request): Caller | undefined {
  const text = cookieOf(request.headers.cookie, SESSION_COOKIE);
  const found = text === undefined ? undefined : recognise(workspace, 'session', text);
  if (found === undefined) return undefined;
  const { user, secret } = found;
  return {
    ...personOf(workspace, user),
    session: secret.id,
    scope: null,
    csrfToken: csrfOf(workspace, secret.id),
  };
}

const personOf = ({ people }: Workspace, { id, role }: { id: string; role: Role }) => ({
  actor: id,
  name: people.nameOf(id) ?? id,
  role,
});

/** The value of a cookie; undefined where it is not among them. */
export function cookieOf(header: string | undefined, wanted: string): string | undefined {
  for (const part of (header ?? '').slice(0, 8192).split(';')) {
    const [name = '', value] = part.trim().split('=', 2);
    if (name === wanted) return value;
  }
  return undefined;
}

const isForwarded = ({ headers }: Request): boolean => FORWARDED.some((name) => headers[name] !== undefined);
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];
