import type { Database } from 'better-sqlite3';
import type { Run } from '../../shared/schemas/decision.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';

/** What was known when a run was made. Hashes are hex. */
export interface Pins {
  /** The blob with what was known about the questions, a line each; null where that was nothing. */
  evidence: string | null;
  /** Hash over what texts were compared with: benchmarks, exempted phrases, rulings. */
  compared: string;
  /** Hash over the live pool, which says what words are rare. */
  live: string;
}

export interface StoredRun {
  n: number;
  recipe: Recipe;
  report: Run;
  /** Null in runs that are older than pins. */
  pins: Pins | null;
}

interface Row {
  n: number;
  recipe: string;
  report: string;
  pins: string | null;
}

/** The `runs` table: one row a run, never changed. Only this file names it in SQL. */
export function runTable(db: Database) {
  const insert = db.prepare<[string, string, string, string, string | null]>(
    'INSERT INTO runs (id, created_at, recipe, report, pins) VALUES (?, ?, ?, ?, ?)',
  );
  const byId = db.prepare<[string], Row>('SELECT n, recipe, report, pins FROM runs WHERE id = ?');
  const byNumber = db.prepare<[number], Row>('SELECT n, recipe, report, pins FROM runs WHERE n = ?');
  const latest = db.prepare<[], Row>('SELECT n, recipe, report, pins FROM runs ORDER BY n DESC LIMIT 1');
  const page = db.prepare<[number, number], Row>(
    'SELECT n, recipe, report, pins FROM runs WHERE n < ? ORDER BY n DESC LIMIT ?',
  );

  return {
    /** @returns the number of the run */
    insert: (recipe: Recipe, report: Run, pins: Pins | null = null): number =>
      Number(
        insert.run(
          report.runId,
          report.createdAt,
          JSON.stringify(recipe),
          JSON.stringify(report),
          pins === null ? null : JSON.stringify(pins),
        ).lastInsertRowid,
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
  pins: row.pins === null ? null : (JSON.parse(row.pins) as Pins),
});
