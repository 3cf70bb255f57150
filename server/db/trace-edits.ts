import type { Database } from 'better-sqlite3';

/** A version of a trace that somebody wrote while reviewing. */
export interface TraceEdit {
  /** Id of the version. */
  trace: string;
  /** Of the trace that gave way. */
  before: string;
  /** Opaque id. */
  editor: string;
  why: string;
  /** 32 bytes in hex; the event holds the hash of salt and why. */
  salt: string;
  at: string;
}

const COLUMNS = 'trace, before, editor, why, salt, at';

/** The `trace_edits` table. Only this file names it in SQL. */
export function traceEditTable(db: Database) {
  const put = db.prepare<[TraceEdit & { event: number }]>(
    `INSERT INTO trace_edits (${COLUMNS}, event) VALUES (@trace, @before, @editor, @why, @salt, @at, @event)`,
  );
  const of = db.prepare<[string], TraceEdit>(`SELECT ${COLUMNS} FROM trace_edits WHERE trace = ?`);
  const after = db.prepare<[string], TraceEdit>(`SELECT ${COLUMNS} FROM trace_edits WHERE before = ?`);
  const replaced = db.prepare<[], string>('SELECT before FROM trace_edits ORDER BY before').pluck();
  const count = db.prepare<[], number>('SELECT count(*) FROM trace_edits').pluck();
  return {
    /** @throws SqliteError where the trace has given way already */
    put: (edit: TraceEdit, event: number): void => void put.run({ ...edit, event }),
    /** How a trace came about; undefined for one that nobody mended. */
    of: (trace: string): TraceEdit | undefined => of.get(trace),
    /** What took the place of a trace; undefined while it stands. */
    after: (trace: string): TraceEdit | undefined => after.get(trace),
    /** Ids of the traces that gave way to another version. */
    replaced: (): string[] => replaced.all(),
    count: (): number => count.get() ?? 0,
  };
}
