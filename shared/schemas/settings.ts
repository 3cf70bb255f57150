import { type Static, Type } from '@sinclair/typebox';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** A backup that lies in the workspace. */
export const backupItemSchema = Type.Object({
  name: Type.String(),
  bytes: Type.Integer(),
  madeAt: Type.String(),
});

/** Providers that a key is asked for by. */
const provider = Type.Union([Type.Literal('gemini'), Type.Literal('openai')]);

/** What somebody said of a key. */
export const attestationItemSchema = Type.Object({
  id: Type.String(),
  provider: Type.String(),
  keyPrint: Type.String({ description: 'A keyed hash of the key, 16 hex digits.' }),
  tier: Type.String(),
  region: Type.String(),
  use: Type.String(),
  by: Type.String(),
  attestedAt: Type.String(),
  expiresAt: Type.String(),
  holds: Type.Boolean({ description: 'It has not expired, and nobody has said otherwise since.' }),
});

/** What no interface tells of the key that the server was started with. The key itself is never sent. */
export const newAttestationSchema = Type.Object(
  {
    provider,
    tier: Type.Union([Type.Literal('paid'), Type.Literal('unpaid')]),
    region: Type.String({ maxLength: 20, description: 'Where you work: two letters of ISO 3166.' }),
    use: Type.String({ minLength: 1, maxLength: 1000, description: 'What the output is for.' }),
  },
  { additionalProperties: false },
);
export type NewAttestation = Static<typeof newAttestationSchema>;

/** How the workspace is set up. Keys are never shown: of each stands a print that tells it from others. */
export const settingsSchema = Type.Object({
  version: Type.String(),
  node: Type.String(),
  folder: nullable(Type.String({ description: 'Where the workspace lies; told to owners alone.' })),
  log: Type.String({ description: 'Origin of the log.' }),
  vkey: nullable(Type.String({ description: 'The public key that signs for the log; null: none did yet.' })),
  databaseBytes: Type.Integer(),
  freeBytes: Type.Integer({ description: 'Left on its disk.' }),
  users: Type.Integer({ description: 'People who may sign in.' }),
  keys: Type.Array(
    Type.Object({
      provider,
      variable: Type.String({ description: 'Of the environment, which holds the key.' }),
      isSet: Type.Boolean({ description: 'Whether this server was started with a key.' }),
    }),
    { description: 'Whose keys something can be said of.' },
  ),
  attestations: Type.Array(attestationItemSchema, { description: 'What people said of keys, newest first.' }),
});
export type Settings = Static<typeof settingsSchema>;
