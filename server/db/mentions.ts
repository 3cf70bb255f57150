import type { Database } from 'better-sqlite3';
import type { Comment } from './comments.ts';

/** A comment in which somebody was named. */
export interface Mention extends Comment {
  n: number;
  /** When they had seen it; null where they have not. */
  seenAt: string | null;
}

const COLUMNS = 'n, id, question, queue, author, text, flagged, salt, at, seen_at AS seenAt';

/** The `mentions` table, and the view `mentioned_comments`. Only this file names them in SQL. */
export function mentionTable(db: Database) {
  const put = db.prepare<[string, string]>('INSERT INTO mentions (comment, person) VALUES (?, ?)');
  const of = db.prepare<[string], Mention>(
    `SELECT ${COLUMNS} FROM mentioned_comments WHERE person = ? ORDER BY n DESC`,
  );
  const named = db
    .prepare<[string], string>('SELECT person FROM mentioned_comments WHERE id = ? ORDER BY person')
    .pluck();
  const see = db.prepare<[string, string, string]>(
    'UPDATE mentions SET seen_at = ? WHERE person = ? AND comment = ? AND seen_at IS NULL',
  );
  return {
    put: (comment: string, person: string): void => void put.run(comment, person),
    /** Of a person, the newest first. */
    of: (person: string): Mention[] => of.all(person),
    /** Who was named in a comment. */
    namedIn: (comment: string): string[] => named.all(comment),
    /** @returns whether it was new to them */
    see: (person: string, comment: string, at: string): boolean => see.run(at, person, comment).changes === 1,
  };
}
