import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3, { type Database } from 'better-sqlite3';
import { isUpToDate, type Migration, migrate } from './migrate.ts';

/** How long a writer waits for another one. Unit: milliseconds. */
export const WAIT_MS = 30_000;

/**
 * How far the write-ahead log grows before it is copied back: far enough that a page that is written in many
 * transactions is copied once. Unit: pages of 4 KiB.
 */
const LOGGED_MOST = 8000;

/** The migrations that lie beside this file, in the order of their numbers. */
export function shippedMigrations(): Migration[] {
  const folder = join(import.meta.dirname, 'migrations');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * Opens the database of a workspace, making and migrating it where needed.
 * Write-ahead log, so that readers never wait; `synchronous=FULL`, so that what was committed survives a
 * power cut; foreign keys on. `file` may be ':memory:'.
 * @throws WinnowError `conflict` for a database of a newer Winnow
 */
export function openDatabase(file: string, waitMs = WAIT_MS): Database {
  const db = new BetterSqlite3(file, { timeout: waitMs });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma('cache_size = -65536');
  db.pragma(`wal_autocheckpoint = ${LOGGED_MOST}`);
  const migrations = shippedMigrations();
  if (!isUpToDate(db, migrations)) migrate(db, migrations);
  return db;
}
