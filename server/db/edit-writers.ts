import type { Database } from 'better-sqlite3';

/** The `edit_writers` table: who wrote something of a version. `hand-outs.ts` reads it by `items_of_writers`. */
export function editWriterTable(db: Database) {
  const add = db.prepare<[string, string]>(
    'INSERT OR IGNORE INTO edit_writers (subject, person) VALUES (?, ?)',
  );
  const copy = db.prepare<[string, string]>(
    'INSERT OR IGNORE INTO edit_writers (subject, person) SELECT ?, person FROM edit_writers WHERE subject = ?',
  );
  const of = db
    .prepare<[string], string>('SELECT person FROM edit_writers WHERE subject = ? ORDER BY person')
    .pluck();
  return {
    /** Notes that somebody made a version of another one; whoever wrote of that one wrote of this one too. */
    add(subject: string, before: string, person: string): void {
      copy.run(subject, before);
      add.run(subject, person);
    },
    /** Notes that a version has the text of another one: whoever wrote of that one wrote of this one, and nobody else. */
    inherit: (subject: string, other: string): void => void copy.run(subject, other),
    /** Opaque ids of those who wrote something of a question's version or of a trace; nobody of what was imported. */
    of: (subject: string): string[] => of.all(subject),
  };
}
