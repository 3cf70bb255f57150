import type { Database } from 'better-sqlite3';

/** The `skills` table: what people are said to be able to judge. Only this file names it in SQL. */
export function skillTable(db: Database) {
  const of = db.prepare<[string], string>('SELECT skill FROM skills WHERE person = ? ORDER BY skill').pluck();
  const put = db.prepare<[string, string, number]>(
    'INSERT INTO skills (person, skill, event) VALUES (?, ?, ?)',
  );
  const remove = db.prepare<[string]>('DELETE FROM skills WHERE person = ?');
  return {
    /** In the order of the alphabet. */
    of: (person: string): string[] => of.all(person),
    /** Those of a person, in place of the ones before; to be called in a write transaction. */
    set(person: string, skills: readonly string[], event: number): void {
      remove.run(person);
      for (const skill of skills) put.run(person, skill, event);
    },
  };
}
