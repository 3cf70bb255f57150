import type { Database } from 'better-sqlite3';

/** A page of terms as somebody brought it. */
export interface Capture {
  /** Id of the registry up to its version, such as google/gemini-api-additional. */
  instrument: string;
  /** Of the normalised text, hex. */
  sha256: string;
  /** Of the file as it was brought, hex. */
  fileSha256: string;
  text: string;
  actor: string;
  capturedAt: string;
  /** Place of its event in the log. */
  event: number;
}

const COLUMNS =
  'instrument, sha256, file_sha256 AS fileSha256, text, actor, captured_at AS capturedAt, event';

/** The `captures` table. Only this file names it in SQL. */
export function captureTable(db: Database) {
  const insert = db.prepare<[Capture]>(
    `INSERT INTO captures (instrument, sha256, file_sha256, text, actor, captured_at, event)
     VALUES (@instrument, @sha256, @fileSha256, @text, @actor, @capturedAt, @event)`,
  );
  const latest = db.prepare<[string], Capture>(
    `SELECT ${COLUMNS} FROM captures WHERE instrument = ? ORDER BY n DESC LIMIT 1`,
  );
  const find = db.prepare<[string, string], Capture>(
    `SELECT ${COLUMNS} FROM captures WHERE instrument = ? AND sha256 = ?`,
  );
  return {
    /** @throws SqliteError for a text that the instrument has already */
    insert: (capture: Capture): void => void insert.run(capture),
    /** The one brought last. */
    latest: (instrument: string): Capture | undefined => latest.get(instrument),
    find: (instrument: string, sha256: string): Capture | undefined => find.get(instrument, sha256),
  };
}
