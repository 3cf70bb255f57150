import type { Database } from 'better-sqlite3';
import type { Run } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';

export interface StoredRun {
  n: number;
  recipe: Recipe;
  report: Run;
}

interface Row {
  n: number;
  recipe: string;
  report: string;
}

/** The `runs` table: one row a run, never changed. Only this file names it in SQL. */
export function runTable(db: Database) {
  const insert = db.prepare<[string, string, string, string]>(
    'INSERT INTO runs (id, created_at, recipe, report) VALUES (?, ?, ?, ?)',
  );
  const byId = db.prepare<[string], Row>('SELECT n, recipe, report FROM runs WHERE id = ?');
  const byNumber = db.prepare<[number], Row>('SELECT n, recipe, report FROM runs WHERE n = ?');
  const latest = db.prepare<[], Row>('SELECT n, recipe, report FROM runs ORDER BY n DESC LIMIT 1');
  const page = db.prepare<[number, number], Row>(
    'SELECT n, recipe, report FROM runs WHERE n < ? ORDER BY n DESC LIMIT ?',
  );

  return {
    /** @returns the number of the run */
    insert: (recipe: Recipe, report: Run): number =>
      Number(
        insert.run(report.runId, report.createdAt, JSON.stringify(recipe), JSON.stringify(report))
          .lastInsertRowid,
      ),
    byId(id: string): StoredRun | undefined {
      const row = byId.get(id);
      return row && fromRow(row);
    },
    byNumber(n: number): StoredRun | undefined {
      const row = byNumber.get(n);
      return row && fromRow(row);
    },
    latest(): StoredRun | undefined {
      const row = latest.get();
      return row && fromRow(row);
    },
    /** Newest first, those before run number `before`. */
    page: (limit: number, before = Number.MAX_SAFE_INTEGER): StoredRun[] =>
      page.all(before, limit).map(fromRow),
  };
}

const fromRow = (row: Row): StoredRun => ({
  n: row.n,
  recipe: JSON.parse(row.recipe) as Recipe,
  report: JSON.parse(row.report) as Run,
});
