import type { Database } from 'better-sqlite3';

/** Subjects that one statement stores: most events speak of three. */
const TOGETHER = 8;

/** The `event_subjects` table: which events speak of an id. Only this file names it in SQL. */
export function eventSubjectTable(db: Database) {
  const inserts = Array.from({ length: TOGETHER + 1 }, (_, n) =>
    db.prepare<(string | number)[]>(
      `INSERT OR IGNORE INTO event_subjects (subject, seq) VALUES ${Array.from({ length: Math.max(n, 1) }, () => '(?, ?)').join(', ')}`,
    ),
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
      for (let from = 0; from < subjects.length; from += TOGETHER) {
        const some = subjects.slice(from, from + TOGETHER);
        inserts[some.length]?.run(...some.flatMap((subject) => [subject, seq]));
      }
    },
    /** Places of events, oldest first. */
    of: (subject: string, limit = 1000): number[] => of.all(subject, limit),
    has: (subject: string, seq: number): boolean => has.get(subject, seq) === 1,
    count: (): number => count.get() ?? 0,
  };
}
