import { type Static, Type } from '@sinclair/typebox';
import { ROLE_NAMES, TOKEN_SCOPES, type TokenScope } from '../vocabulary/roles.ts';

const closed = { additionalProperties: false } as const;
const nameSchema = Type.String({ minLength: 1, maxLength: 100, description: 'Name of the user.' });
const passwordSchema = Type.String({ minLength: 1, maxLength: 1000 });

export const roleSchema = Type.Union(
  ROLE_NAMES.map((name) => Type.Literal(name)),
  { description: 'What a user may do.' },
);

export const userItemSchema = Type.Object({
  userId: Type.String({ description: 'The opaque id that events carry.' }),
  user: Type.String({ description: 'Name of the user; the id where it was erased.' }),
  role: roleSchema,
  state: Type.Union([Type.Literal('active'), Type.Literal('invited'), Type.Literal('disabled')]),
  createdAt: Type.String(),
});
export type UserItem = Static<typeof userItemSchema>;

export const invitedSchema = Type.Composite([
  userItemSchema,
  Type.Object({
    invitation: Type.Union([Type.String(), Type.Null()], {
      description: 'For /sign-in?invitation=…, once and within seven days; told this once.',
    }),
  }),
]);

export const signInSchema = Type.Object({ user: nameSchema, password: passwordSchema }, closed);
export const acceptSchema = Type.Object(
  { invitation: Type.String({ minLength: 1, maxLength: 300 }), password: passwordSchema },
  closed,
);
export const signOutSchema = Type.Object(
  { everywhere: Type.Optional(Type.Boolean({ description: 'Every session of yours, not this one alone.' })) },
  closed,
);
export const signedOutSchema = Type.Object({ ended: Type.Integer({ description: 'Sessions that ended.' }) });
export const newUserSchema = Type.Object({ user: nameSchema, role: roleSchema }, closed);
export const newRoleSchema = Type.Object({ role: roleSchema }, closed);

export const scopeSchema = Type.Union(
  (Object.keys(TOKEN_SCOPES) as TokenScope[]).map((name) => Type.Literal(name)),
);
export const newTokenSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, description: 'What it is for.' }),
    scope: scopeSchema,
    days: Type.Integer({ minimum: 1, maximum: 366, default: 90, description: 'How long it holds.' }),
  },
  closed,
);
export const tokenItemSchema = Type.Object({
  tokenId: Type.String(),
  name: Type.String(),
  scope: scopeSchema,
  createdAt: Type.String(),
  expiresAt: Type.String(),
});
export type TokenItem = Static<typeof tokenItemSchema>;
export const madeTokenSchema = Type.Composite([
  tokenItemSchema,
  Type.Object({ token: Type.String({ description: 'For `Authorization: Bearer`; told this once.' }) }),
]);
