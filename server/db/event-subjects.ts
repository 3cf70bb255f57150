import type { Database } from 'better-sqlite3';
import { rowBatch } from './row-batch.ts';

/** The `event_subjects` table: which events speak of an id. Only this file names it in SQL. */
export function eventSubjectTable(db: Database) {
  const waiting = rowBatch(db, 'event_subjects (subject, seq)', 2);
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
    /** Stored with others, at the latest by `flush`; what was undone before that is forgotten by `forget`. */
    add(subjects: readonly string[], seq: number): void {
      for (const subject of subjects) waiting.add(subject, seq);
    },
    flush: waiting.flush,
    forget: waiting.clear,
    /** Places of events, oldest first. */
    of(subject: string, limit = 1000): number[] {
      waiting.flush();
      return of.all(subject, limit);
    },
    has(subject: string, seq: number): boolean {
      waiting.flush();
      return has.get(subject, seq) === 1;
    },
    count(): number {
      waiting.flush();
      return count.get() ?? 0;
    },
  };
}
