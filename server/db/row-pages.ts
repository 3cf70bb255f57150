import type { Database } from 'better-sqlite3';

/** The `row_pages` table: what the rows of an event were, never changed. Only this file names it in SQL. */
export function rowPageTable(db: Database) {
  const insert = db.prepare<[number, string, Uint8Array]>(
    'INSERT INTO row_pages (seq, part, bytes) VALUES (?, ?, ?)',
  );
  const get = db
    .prepare<[number, string], Buffer>('SELECT bytes FROM row_pages WHERE seq = ? AND part = ?')
    .pluck();
  const count = db.prepare<[], number>('SELECT count(*) FROM row_pages').pluck();
  const any = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM row_pages)').pluck();
  return {
    /** @param part name of the table whose rows it tells */
    insert: (seq: number, part: string, bytes: Uint8Array): void => void insert.run(seq, part, bytes),
    get: (seq: number, part: string): Buffer | undefined => get.get(seq, part),
    count: (): number => count.get() ?? 0,
    isEmpty: (): boolean => any.get() === 0,
  };
}
