import type { Database } from 'better-sqlite3';
import type { AskState } from '../../shared/vocabulary/asks.ts';

/** A work item of a collection: one sample of one question. */
export interface Ask {
  n: number;
  question: string;
  sample: number;
  /** What it is about, where that is not the question itself: number of an attempt or id of a trace. */
  subject: string | null;
  /** 1, and one more for each time that failures were asked again on request. */
  round: number;
  state: AskState;
  /** Why it is blocked, unusable or failed. */
  reason: string | null;
}

export interface AskCount {
  state: AskState;
  reason: string | null;
  count: number;
}

/** The `asks` table: where every work item stands. Only this file names it in SQL. */
export function askTable(db: Database) {
  const add = db.prepare<[string, Uint8Array, string, number, string | null]>(
    'INSERT INTO asks (collection, key, question, sample, subject) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const byKey = db.prepare<[string, Uint8Array], number>(
    'SELECT n FROM asks WHERE collection = ? AND key = ?',
  );
  const mark = db.prepare<[AskState, string | null, number]>(
    'UPDATE asks SET state = ?, reason = ? WHERE n = ?',
  );
  const brought = db.prepare<[string, number]>('UPDATE asks SET result = ? WHERE n = ?');
  const all = db.prepare<[string], Ask>(
    'SELECT n, question, sample, subject, round, state, reason FROM asks WHERE collection = ?',
  );
  const found = db.prepare<[string, Uint8Array], Ask>(
    'SELECT n, question, sample, subject, round, state, reason FROM asks WHERE collection = ? AND key = ?',
  );
  const byNumber = db.prepare<[number], Ask>(
    'SELECT n, question, sample, subject, round, state, reason FROM asks WHERE n = ?',
  );
  const keyOf = db.prepare<[number], Buffer>('SELECT key FROM asks WHERE n = ?').pluck();
  const counts = db.prepare<[string], AskCount>(
    'SELECT state, reason, count(*) AS count FROM asks WHERE collection = ? GROUP BY state, reason ORDER BY state, reason',
  );
  const release = db.prepare<[string, string]>(
    "UPDATE asks SET state = 'pending', reason = NULL WHERE collection = ? AND state = 'asked' AND n NOT IN (SELECT value FROM json_each(?))",
  );
  const reopen = db.prepare<[string]>(
    "UPDATE asks SET state = 'pending', reason = NULL, round = round + 1 WHERE collection = ? AND state IN ('blocked', 'unusable', 'failed')",
  );

  return {
    /** Adds an item in the state `pending`, or finds it. @param key the 32 bytes of its work key. @returns its number */
    add(collection: string, key: Uint8Array, question: string, sample: number, subject?: string): number {
      const added = add.run(collection, key, question, sample, subject ?? null);
      if (added.changes === 1) return Number(added.lastInsertRowid);
      return byKey.pluck().get(collection, key) ?? 0;
    },
    mark: (n: number, state: AskState, reason: string | null = null): void => void mark.run(state, reason, n),
    /** Notes what an item has become: id of a trace, attempt, grade or label. */
    brought: (n: number, result: string): void => void brought.run(result, n),
    /** Every item of a collection, in no order. */
    of: (collection: string): IterableIterator<Ask> => all.iterate(collection),
    /** The item of a collection by the 32 bytes of its work key. */
    find: (collection: string, key: Uint8Array): Ask | undefined => found.get(collection, key),
    byNumber: (n: number): Ask | undefined => byNumber.get(n),
    /** The 32 bytes of the work key of an item. */
    keyOf: (n: number): Buffer | undefined => keyOf.get(n),
    counts: (collection: string): AskCount[] => counts.all(collection),
    /** Items whose call was cut off may be asked again. @param but items whose call is under way elsewhere */
    release: (collection: string, but: readonly number[] = []): void =>
      void release.run(collection, JSON.stringify(but)),
    /** Opens a new round for whoever is blocked, unusable or failed. @returns how many those are */
    reopen: (collection: string): number => reopen.run(collection).changes,
  };
}
