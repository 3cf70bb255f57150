import type { Database } from 'better-sqlite3';
import type { TokenScope } from '../../shared/vocabulary/roles.ts';

/** A secret of a user, of which only the hash is known. */
export interface Secret {
  id: string;
  kind: 'session' | 'token' | 'invitation';
  /** Opaque id of the user. */
  user: string;
  /** Of the secret's text, hex. */
  sha256: string;
  /** What a token is for; null for the others. */
  name: string | null;
  scope: TokenScope | null;
  /** Milliseconds since 1970. */
  createdMs: number;
  expiresMs: number;
}

const COLUMNS = 'id, kind, user, sha256, name, scope, created_ms AS createdMs, expires_ms AS expiresMs';

/** The `secrets` table: sessions, personal tokens and invitations. Only this file names it in SQL. */
export function secretTable(db: Database) {
  const insert = db.prepare<[Secret]>(
    `INSERT INTO secrets (id, kind, user, sha256, name, scope, created_ms, expires_ms)
     VALUES (@id, @kind, @user, @sha256, @name, @scope, @createdMs, @expiresMs)`,
  );
  const byId = db.prepare<[string], Secret>(`SELECT ${COLUMNS} FROM secrets WHERE id = ?`);
  const of = db.prepare<[string, string], Secret>(
    `SELECT ${COLUMNS} FROM secrets WHERE user = ? AND kind = ? ORDER BY created_ms, id`,
  );
  const remove = db.prepare<[string]>('DELETE FROM secrets WHERE id = ?');
  const removeOf = db.prepare<[string, string]>('DELETE FROM secrets WHERE user = ? AND kind = ?');
  const prune = db.prepare<[number]>('DELETE FROM secrets WHERE expires_ms <= ?');
  return {
    insert: (secret: Secret): void => void insert.run(secret),
    byId: (id: string): Secret | undefined => byId.get(id),
    /** Oldest first. */
    of: (user: string, kind: Secret['kind']): Secret[] => of.all(user, kind),
    remove: (id: string): boolean => remove.run(id).changes === 1,
    /** @returns how many there were */
    removeOf: (user: string, kind: Secret['kind']): number => removeOf.run(user, kind).changes,
    /** Forgets what has expired. */
    prune: (nowMs: number): void => void prune.run(nowMs),
  };
}
