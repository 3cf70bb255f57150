import type { Database } from 'better-sqlite3';

/** An item in somebody's hands. */
export interface ItemLease {
  id: string;
  queue: string;
  question: string;
  /** Opaque id. */
  person: string;
  /** The browser tab or program that asked. */
  tab: string;
  /** Milliseconds since 1970. */
  takenMs: number;
  expiresMs: number;
}

interface Asked {
  queue: string;
  person: string;
  now: number;
  limit: number;
}

const COLUMNS = 'id, queue, question, person, tab, taken_ms AS takenMs, expires_ms AS expiresMs';
/** Nobody is asked about what they wrote themselves, since they may not accept it. */
const NOT_OWN = `NOT EXISTS (SELECT 1 FROM items_of_writers AS e WHERE e.person = @person
    AND e.subject IN (i.question, i.trace))`;
/** Nobody is asked about what they have said already, anywhere, nor twice about the same at a time. */
const NOT_YET = `NOT EXISTS (SELECT 1 FROM standing_words AS w WHERE w.question = i.question
    AND w.text_sha256 = i.text_sha256 AND w.aspect = i.aspect AND w.reviewer = @person)
  AND NOT EXISTS (SELECT 1 FROM review_leases AS l WHERE l.queue = i.queue AND l.question = i.question
    AND l.person = @person AND l.expires_ms > @now)
  AND ${NOT_OWN}`;
const FREE = `i.judged + (SELECT count(*) FROM review_leases AS l WHERE l.queue = i.queue AND l.question = i.question
    AND l.expires_ms > @now AND l.person <> @person) < i.people`;

/**
 * The `review_leases` table, and what a queue has for somebody: the views `open_items`, `gold_items`,
 * `standing_words` and `items_of_writers`. Only this file names them in SQL.
 */
export function handOutTable(db: Database) {
  const next = db
    .prepare<[Asked], string>(
      `SELECT i.question FROM open_items AS i WHERE i.queue = @queue AND ${FREE} AND ${NOT_YET}
       ORDER BY i.priority, i.question LIMIT @limit`,
    )
    .pluck();
  const splitFirst = db
    .prepare<[Asked], string>(
      `SELECT i.question FROM open_items AS i WHERE i.queue = @queue AND ${FREE} AND ${NOT_YET}
       ORDER BY i.split DESC, i.priority, i.question LIMIT @limit`,
    )
    .pluck();
  const gold = db
    .prepare<[Asked], string>(
      `SELECT i.question FROM gold_items AS i WHERE i.queue = @queue AND ${NOT_YET}
       ORDER BY i.priority, i.question LIMIT @limit`,
    )
    .pluck();
  const left = db
    .prepare<[Asked], number>(
      `SELECT 1 FROM open_items AS i WHERE i.queue = @queue AND NOT EXISTS (SELECT 1 FROM standing_words AS w
         WHERE w.question = i.question AND w.text_sha256 = i.text_sha256 AND w.aspect = i.aspect
           AND w.reviewer = @person) AND ${NOT_OWN} LIMIT @limit`,
    )
    .pluck();
  const given = db
    .prepare<[string, string], number>('SELECT count(*) FROM standing_words WHERE queue = ? AND reviewer = ?')
    .pluck();
  const judgedBy = db
    .prepare<[string, string], number>(
      "SELECT count(DISTINCT question) FROM standing_words WHERE queue = ? AND reviewer = ? AND decision <> 'skip'",
    )
    .pluck();
  const put = db.prepare<[ItemLease]>(
    `INSERT INTO review_leases (id, queue, question, person, tab, taken_ms, expires_ms)
     VALUES (@id, @queue, @question, @person, @tab, @takenMs, @expiresMs)`,
  );
  const byId = db.prepare<[string], ItemLease>(`SELECT ${COLUMNS} FROM review_leases WHERE id = ?`);
  const of = db.prepare<[string, string], ItemLease>(
    `SELECT ${COLUMNS} FROM review_leases WHERE queue = ? AND person = ? ORDER BY taken_ms, id`,
  );
  const held = db.prepare<[string, number], ItemLease>(
    `SELECT ${COLUMNS} FROM review_leases WHERE queue = ? AND expires_ms > ? ORDER BY expires_ms, id`,
  );
  const others = db
    .prepare<[string, string, string, number], number>(
      'SELECT count(*) FROM review_leases WHERE queue = ? AND question = ? AND person <> ? AND expires_ms > ?',
    )
    .pluck();
  const extend = db.prepare<[number, string]>('UPDATE review_leases SET expires_ms = ? WHERE id = ?');
  const drop = db.prepare<[string, string, string]>(
    'DELETE FROM review_leases WHERE queue = ? AND question = ? AND person = ?',
  );
  const expire = db.prepare<[number]>('DELETE FROM review_leases WHERE expires_ms <= ?');
  return {
    /** Questions that somebody may be asked about, the first first. @param isSplitFirst those on which people differ */
    next: (asked: Asked, isSplitFirst: boolean): string[] => (isSplitFirst ? splitFirst : next).all(asked),
    gold: (asked: Asked): string[] => gold.all(asked),
    /** Whether there is anything that somebody has not judged, be it in the hands of others. */
    isLeft: (asked: Asked): boolean => left.get({ ...asked, limit: 1 }) !== undefined,
    /** Words of a person that stand and were given in a queue. */
    given: (queue: string, person: string): number => given.get(queue, person) ?? 0,
    /** Items that a person has judged in a queue. */
    judgedBy: (queue: string, person: string): number => judgedBy.get(queue, person) ?? 0,
    put: (lease: ItemLease): void => void put.run(lease),
    byId: (id: string): ItemLease | undefined => byId.get(id),
    /** Of one person, expired ones too. */
    of: (queue: string, person: string): ItemLease[] => of.all(queue, person),
    /** Everything that is held at a moment, the first to expire first. */
    held: (queue: string, now: number): ItemLease[] => held.all(queue, now),
    /** How many others hold an item. */
    others: (queue: string, question: string, person: string, now: number): number =>
      others.get(queue, question, person, now) ?? 0,
    extend: (id: string, expiresMs: number): void => void extend.run(expiresMs, id),
    drop: (queue: string, question: string, person: string): void => void drop.run(queue, question, person),
    /** Takes away what has expired. */
    expire: (now: number): void => void expire.run(now),
  };
}
