import type { Database } from 'better-sqlite3';

/** The `review_drafts` table: what people have begun to say. Only this file names it in SQL. */
export function draftTable(db: Database) {
  const put = db.prepare<[string, string, string, string, string]>(
    `INSERT INTO review_drafts (queue, question, person, draft, saved_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET draft = excluded.draft, saved_at = excluded.saved_at`,
  );
  const get = db
    .prepare<[string, string, string], string>(
      'SELECT draft FROM review_drafts WHERE queue = ? AND question = ? AND person = ?',
    )
    .pluck();
  const remove = db.prepare<[string, string, string]>(
    'DELETE FROM review_drafts WHERE queue = ? AND question = ? AND person = ?',
  );
  return {
    put: (queue: string, question: string, person: string, draft: object, at: string): void =>
      void put.run(queue, question, person, JSON.stringify(draft), at),
    get(queue: string, question: string, person: string): object | null {
      const draft = get.get(queue, question, person);
      return draft === undefined ? null : (JSON.parse(draft) as object);
    },
    remove: (queue: string, question: string, person: string): void =>
      void remove.run(queue, question, person),
  };
}
