import type { Database } from 'better-sqlite3';

/** What a question of a run is filtered, sorted and counted by. */
export interface ColumnRow {
  /** Row number of the question. */
  question: number;
  stage: string;
  reason: string | null;
  rank: number | null;
  domain: string;
  length: number;
  difficulty: number | null;
  source: string;
  license: string | null;
}

/** Something that was said of a question. */
export type QuestionWord =
  | { kind: 'flag'; question: number; code: string }
  | { kind: 'mark'; question: number; mark: string; name: string }
  | {
      kind: 'review';
      question: number;
      reviewer: string;
      aspect: string;
      decision: string;
      final: number;
    };

/**
 * The views `decision_columns`, `pool_flags`, `pool_marks` and `pool_words`. Only this file names them in SQL.
 */
export function decisionColumnView(db: Database) {
  const page = db.prepare<[number, number, number], ColumnRow>(
    `SELECT question, stage, reason, rank, domain, length, difficulty, source, license FROM decision_columns
     WHERE run = ? AND question > ? ORDER BY question LIMIT ?`,
  );
  const ids = db.prepare<[number, string], { question: number; id: string }>(
    'SELECT question, id FROM decision_columns WHERE run = ? AND question IN (SELECT value FROM json_each(?))',
  );
  const flags = db.prepare<[], { question: number; code: string }>('SELECT question, code FROM pool_flags');
  const marks = db.prepare<[], { question: number; mark: string; name: string }>(
    'SELECT question, mark, name FROM pool_marks',
  );
  const words = db.prepare<
    [],
    { question: number; reviewer: string; aspect: string; decision: string; final: number }
  >('SELECT question, reviewer, aspect, decision, final FROM pool_words ORDER BY n');
  return {
    /** In the order of the pool. */
    page: (run: number, after: number, limit: number): ColumnRow[] => page.all(run, after, limit),
    /** Our ids by row number. */
    ids: (run: number, questions: readonly number[]): Map<number, string> =>
      new Map(ids.all(run, JSON.stringify(questions)).map(({ question, id }) => [question, id])),
    /** All that stands now, reviews in the order in which they came. */
    *words(): Generator<QuestionWord> {
      for (const flag of flags.iterate()) yield { kind: 'flag', ...flag };
      for (const mark of marks.iterate()) yield { kind: 'mark', ...mark };
      for (const word of words.iterate()) yield { kind: 'review', ...word };
    },
  };
}
