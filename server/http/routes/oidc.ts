import { type Request, Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import {
  isSignInFault,
  SIGN_IN_FAULTS,
  type SignInFault,
} from '../../../shared/vocabulary/sign-in-faults.ts';
import { linkAccount, signInByAccount } from '../../db/accounts/identities.ts';
import { type OidcSettings, roleByClaims } from '../../db/accounts/oidc-settings.ts';
import { SESSION_MS } from '../../db/accounts/secrets.ts';
import type { Workspace } from '../../db/workspace.ts';
import { bind, type Reply, replyTo } from '../bind.ts';
import { cookieOf, SESSION_COOKIE } from '../callers.ts';
import { FLOW_COOKIE, FLOW_MS, type Flow, flowCookie, flowIn } from '../oidc/flow.ts';
import { type oidcProvider, ProviderFault, type Vouched } from '../oidc/provider.ts';
import type { SignInLimit } from '../sign-in-limit.ts';

/** OpenID Connect as a server is given it. */
export type Oidc = OidcSettings & { fetch: typeof fetch };

type Provider = ReturnType<typeof oidcProvider>;

const CALLBACK = '/sign-in/oidc';

/** Failures are counted by sign-in and by address: nobody can lock others out by a name. */
const ANYBODY = 'openid-connect';
/** Faults by which nobody has tried anything. */
const NO_TRY: ReadonlySet<string> = new Set(['unreachable', 'refused', 'too-many']);

interface Needs {
  workspace: Workspace;
  oidc: Oidc | undefined;
  provider: Provider | undefined;
  limit: SignInLimit;
  log: (line: string) => void;
}

/** Which ways of signing in there are, and the first half of the one by OpenID Connect. */
export function oidcRoutes(needs: Needs): Router {
  const router = Router();
  const { workspace, oidc, provider, limit } = needs;
  bind(router, ROUTES.signInWays, ({ caller }) => ({
    oidc: oidc === undefined ? null : { name: oidc.name },
    linked: workspace.identities.has(caller.actor),
  }));
  const begin = async (reply: Reply, some: Pick<Flow, 'invitation' | 'link'>) => {
    if (oidc === undefined || provider === undefined)
      throw new WinnowError(
        'not-found',
        'This server knows no OpenID Connect provider; sign in with a password.',
      );
    limit.check(ANYBODY, reply.address);
    const redirectUri = new URL(CALLBACK, oidc.publicUrl ?? reply.origin).href;
    const { url, proofs } = await provider.begin(redirectUri).catch(asAnswer(needs));
    const flow = { ...some, proofs, redirectUri, begunMs: workspace.now().getTime() };
    // The provider's page sends the browser back: a cookie that is strict about sites would stay at home then.
    reply.setCookie(FLOW_COOKIE, flowCookie(workspace, flow), FLOW_MS, { sameSite: 'lax', path: CALLBACK });
    return { url };
  };
  bind(router, ROUTES.beginOidc, ({ body }, _signal, reply) =>
    begin(reply, { invitation: body.invitation ?? null, link: null }),
  );
  bind(router, ROUTES.linkOidc, ({ caller }, _signal, reply) => {
    if (caller.session === null)
      throw new WinnowError('conflict', 'An account is linked to a user who has signed in.');
    return begin(reply, { invitation: null, link: caller.actor });
  });
  return router;
}

/**
 * The second half: where the provider sends the browser back to. It always leads to a page of ours, with the name of
 * the fault where it came to nothing.
 */
export function oidcCallback(needs: Needs): Router {
  const router = Router();
  const { workspace, oidc, provider, limit } = needs;
  router.get(CALLBACK, async (request, response, next) => {
    if (oidc === undefined || provider === undefined) return next();
    const reply = replyTo(request, response);
    response.set('Cache-Control', 'no-store').set('Referrer-Policy', 'no-referrer');
    const flow = flowIn(workspace, cookieOf(request.headers.cookie, FLOW_COOKIE));
    reply.setCookie(FLOW_COOKIE, '', 0, { sameSite: 'lax', path: CALLBACK });
    try {
      limit.check(flow?.proofs.state ?? ANYBODY, reply.address);
      if (flow === undefined) throw new ProviderFault('expired', 'no-flow');
      const vouched = await provider.finish(answerTo(request, flow), flow.proofs);
      if (flow.link !== null) {
        linkAccount(workspace, vouched, flow.link);
        return response.redirect(303, '/people');
      }
      const { secret } = signInByAccount(workspace, vouched, newcomerOf(oidc, vouched, flow));
      const isSecure = flow.redirectUri.startsWith('https://'); // where the browser is, behind a proxy too
      reply.setCookie(SESSION_COOKIE, secret, SESSION_MS, { isSecure });
      return response.redirect(303, '/');
    } catch (cause) {
      const fault = faultIn(cause, needs);
      if (flow !== undefined && !NO_TRY.has(fault)) limit.failed(flow.proofs.state, reply.address);
      return response.redirect(303, pageOf(fault, flow));
    }
  });
  return router;
}

/** The address as the provider knows it: behind a proxy the server itself sees another one. */
function answerTo({ originalUrl }: Request, { redirectUri }: Flow): URL {
  const answer = new URL(redirectUri);
  answer.search = new URL(originalUrl, redirectUri).search;
  return answer;
}

const newcomerOf = (oidc: Oidc, { claims }: Vouched, { invitation }: Flow) => ({
  invitation,
  role: roleByClaims(oidc, claims),
  name: nameIn(claims),
});

/** The first of them that there is; an address counts as a name only, and only one that the provider has checked. */
function nameIn(claims: Vouched['claims']): string | null {
  const { preferred_username: username, name, email, email_verified: isVerified } = claims;
  const names = [username, name, isVerified === true ? email : null];
  return names.find((one): one is string => typeof one === 'string' && one.trim() !== '') ?? null;
}

type Fault = SignInFault | 'too-many';

/** Nothing of what a provider said comes into the log: names of faults alone. */
function faultIn(cause: unknown, { log }: Pick<Needs, 'log'>): Fault {
  if (cause instanceof ProviderFault) {
    if (cause.fault !== 'expired') log(`sign-in by OpenID Connect: ${cause.message}`);
    return cause.fault;
  }
  if (cause instanceof WinnowError && cause.code === 'too-many') return 'too-many';
  const fault =
    cause instanceof WinnowError ? (cause.details as { fault?: unknown } | undefined)?.fault : undefined;
  if (typeof fault === 'string' && isSignInFault(fault)) return fault;
  throw cause;
}

const pageOf = (fault: Fault, flow: Flow | undefined): string => {
  const query = new URLSearchParams({ fault });
  if (flow?.invitation != null) query.set('invitation', flow.invitation);
  return `${flow?.link == null ? '/sign-in' : '/people'}?${query}`;
};

/** A fault at the first half is answered like any other error. */
const asAnswer =
  ({ log }: Pick<Needs, 'log'>) =>
  (cause: unknown): never => {
    if (!(cause instanceof ProviderFault)) throw cause;
    log(`sign-in by OpenID Connect: ${cause.message}`);
    throw new WinnowError('failed', SIGN_IN_FAULTS[cause.fault], { fault: cause.fault });
  };
