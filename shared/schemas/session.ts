import { type Static, Type } from '@sinclair/typebox';

export const sessionSchema = Type.Object({
  user: Type.String({ description: '`local` for the one person on this machine.' }),
  role: Type.String({ description: 'What they may do: a role of users; `owner` on this machine.' }),
  csrfToken: Type.String({
    description: 'Sent back as X-CSRF-Token with every write that carries a cookie.',
  }),
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
