import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import type { TokenItem } from '../../../shared/schemas/people.ts';
import { csrfOf, issueSecret, SESSION_MS } from '../../db/accounts/secrets.ts';
import {
  acceptInvitation,
  beginSession,
  endSessions,
  passwordHolder,
  type SignedIn,
} from '../../db/accounts/sign-in.ts';
import { addUser, disableUser, inviteUser, listUsers, setRole } from '../../db/accounts/users.ts';
import type { Secret } from '../../db/secrets.ts';
import type { Workspace } from '../../db/workspace.ts';
import { bind, type Reply } from '../bind.ts';
import { type Caller, SESSION_COOKIE } from '../callers.ts';
import { pageOfArray } from '../cursor.ts';
import type { Service } from '../service.ts';
import type { SignInLimit } from '../sign-in-limit.ts';

const DAY_MS = 86_400_000;

/** Signing in and out, users, personal tokens. */
export function peopleRoutes({ workspace }: Pick<Service, 'workspace'>, limit: SignInLimit): Router {
  const router = Router();
  sessionRoutes(router, workspace, limit);
  userRoutes(router, workspace);
  tokenRoutes(router, workspace);
  return router;
}

function sessionRoutes(router: Router, workspace: Workspace, limit: SignInLimit): void {
  const begin = ({ user, sessionId, secret }: SignedIn, reply: Reply) => {
    reply.setCookie(SESSION_COOKIE, secret, SESSION_MS);
    return {
      user: workspace.people.nameOf(user.id) ?? user.id,
      role: user.role,
      csrfToken: csrfOf(workspace, sessionId),
    };
  };
  bind(router, ROUTES.session, ({ caller: { name, role, csrfToken } }) => ({ user: name, role, csrfToken }));
  bind(router, ROUTES.signIn, async ({ body: { user: name, password } }, _signal, reply) => {
    limit.check(name, reply.address);
    const takeBack = limit.failed(name, reply.address); // before the slow work: many at once must not slip through
    const user = await passwordHolder(workspace, name, password);
    if (user === undefined)
      throw new WinnowError(
        'not-signed-in',
        'Name and password do not belong together, or the user is disabled.',
      );
    takeBack();
    limit.forget(name, reply.address);
    return begin(beginSession(workspace, user), reply);
  });
  bind(router, ROUTES.acceptInvitation, async ({ body }, _signal, reply) => {
    limit.check('', reply.address);
    try {
      return begin(await acceptInvitation(workspace, body.invitation, body.password), reply);
    } catch (cause) {
      if (cause instanceof WinnowError && cause.code === 'forbidden') limit.failed('', reply.address);
      throw cause;
    }
  });
  bind(router, ROUTES.signOut, ({ caller, body }, _signal, reply) => {
    if (caller.session === null) return { ended: 0 };
    reply.setCookie(SESSION_COOKIE, '', 0);
    return { ended: endSessions(workspace, caller.actor, body.everywhere === true ? null : caller.session) };
  });
}

function userRoutes(router: Router, workspace: Workspace): void {
  bind(router, ROUTES.users, ({ query }) => pageOfArray(listUsers(workspace), query));
  bind(router, ROUTES.addUser, ({ body: { user: name, role }, caller: { actor } }) =>
    addUser(workspace, { name, role, passwordHash: null, actor }),
  );
  bind(router, ROUTES.inviteUser, ({ params, caller }) => inviteUser(workspace, params.id, caller.actor));
  bind(router, ROUTES.setRole, ({ params, body, caller }) =>
    setRole(workspace, params.id, body.role, caller.actor),
  );
  bind(router, ROUTES.disableUser, ({ params, caller }) => disableUser(workspace, params.id, caller.actor));
}

function tokenRoutes(router: Router, workspace: Workspace): void {
  const { secrets, now } = workspace;
  const own = ({ actor }: Caller) =>
    secrets.of(actor, 'token').filter(({ expiresMs }) => expiresMs > now().getTime());
  bind(router, ROUTES.tokens, ({ query, caller }) => pageOfArray(own(caller).map(tokenItem), query));
  bind(router, ROUTES.makeToken, ({ body: { name, scope, days }, caller: { actor } }) => {
    if (actor === 'local')
      throw new WinnowError('conflict', 'A token belongs to a user; add one with "user add", and sign in.');
    return workspace.write('token', () => {
      const asked = { kind: 'token', user: actor, lastsMs: days * DAY_MS, name, scope } as const;
      const { id, text } = issueSecret(workspace, asked);
      note(workspace, 'token.made', actor, id);
      const made = secrets.byId(id);
      if (made === undefined) throw new Error('a token that was just stored');
      return { ...tokenItem(made), token: text };
    });
  });
  bind(router, ROUTES.revokeToken, ({ params, caller }) =>
    workspace.write('token', () => {
      const found = own(caller).find(({ id }) => id === params.id);
      if (found === undefined)
        throw new WinnowError('not-found', 'There is no such token of yours; GET /api/v1/tokens lists them.');
      secrets.remove(found.id);
      note(workspace, 'token.revoked', caller.actor, found.id);
      return tokenItem(found);
    }),
  );
}

const note = ({ events }: Workspace, type: string, actor: string, token: string) =>
  events.append({ type, actor, subject: actor, idem: `${type} ${token}`, data: { token } });

const tokenItem = ({ id, name, scope, createdMs, expiresMs }: Secret): TokenItem => ({
  tokenId: id,
  name: name ?? '',
  scope: scope ?? 'read',
  createdAt: new Date(createdMs).toISOString(),
  expiresAt: new Date(expiresMs).toISOString(),
});
