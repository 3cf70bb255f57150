import type { Database } from 'better-sqlite3';

/** One asking of one teacher on behalf of one run. The same run, teacher and settings are the same collection. */
export interface Collection {
  id: string;
  run: number;
  teacher: string;
  /** Canonical JSON. */
  settings: string;
  createdAt: string;
}

/** The `collections` table. Only this file names it in SQL. */
export function collectionTable(db: Database) {
  const add = db.prepare<[string, number, string, string, string]>(
    'INSERT OR IGNORE INTO collections (id, run, teacher, settings, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const all = db.prepare<[], Collection>(
    'SELECT id, run, teacher, settings, created_at AS createdAt FROM collections ORDER BY created_at, id',
  );
  return {
    /** @returns false where it is there already */
    add: (c: Collection): boolean => add.run(c.id, c.run, c.teacher, c.settings, c.createdAt).changes === 1,
    all: (): Collection[] => all.all(),
  };
}
