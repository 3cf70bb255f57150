import type { Database } from 'better-sqlite3';

/** The shortest text that trigrams can find. Unit: code points. */
export const SHORTEST = 3;

/** An expression that matches texts that contain `q` as it stands, in any case. */
export const phraseOf = (q: string): string => `"${q.replaceAll('"', '""')}"`;

/** A LIKE pattern (escape character `\`) for texts that contain `q`; ASCII letters in any case. */
export const likeOf = (q: string): string => `%${q.replace(/[\\%_]/g, '\\$&')}%`;

export type Growth = 'complete' | 'more' | 'busy';

/**
 * The search index: the tables `question_search` and `question_search_state`. Only this file and the views
 * of migration 0007 name them. Rows are indexed by row number and never removed; whoever reads filters
 * retired ones out.
 */
export function searchIndex(db: Database) {
  const state = db.prepare<[], { upto: number }>('SELECT upto FROM question_search_state');
  const last = db.prepare<[], { n: number | null }>('SELECT max(n) AS n FROM search_texts');
  const next = db.prepare<[number, number], { n: number; text: string }>(
    'SELECT n, text FROM search_texts WHERE n > ? ORDER BY n LIMIT ?',
  );
  const add = db.prepare<[number, string]>('INSERT INTO question_search (rowid, text) VALUES (?, ?)');
  const advance = db.prepare<[number]>('UPDATE question_search_state SET upto = ?');

  const growOnce = db.transaction((rows: number): Growth => {
    const page = next.all(state.get()?.upto ?? 0, rows);
    for (const { n, text } of page) add.run(n, text);
    const reached = page.at(-1);
    if (reached !== undefined) advance.run(reached.n);
    return page.length < rows ? 'complete' : 'more';
  });

  return {
    /** True where every question is in the index. */
    isComplete: (): boolean => (state.get()?.upto ?? 0) >= (last.get()?.n ?? 0),
    /** Takes up to `rows` more questions into the index, in one transaction; `busy` where somebody else writes. */
    grow(rows: number): Growth {
      try {
        return growOnce.immediate(rows);
      } catch (cause) {
        if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY'))
          return 'busy';
        throw cause;
      }
    },
  };
}

/** Row numbers of the texts that hold `q`, by the index, which must be complete; `q` has at least SHORTEST code points. */
export function searchFinder(db: Database) {
  const find = db
    .prepare<[string], number>('SELECT rowid FROM question_search WHERE question_search MATCH ?')
    .pluck();
  return { rows: (q: string): number[] => find.all(phraseOf(q)) };
}
