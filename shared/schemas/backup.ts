import { type Static, Type } from '@sinclair/typebox';

const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const count = Type.Integer({ minimum: 0 });

/** `manifest.json`, the last file of a backup: every other one by its hash, and the log that they hold. */
export const backupManifestSchema = Type.Object(
  {
    schemaVersion: Type.Literal(1),
    kind: Type.Literal('winnow-backup'),
    writtenBy: Type.String({ maxLength: 200 }),
    createdAt: Type.String({ maxLength: 40, description: 'RFC 3339.' }),
    log: Type.String({ maxLength: 200, description: 'Origin of the log.' }),
    events: count,
    root: Type.Union([sha256, Type.Null()], {
      description: 'Root of the tree over the events, hex; null: none yet.',
    }),
    vkey: Type.Union([Type.String({ maxLength: 400 }), Type.Null()], {
      description: 'The key that signed the heads, in the form of C2SP; null: none yet.',
    }),
    key: Type.Union([Type.Literal('included'), Type.Literal('left-out')], {
      description: 'Whether the private key is among the files.',
    }),
    files: Type.Array(
      Type.Object(
        { path: Type.String({ minLength: 1, maxLength: 250 }), bytes: count, sha256 },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 1_000_000 },
    ),
  },
  { additionalProperties: false },
);

export type BackupManifest = Static<typeof backupManifestSchema>;
