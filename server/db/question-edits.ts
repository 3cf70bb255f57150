import type { Database } from 'better-sqlite3';

/** A version of a question that somebody wrote while reviewing. */
export interface QuestionEdit {
  /** Our id of the version. */
  question: string;
  /** Of the version that gave way. */
  before: string;
  /** Opaque id. */
  editor: string;
  why: string;
  /** 32 bytes in hex; the event holds the hash of salt and why. */
  salt: string;
  at: string;
}

/** The `question_edits` table. Only this file names it in SQL. */
export function questionEditTable(db: Database) {
  const put = db.prepare<[QuestionEdit & { event: number }]>(
    `INSERT INTO question_edits (question, before, editor, why, salt, at, event)
     VALUES (@question, @before, @editor, @why, @salt, @at, @event)
     ON CONFLICT DO UPDATE SET before = excluded.before, editor = excluded.editor, why = excluded.why,
       salt = excluded.salt, at = excluded.at, event = excluded.event`,
  );
  const of = db.prepare<[string], QuestionEdit>(
    'SELECT question, before, editor, why, salt, at FROM question_edits WHERE question = ?',
  );
  return {
    /** A version that was retired may be written again: then the last who wrote it counts. */
    put: (edit: QuestionEdit, event: number): void => void put.run({ ...edit, event }),
    /** How a version came about; undefined for one that was imported. */
    of: (question: string): QuestionEdit | undefined => of.get(question),
  };
}
