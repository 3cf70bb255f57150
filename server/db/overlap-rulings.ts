import type { Database } from 'better-sqlite3';

export type RulingVerdict = 'overlap' | 'no-overlap';

/** What a person found about one question and one benchmark question. */
export interface Ruling {
  question: string;
  benchmark: string;
  item: string;
  verdict: RulingVerdict;
  by: string;
  why: string;
  at: string;
}

/** The table `overlap_rulings`. Only this file names it in SQL. */
export function overlapRulingTable(db: Database) {
  const put = db.prepare<[string, string, string, string, string, string, string, string]>(
    'INSERT OR REPLACE INTO overlap_rulings (question, benchmark, item, verdict, said_by, why, said_at, salt) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const all = db.prepare<[], Ruling>(
    'SELECT question, benchmark, item, verdict, said_by AS "by", why, said_at AS "at" FROM overlap_rulings ORDER BY question, benchmark, item',
  );
  return {
    /** The last word counts. @param salt of the hash that the log has of the reason, in hex */
    put: ({ question, benchmark, item, verdict, by, why, at, salt }: Ruling & { salt: string }): void =>
      void put.run(question, benchmark, item, verdict, by, why, at, salt),
    /** By question, benchmark and item. */
    all: (): Ruling[] => all.all(),
  };
}
