import type { Database } from 'better-sqlite3';

/** What somebody concluded of the licence of a source. */
export interface LicenceConclusion {
  id: string;
  source: string;
  /** Only rows that declare exactly this, '' for those that declare nothing; null for all rows of the source. */
  declared: string | null;
  spdx: string;
  actor: string;
  why: string;
  /** 32 bytes in hex; the event holds the hash of salt and why. */
  salt: string;
  concludedAt: string;
  /** Place of its event in the log. */
  event: number;
}

/** Live questions of one source that say the same of their licence. */
export interface DeclaredLicence {
  source: string;
  license: string | null;
  revision: string | null;
  questions: number;
}

const COLUMNS = 'id, source, declared, spdx, actor, why, salt, concluded_at AS concludedAt, event';

/** The `licence_conclusions` table and the view `declared_licences`. Only this file names them in SQL. */
export function licenceConclusionTable(db: Database) {
  const insert = db.prepare<[LicenceConclusion]>(
    `INSERT INTO licence_conclusions (id, source, declared, spdx, actor, why, salt, concluded_at, event)
     VALUES (@id, @source, @declared, @spdx, @actor, @why, @salt, @concludedAt, @event)`,
  );
  const all = db.prepare<[], LicenceConclusion>(`SELECT ${COLUMNS} FROM licence_conclusions ORDER BY n`);
  const declared = db.prepare<[], DeclaredLicence>(
    'SELECT source, license, revision, questions FROM declared_licences ORDER BY source, license, revision',
  );
  return {
    insert: (conclusion: LicenceConclusion): void => void insert.run(conclusion),
    /** Oldest first. */
    all: (): LicenceConclusion[] => all.all(),
    /** What the pool declares, by source and licence. */
    declared: (): DeclaredLicence[] => declared.all(),
    /**
     * What holds for rows of a source that declare a licence: the last word about just these rows, else about the
     * whole source; undefined where nobody said anything.
     */
    reader(): (source: string, declares: string | null) => LicenceConclusion | undefined {
      const found = new Map<string, LicenceConclusion>();
      for (const one of all.all()) found.set(JSON.stringify([one.source, one.declared]), one);
      return (source, declares) =>
        found.get(JSON.stringify([source, declares ?? ''])) ?? found.get(JSON.stringify([source, null]));
    },
  };
}
