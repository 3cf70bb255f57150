import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { WinnowError } from '../../shared/error.ts';

/** A numbered SQL file: `0001_ledger.sql` and its text. */
export interface Migration {
  name: string;
  sql: string;
}

/**
 * Brings a database up to the given migrations, each applied with its record in one transaction.
 * Refuses a database that knows a migration which is not in the list (it was made by a newer Winnow) or
 * one whose text has changed since it was applied. Safe when two processes start at once.
 * @returns how many were applied
 * @throws WinnowError `conflict`
 */
export function migrate(db: Database, migrations: readonly Migration[]): number {
  db.exec(
    'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID',
  );
  const applied = db.transaction((): number => {
    const known = new Map(readApplied(db).map((row) => [row.name, row.sha256]));
    refuseUnknown(known, migrations);
    let count = 0;
    for (const migration of migrations) {
      const recorded = known.get(migration.name);
      const sha256 = fingerprint(migration.sql);
      if (recorded === undefined) {
        db.exec(migration.sql);
        db.prepare('INSERT INTO migrations (name, sha256) VALUES (?, ?)').run(migration.name, sha256);
        count++;
      } else if (recorded !== sha256) {
        throw new WinnowError(
          'conflict',
          `The migration ${migration.name} was altered after this workspace applied it; use the Winnow that made the workspace.`,
        );
      }
    }
    return count;
  });
  return applied.immediate();
}

/** True when nothing is left to apply, found without taking the write lock. */
export function isUpToDate(db: Database, migrations: readonly Migration[]): boolean {
  const there = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").get();
  if (there === undefined) return false;
  const known = new Map(readApplied(db).map((row) => [row.name, row.sha256]));
  return (
    known.size === migrations.length && migrations.every((m) => known.get(m.name) === fingerprint(m.sql))
  );
}

/** How the migrations that a database has compare with those of a list; nothing is applied. */
export function migrationState(db: Database, migrations: readonly Migration[]) {
  const there = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").get();
  const known = new Map(there === undefined ? [] : readApplied(db).map((row) => [row.name, row.sha256]));
  const listed = new Map(migrations.map(({ name, sql }) => [name, fingerprint(sql)]));
  return {
    applied: known.size,
    missing: [...listed.keys()].filter((name) => !known.has(name)),
    unknown: [...known.keys()].filter((name) => !listed.has(name)),
    altered: [...known]
      .filter(([name, sha256]) => (listed.get(name) ?? sha256) !== sha256)
      .map(([name]) => name),
  };
}

const readApplied = (db: Database) =>
  db.prepare<[], { name: string; sha256: string }>('SELECT name, sha256 FROM migrations').all();

function refuseUnknown(known: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const names = new Set(migrations.map((migration) => migration.name));
  const unknown = [...known.keys()].filter((name) => !names.has(name));
  if (unknown.length === 0) return;
  throw new WinnowError(
    'conflict',
    `This workspace was made by a newer Winnow (it has ${unknown.join(', ')}); update Winnow to open it.`,
  );
}

const fingerprint = (sql: string) => createHash('sha256').update(sql).digest('hex');
