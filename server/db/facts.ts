import type { Database } from 'better-sqlite3';

/** The `facts` table: name and value about the workspace itself. Only this file names it in SQL. */
export function factTable(db: Database) {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM facts WHERE name = ?');
  const add = db.prepare<[string, string]>('INSERT OR IGNORE INTO facts (name, value) VALUES (?, ?)');
  const put = db.prepare<[string, string]>(
    'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  return {
    get: (name: string): string | undefined => get.get(name)?.value,
    /** Keeps the first value that was said. @returns the value that stands */
    keep(name: string, value: string): string {
      add.run(name, value);
      return get.get(name)?.value ?? value;
    },
    /** Keeps the last value that was said. */
    put: (name: string, value: string): void => void put.run(name, value),
  };
}
