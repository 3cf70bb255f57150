import type { Database } from 'better-sqlite3';
import type { Mark } from './marks.ts';

/** The mark that stood in the place of the new one, by question; null: none did. */
export type Before = readonly (readonly [question: string, before: Mark | null])[];

/** The `mark_parts` table: what a batch of marks is still to say, and what it has to put back. Only this file names it in SQL. */
export function markPartTable(db: Database) {
  const insert = db.prepare<[string, number, string]>(
    'INSERT INTO mark_parts (batch, n, questions) VALUES (?, ?, ?)',
  );
  const unsaid = db.prepare<[string], { n: number; questions: string }>(
    'SELECT n, questions FROM mark_parts WHERE batch = ? AND questions IS NOT NULL ORDER BY n LIMIT 1',
  );
  const said = db.prepare<[string, string, number]>(
    'UPDATE mark_parts SET questions = NULL, before = ? WHERE batch = ? AND n = ?',
  );
  const first = db.prepare<[string], { n: number; before: string }>(
    'SELECT n, before FROM mark_parts WHERE batch = ? AND before IS NOT NULL ORDER BY n LIMIT 1',
  );
  const remove = db.prepare<[string, number]>('DELETE FROM mark_parts WHERE batch = ? AND n = ?');
  const forget = db.prepare<[string]>('DELETE FROM mark_parts WHERE batch = ? AND questions IS NOT NULL');
  return {
    /** Writes down what is to be said, by our ids, part by part from 0 on. */
    plan(batch: string, parts: readonly (readonly string[])[]): void {
      for (const [n, questions] of parts.entries()) insert.run(batch, n, JSON.stringify(questions));
    },
    /** The first part of which nothing is said yet. */
    unsaid(batch: string): { n: number; questions: string[] } | undefined {
      const row = unsaid.get(batch);
      return row && { n: row.n, questions: JSON.parse(row.questions) as string[] };
    },
    said: (batch: string, n: number, before: Before): void => void said.run(JSON.stringify(before), batch, n),
    /** The first part that can be put back. */
    first(batch: string): { n: number; before: Before } | undefined {
      const row = first.get(batch);
      return row && { n: row.n, before: JSON.parse(row.before) as Before };
    },
    remove: (batch: string, n: number): void => void remove.run(batch, n),
    /** Leaves unsaid what nothing was said of yet. */
    forget: (batch: string): void => void forget.run(batch),
  };
}
