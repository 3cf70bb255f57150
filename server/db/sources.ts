import type { Database } from 'better-sqlite3';

export interface StoredSource {
  name: string;
  included: boolean;
  firstImport: string;
}

/** The `sources` table: which sources take part in a run. Only this file names it in SQL. */
export function sourceTable(db: Database) {
  const add = db.prepare<[string, string]>(
    'INSERT OR IGNORE INTO sources (name, first_import) VALUES (?, ?)',
  );
  const include = db.prepare<[number, string]>('UPDATE sources SET included = ? WHERE name = ?');
  const all = db.prepare<[], { name: string; included: number; first_import: string }>(
    'SELECT * FROM sources ORDER BY name',
  );

  return {
    /** @returns true where the source is new */
    add: (name: string, importId: string): boolean => add.run(name, importId).changes === 1,
    /** @returns false where no source has that name */
    setIncluded: (name: string, included: boolean): boolean =>
      include.run(included ? 1 : 0, name).changes === 1,
    /** By name. */
    all: (): StoredSource[] =>
      all
        .all()
        .map((row) => ({ name: row.name, included: row.included === 1, firstImport: row.first_import })),
  };
}
