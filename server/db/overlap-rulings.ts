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
  const put = db.prepare<[string, string, string, string, string, string, string]>(
    'INSERT OR REPLACE INTO overlap_rulings (question, benchmark, item, verdict, said_by, why, said_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const all = db.prepare<[], Ruling>(
    'SELECT question, benchmark, item, verdict, said_by AS "by", why, said_at AS "at" FROM overlap_rulings ORDER BY question, benchmark, item',
  );
  return {
    /** The last word counts. */
    put: ({ question, benchmark, item, verdict, by, why, at }: Ruling): void =>
      void put.run(question, benchmark, item, verdict, by, why, at),
    /** By question, benchmark and item. */
    all: (): Ruling[] => all.all(),
  };
}
