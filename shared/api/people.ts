import { Type } from '@sinclair/typebox';
import { get, list, post, type Route } from '../route.ts';
import {
  acceptSchema,
  invitedSchema,
  madeTokenSchema,
  newRoleSchema,
  newTokenSchema,
  newUserSchema,
  signedOutSchema,
  signInSchema,
  signOutSchema,
  tokenItemSchema,
  userItemSchema,
} from '../schemas/people.ts';
import { beginOidcSchema, oidcBegunSchema, sessionSchema, signInWaysSchema } from '../schemas/session.ts';
import { EVERY_ROLE, OWNING } from '../vocabulary/roles.ts';

const closed = { additionalProperties: false } as const;
const byId = (description: string) =>
  Type.Object({ id: Type.String({ minLength: 1, maxLength: 200, description }) }, closed);
const userParams = byId('Name or id of a user.');

/** Signing in, users and their tokens. */
export const PEOPLE_ROUTES = {
  session: get('/session', 'Who you are to this server.', sessionSchema),
  signIn: post('/session', 'Signs in, by a cookie.', sessionSchema, {
    body: signInSchema,
    roles: null,
    status: 201,
  }),
  acceptInvitation: post(
    '/invitations/accept',
    'Chooses the password of a user who was invited, and signs in.',
    sessionSchema,
    { body: acceptSchema, roles: null, status: 201 },
  ),
  signInWays: get(
    '/session/ways',
    'How one signs in to this server besides by a password.',
    signInWaysSchema,
    {
      roles: null,
    },
  ),
  beginOidc: post(
    '/session/oidc',
    'Begins a sign-in by OpenID Connect; with an invitation, of the user who was invited.',
    oidcBegunSchema,
    { body: beginOidcSchema, roles: null, status: 201 },
  ),
  linkOidc: post('/session/oidc/link', 'Begins to link an account of the provider to you.', oidcBegunSchema, {
    roles: EVERY_ROLE,
    status: 201,
  }),
  signOut: post('/session/end', 'Signs out, here or everywhere.', signedOutSchema, {
    body: signOutSchema,
    roles: EVERY_ROLE,
  }),
  users: list('/users', 'Users, oldest first.', userItemSchema, OWNING),
  addUser: post('/users', 'Makes a user and the link that invites them.', invitedSchema, {
    body: newUserSchema,
    roles: OWNING,
    status: 201,
  }),
  inviteUser: post('/users/{id}/invite', 'A new link by which they choose a password.', invitedSchema, {
    params: userParams,
    roles: OWNING,
    status: 201,
  }),
  setRole: post('/users/{id}/role', 'Gives a user a role, and back their access.', userItemSchema, {
    params: userParams,
    body: newRoleSchema,
    roles: OWNING,
  }),
  disableUser: post('/users/{id}/disable', 'Takes the access of a user away, everywhere.', userItemSchema, {
    params: userParams,
    roles: OWNING,
  }),
  tokens: list('/tokens', 'Personal tokens of yours that hold.', tokenItemSchema),
  makeToken: post('/tokens', 'Makes a personal token for a program of yours.', madeTokenSchema, {
    body: newTokenSchema,
    roles: EVERY_ROLE,
    status: 201,
  }),
  revokeToken: post('/tokens/{id}/revoke', 'Ends a token of yours.', tokenItemSchema, {
    params: byId('Id of a token.'),
    roles: EVERY_ROLE,
  }),
} as const satisfies Record<string, Route>;
