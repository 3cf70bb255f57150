import type { Database } from 'better-sqlite3';
import { HEAD_COLUMNS, type HeadRow, POOL_COLUMNS, type PoolRow } from './pool.ts';

/** The view `run_pool`: the questions that a run looked at, whatever became of them since. Only this file names it. */
export function runPoolView(db: Database) {
  const page = db
    .prepare<[number, number, number], PoolRow>(
      `SELECT ${POOL_COLUMNS} FROM run_pool WHERE run = ? AND n > ? ORDER BY n LIMIT ?`,
    )
    .raw();
  const heads = db
    .prepare<[number], HeadRow>(`SELECT ${HEAD_COLUMNS} FROM run_pool WHERE run = ? ORDER BY n`)
    .raw();

  return {
    /** In the order of arrival, in pages, so that memory does not grow with the pool. */
    *pages(run: number, pageSize = 2048): Generator<PoolRow[]> {
      for (let after = 0; ; ) {
        const rows = page.all(run, after, pageSize);
        if (rows.length === 0) return;
        yield rows;
        after = rows.at(-1)?.[0] ?? after;
      }
    },
    /** Without their texts, in the order of arrival. */
    heads: (run: number): HeadRow[] => heads.all(run),
  };
}
