import type { Database } from 'better-sqlite3';

/** The `event_subjects` table: which events speak of an id. Only this file names it in SQL. */
export function eventSubjectTable(db: Database) {
  const insert = db.prepare<[string, number]>(
    'INSERT OR IGNORE INTO event_subjects (subject, seq) VALUES (?, ?)',
  );
  const of = db
    .prepare<[string, number], number>(
      'SELECT seq FROM event_subjects WHERE subject = ? ORDER BY seq LIMIT ?',
    )
    .pluck();
  const has = db
    .prepare<[string, number], number>(
      'SELECT EXISTS (SELECT 1 FROM event_subjects WHERE subject = ? AND seq = ?)',
    )
    .pluck();
  const count = db.prepare<[], number>('SELECT count(*) FROM event_subjects').pluck();
  return {
    add(subjects: readonly string[], seq: number): void {
      for (const subject of subjects) insert.run(subject, seq);
    },
    /** Places of events, oldest first. */
    of: (subject: string, limit = 1000): number[] => of.all(subject, limit),
    has: (subject: string, seq: number): boolean => has.get(subject, seq) === 1,
    count: (): number => count.get() ?? 0,
  };
}
