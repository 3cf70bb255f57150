import type { Database } from 'better-sqlite3';

/** A phrase that counts for nothing when a question is held against a benchmark. */
export interface Exemption {
  phrase: string;
  by: string;
  why: string;
  at: string;
}

/** The table `overlap_exemptions`. Only this file names it in SQL. */
export function overlapExemptionTable(db: Database) {
  const put = db.prepare<[string, string, string, string, string]>(
    'INSERT OR REPLACE INTO overlap_exemptions (phrase, said_by, why, said_at, salt) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = db.prepare<[string]>('DELETE FROM overlap_exemptions WHERE phrase = ?');
  const all = db.prepare<[], Exemption>(
    'SELECT phrase, said_by AS "by", why, said_at AS "at" FROM overlap_exemptions ORDER BY phrase',
  );
  return {
    /** @param salt of the hash that the log has of the reason, in hex */
    put: ({ phrase, by, why, at, salt }: Exemption & { salt: string }): void =>
      void put.run(phrase, by, why, at, salt),
    /** @returns false where there is no such phrase */
    remove: (phrase: string): boolean => remove.run(phrase).changes === 1,
    /** By phrase. */
    all: (): Exemption[] => all.all(),
  };
}
