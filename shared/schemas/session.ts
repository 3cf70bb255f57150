import { type Static, Type } from '@sinclair/typebox';

export const sessionSchema = Type.Object({
  user: Type.String({ description: '`local` for the one person on this machine.' }),
  role: Type.String({ description: 'What they may do: a role of users; `owner` on this machine.' }),
  csrfToken: Type.String({
    description: 'Sent back as X-CSRF-Token with every write that carries a cookie.',
  }),
});

export const signInWaysSchema = Type.Object({
  oidc: Type.Union([
    Type.Object({ name: Type.String({ description: 'Of the provider, as the button says it.' }) }),
    Type.Null(),
  ]),
  linked: Type.Boolean({ description: 'Whether you sign in by an account of it.' }),
});
export const beginOidcSchema = Type.Object(
  { invitation: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })) },
  { additionalProperties: false },
);
export const oidcBegunSchema = Type.Object({
  url: Type.String({ description: 'Of the provider, for the browser to go to; within ten minutes.' }),
});

export const healthSchema = Type.Object({ ok: Type.Boolean(), version: Type.String() });

/** The living numbers of a workspace. */
export const workspaceSchema = Type.Object({
  name: Type.String({ description: 'The last part of its folder, never a path.' }),
  version: Type.String(),
  questions: Type.Integer({ description: 'Live questions of the pool.' }),
  sources: Type.Integer(),
  benchmarks: Type.Integer(),
  latestRun: Type.Union([Type.String(), Type.Null()]),
  traces: Type.Integer({ description: 'Usable traces of all collections.' }),
  releases: Type.Integer(),
});
export type WorkspaceSummary = Static<typeof workspaceSchema>;
