import type { Database } from 'better-sqlite3';

/** Somebody else's signature under a head of the log. */
export interface Cosignature {
  /** Events that the head covers. */
  size: number;
  /** The key, as a line of text (C2SP vkey). */
  vkey: string;
  /** The line of the note, with its line feed. */
  line: string;
  event: number;
}

/** The `cosignatures` table: one a head and key. Only this file names it in SQL. */
export function cosignatureTable(db: Database) {
  const insert = db.prepare<[Cosignature]>(
    'INSERT OR IGNORE INTO cosignatures (size, vkey, line, event) VALUES (@size, @vkey, @line, @event)',
  );
  const of = db.prepare<[number], Cosignature>(
    'SELECT size, vkey, line, event FROM cosignatures WHERE size = ? ORDER BY event, vkey',
  );
  return {
    /** @returns false where that key has signed that head before */
    insert: (one: Cosignature): boolean => insert.run(one).changes === 1,
    /** Oldest first. */
    of: (size: number): Cosignature[] => of.all(size),
  };
}
