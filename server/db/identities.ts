import type { Database } from 'better-sqlite3';

/** An account of a provider, and whose it is. */
export interface Identity {
  issuer: string;
  /** The provider's id of the account. */
  subject: string;
  /** Opaque id of the user. */
  user: string;
  linkedAt: string;
}

/** The `identities` table. Only this file names it in SQL. */
export function identityTable(db: Database) {
  const put = db.prepare<[Identity]>(
    'INSERT INTO identities (issuer, subject, user, linked_at) VALUES (@issuer, @subject, @user, @linkedAt)',
  );
  const of = db
    .prepare<[string, string], string>('SELECT user FROM identities WHERE issuer = ? AND subject = ?')
    .pluck();
  const has = db.prepare<[string], number>('SELECT 1 FROM identities WHERE user = ? LIMIT 1').pluck();
  return {
    /** @throws SqliteError for an account that is somebody's already */
    put: (identity: Identity): void => void put.run(identity),
    /** Whose an account is; undefined for one that nobody has. */
    of: (issuer: string, subject: string): string | undefined => of.get(issuer, subject),
    /** Whether a user signs in by any account. */
    has: (user: string): boolean => has.get(user) !== undefined,
  };
}
