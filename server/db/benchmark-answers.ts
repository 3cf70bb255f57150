import type { Database } from 'better-sqlite3';

/** What a model is asked and held against: an item of a benchmark with its text and its reference answer. */
export interface AnsweredItem {
  benchmark: string;
  id: string;
  text: string;
  options: string[] | null;
  answer: string;
}

/** The table `benchmark_answers` and the view `answered_items`. Only this file names them in SQL. */
export function benchmarkAnswerTable(db: Database) {
  const insert = db.prepare<[string, string, string, string | null]>(
    'INSERT OR IGNORE INTO benchmark_answers (benchmark, id, answer, options) VALUES (?, ?, ?, ?)',
  );
  const items = db.prepare<[string], Omit<AnsweredItem, 'options'> & { options: string | null }>(
    'SELECT benchmark, id, text, options, answer FROM answered_items WHERE benchmark = ? ORDER BY id',
  );
  return {
    /** @returns whether it is new; an answer that is there already stays */
    insert: (benchmark: string, { id, answer, options }: Omit<AnsweredItem, 'benchmark' | 'text'>): boolean =>
      insert.run(benchmark, id, answer, options === null ? null : JSON.stringify(options)).changes === 1,
    /** Every item of a benchmark that has both, by id. */
    items: (benchmark: string): AnsweredItem[] =>
      items.all(benchmark).map(({ options, ...row }) => ({
        ...row,
        options: options === null ? null : (JSON.parse(options) as string[]),
      })),
  };
}
