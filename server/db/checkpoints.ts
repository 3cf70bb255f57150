import type { Database } from 'better-sqlite3';

/** A signed head of the log, as it was handed out. */
export interface StoredCheckpoint {
  /** Events that it covers. */
  size: number;
  /** The signed note, word for word. */
  note: string;
  signedAt: string;
}

/** The `checkpoints` table: one signed head a size, never changed. Only this file names it in SQL. */
export function checkpointTable(db: Database) {
  const insert = db.prepare<[number, string, string]>(
    'INSERT INTO checkpoints (size, note, signed_at) VALUES (?, ?, ?)',
  );
  const columns = 'size, note, signed_at AS signedAt';
  const latest = db.prepare<[], StoredCheckpoint>(
    `SELECT ${columns} FROM checkpoints ORDER BY size DESC LIMIT 1`,
  );
  const covering = db.prepare<[number], StoredCheckpoint>(
    `SELECT ${columns} FROM checkpoints WHERE size >= ? ORDER BY size LIMIT 1`,
  );
  const all = db.prepare<[], StoredCheckpoint>(`SELECT ${columns} FROM checkpoints ORDER BY size`);
  return {
    insert: ({ size, note, signedAt }: StoredCheckpoint): void => void insert.run(size, note, signedAt),
    latest: (): StoredCheckpoint | undefined => latest.get(),
    /** The first that was signed for a log of at least so many events. */
    covering: (size: number): StoredCheckpoint | undefined => covering.get(size),
    /** Smallest first. */
    all: (): StoredCheckpoint[] => all.all(),
  };
}
