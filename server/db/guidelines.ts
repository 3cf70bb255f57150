import type { Database } from 'better-sqlite3';

/** Guidelines of a queue, in Markdown. */
export interface Guidelines {
  version: number;
  text: string;
  /** Opaque id. */
  setBy: string;
  setAt: string;
}

const COLUMNS = 'version, text, set_by AS setBy, set_at AS setAt';

/** The `guidelines` table: every version of every queue's. Only this file names it in SQL. */
export function guidelinesTable(db: Database) {
  const insert = db.prepare<[Guidelines & { queue: string; event: number }]>(
    `INSERT INTO guidelines (queue, version, text, set_by, set_at, event)
     VALUES (@queue, @version, @text, @setBy, @setAt, @event)`,
  );
  const of = db.prepare<[string], Guidelines>(
    `SELECT ${COLUMNS} FROM guidelines WHERE queue = ? ORDER BY version`,
  );
  const latest = db.prepare<[string], Guidelines>(
    `SELECT ${COLUMNS} FROM guidelines WHERE queue = ? ORDER BY version DESC LIMIT 1`,
  );
  return {
    insert: (queue: string, guidelines: Guidelines, event: number): void =>
      void insert.run({ ...guidelines, queue, event }),
    /** Oldest first. */
    of: (queue: string): Guidelines[] => of.all(queue),
    latest: (queue: string): Guidelines | undefined => latest.get(queue),
  };
}
