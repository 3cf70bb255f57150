import type { Database } from 'better-sqlite3';

/** What somebody said about a key. */
export interface Attestation {
  id: string;
  provider: string;
  /** HMAC-SHA-256 of the key under a secret of the workspace, its first 8 bytes in hex. */
  keyPrint: string;
  tier: 'paid' | 'unpaid';
  /** ISO 3166-1 alpha-2. */
  region: string;
  intendedUse: string;
  /** 32 bytes in hex; the event holds the hash of salt and intended use. */
  salt: string;
  actor: string;
  attestedAt: string;
  expiresAt: string;
  /** Place of its event in the log. */
  event: number;
}

/** The `attestations` table: one row each time, the last one that holds counts. Only this file names it in SQL. */
export function attestationTable(db: Database) {
  const insert = db.prepare<[Attestation]>(
    `INSERT INTO attestations (id, provider, key_print, tier, region, intended_use, salt, actor, attested_at, expires_at, event)
     VALUES (@id, @provider, @keyPrint, @tier, @region, @intendedUse, @salt, @actor, @attestedAt, @expiresAt, @event)`,
  );
  const latest = db.prepare<[{ provider: string; keyPrint: string; at: string }], Attestation>(
    `SELECT id, provider, key_print AS keyPrint, tier, region, intended_use AS intendedUse, salt, actor,
       attested_at AS attestedAt, expires_at AS expiresAt, event
     FROM attestations WHERE provider = @provider AND key_print = @keyPrint AND attested_at <= @at
     ORDER BY attested_at DESC, event DESC LIMIT 1`,
  );
  const all = db.prepare<[], Attestation>(
    `SELECT id, provider, key_print AS keyPrint, tier, region, intended_use AS intendedUse, salt, actor,
       attested_at AS attestedAt, expires_at AS expiresAt, event
     FROM attestations ORDER BY attested_at DESC, event DESC`,
  );
  return {
    /** Newest first. */
    all: (): Attestation[] => all.all(),
    insert: (attestation: Attestation): void => void insert.run(attestation),
    /** The last word about a key at a time, RFC 3339 in UTC; it may have expired. */
    latest: (provider: string, keyPrint: string, at: string): Attestation | undefined =>
      latest.get({ provider, keyPrint, at }),
  };
}
