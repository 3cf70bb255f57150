import type { Database } from 'better-sqlite3';

/** The `credentials` table: the hash of each user's password. Only this file names it in SQL. */
export function credentialTable(db: Database) {
  const put = db.prepare<[string, string, string]>(
    `INSERT INTO credentials (user, hash, changed_at) VALUES (?, ?, ?)
     ON CONFLICT (user) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at`,
  );
  const of = db.prepare<[string], string>('SELECT hash FROM credentials WHERE user = ?').pluck();
  return {
    put: (user: string, hash: string, at: string): void => void put.run(user, hash, at),
    /** As `hashPassword` made it; undefined for a user who has none yet. */
    of: (user: string): string | undefined => of.get(user),
  };
}
