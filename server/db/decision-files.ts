import type { Database } from 'better-sqlite3';

/** A file with decisions of a run that are in no table: all of one stage and reason, in the order of the pool. */
export interface DecisionFile {
  /** Below the folder of the run. */
  path: string;
  stage: string;
  reason: string;
  rows: number;
  bytes: number;
  /** Hex. */
  sha256: string;
  /** Numbers in the pool of the first and the last question in it. */
  first: number;
  last: number;
}

/** The `decision_files` table: files of decisions of runs over shards. Only this file names it in SQL. */
export function decisionFileTable(db: Database) {
  const insert = db.prepare<[DecisionFile & { run: number; n: number }]>(
    `INSERT INTO decision_files (run, n, path, stage, reason, rows, bytes, sha256, first, last)
     VALUES (@run, @n, @path, @stage, @reason, @rows, @bytes, @sha256, @first, @last)`,
  );
  const ofRun = db.prepare<[number], DecisionFile>(
    'SELECT path, stage, reason, rows, bytes, sha256, first, last FROM decision_files WHERE run = ? ORDER BY n',
  );
  const around = db.prepare<[number, number, number], DecisionFile>(
    `SELECT path, stage, reason, rows, bytes, sha256, first, last FROM decision_files
     WHERE run = ? AND first <= ? AND last >= ? ORDER BY n`,
  );
  return {
    insert: (run: number, files: readonly DecisionFile[]): void =>
      files.forEach((file, n) => void insert.run({ ...file, run, n })),
    /** Stage by stage, reason by reason, in the order of the pool. */
    ofRun: (run: number): DecisionFile[] => ofRun.all(run),
    /** Those in which a question may be: of each stage and reason one at most. */
    around: (run: number, question: number): DecisionFile[] => around.all(run, question, question),
  };
}
