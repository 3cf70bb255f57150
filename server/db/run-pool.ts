import type { Database } from 'better-sqlite3';
import {
  HEAD_COLUMNS,
  type HeadRow,
  POOL_COLUMNS,
  type PoolRow,
  PROMPT_COLUMNS,
  type PromptRow,
  TOPIC_COLUMNS,
  type TopicRow,
  WORKED_COLUMNS,
  type WorkedRow,
} from './pool.ts';

/** The view `run_pool`: the questions that a run looked at, whatever became of them since. Only this file names it. */
export function runPoolView(db: Database) {
  const page = db
    .prepare<[number, number, number], PoolRow>(
      `SELECT ${POOL_COLUMNS} FROM run_pool WHERE run = ? AND n > ? AND n <= ? ORDER BY n`,
    )
    .raw();
  const last = db.prepare<[number], number | null>('SELECT max(n) FROM run_pool WHERE run = ?').pluck();
  const heads = db
    .prepare<[number], HeadRow>(`SELECT ${HEAD_COLUMNS} FROM run_pool WHERE run = ? ORDER BY n`)
    .raw();
  const topics = db
    .prepare<[number], TopicRow>(`SELECT ${TOPIC_COLUMNS} FROM run_pool WHERE run = ? ORDER BY n`)
    .raw();
  const prompts = db
    .prepare<[number, string], PromptRow>(
      `SELECT ${PROMPT_COLUMNS} FROM run_pool WHERE run = ? AND n IN (SELECT value FROM json_each(?)) ORDER BY n`,
    )
    .raw();
  const worked = db
    .prepare<[number, string], WorkedRow>(
      `SELECT ${WORKED_COLUMNS} FROM run_pool WHERE run = ? AND n IN (SELECT value FROM json_each(?)) ORDER BY n`,
    )
    .raw();

  return {
    /**
     * In the order of arrival, in pages, so that memory does not grow with the pool. A page is a span of row numbers:
     * with a limit instead, SQLite would sort all that is left for every page.
     * @param span unit: row numbers
     */
    *pages(run: number, span = 2048): Generator<PoolRow[]> {
      const end = last.get(run) ?? 0;
      for (let after = 0; after < end; after += span) {
        const rows = page.all(run, after, after + span);
        if (rows.length > 0) yield rows;
      }
    },
    /** Without their texts, in the order of arrival. */
    heads: (run: number): IterableIterator<HeadRow> => heads.iterate(run),
    /** What they are said to be about, in the order of arrival. */
    topics: (run: number): IterableIterator<TopicRow> => topics.iterate(run),
    /** The prompts of some of them, by row number. */
    prompts: (run: number, rows: readonly number[]): IterableIterator<PromptRow> =>
      prompts.iterate(run, JSON.stringify(rows)),
    /** The same with their solutions. */
    worked: (run: number, rows: readonly number[]): IterableIterator<WorkedRow> =>
      worked.iterate(run, JSON.stringify(rows)),
  };
}
