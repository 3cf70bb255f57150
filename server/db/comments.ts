import type { Database } from 'better-sqlite3';

/** What somebody said about a question, to others. */
export interface Comment {
  id: string;
  question: string;
  queue: string | null;
  /** Opaque id. */
  author: string;
  text: string;
  /** 1: somebody should look at it. */
  flagged: 0 | 1;
  /** 32 bytes in hex; the event holds the hash of salt and text. */
  salt: string;
  at: string;
}

/** The `comments` table. Only this file names it in SQL. */
export function commentTable(db: Database) {
  const insert = db.prepare<[Comment & { event: number }]>(
    `INSERT INTO comments (id, question, queue, author, text, flagged, salt, at, event)
     VALUES (@id, @question, @queue, @author, @text, @flagged, @salt, @at, @event)`,
  );
  const of = db.prepare<[string], Comment>(
    'SELECT id, question, queue, author, text, flagged, salt, at FROM comments WHERE question = ? ORDER BY n',
  );
  return {
    insert: (comment: Comment, event: number): void => void insert.run({ ...comment, event }),
    /** Oldest first. */
    of: (question: string): Comment[] => of.all(question),
  };
}
