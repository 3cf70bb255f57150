import type { Database } from 'better-sqlite3';
import type { ReviewDecision } from '../../shared/vocabulary/reviews.ts';

/** A judgement of one person on one text. */
export interface Review {
  id: string;
  /** Our id of the question. */
  question: string;
  /** Of the text that was seen, hex (`reviewedText`). */
  textSha256: string;
  /** Opaque id of the person. */
  reviewer: string;
  decision: ReviewDecision;
  why: string | null;
  /** 32 bytes in hex; the event holds the hash of salt and why. */
  salt: string;
  /** When it was given, RFC 3339. */
  at: string;
  /** Place of its event in the log. */
  event: number;
}

const COLUMNS = 'id, question, text_sha256 AS textSha256, reviewer, decision, why, salt, at, event';

/** The `reviews` table: judgements, stored once and never changed. Only this file names it in SQL. */
export function reviewTable(db: Database) {
  const insert = db.prepare<[Review]>(
    `INSERT INTO reviews (id, question, text_sha256, reviewer, decision, why, salt, at, event)
     VALUES (@id, @question, @textSha256, @reviewer, @decision, @why, @salt, @at, @event)`,
  );
  const has = db.prepare<[string], number>('SELECT 1 FROM reviews WHERE id = ?').pluck();
  const all = db.prepare<[], Review>(`SELECT ${COLUMNS} FROM reviews ORDER BY n`);
  const of = db.prepare<[string], Review>(`SELECT ${COLUMNS} FROM reviews WHERE question = ? ORDER BY n`);
  const count = db.prepare<[], number>('SELECT count(*) FROM reviews').pluck();
  return {
    /** @throws SqliteError for an id that is there already */
    insert: (review: Review): void => void insert.run(review),
    has: (id: string): boolean => has.get(id) !== undefined,
    /** In the order in which they came. */
    each: (): IterableIterator<Review> => all.iterate(),
    of: (question: string): Review[] => of.all(question),
    count: (): number => count.get() ?? 0,
  };
}

/** The last word of each person, of judgements on one text in any order: by when it was given, then as it came. */
export function lastWords(reviews: readonly Review[]): Review[] {
  const last = new Map<string, Review>();
  for (const review of reviews) {
    const known = last.get(review.reviewer);
    if (known === undefined || known.at <= review.at) last.set(review.reviewer, review);
  }
  return [...last.values()];
}
