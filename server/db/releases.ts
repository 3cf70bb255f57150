import type { Database } from 'better-sqlite3';

export interface StoredRelease {
  id: string;
  run: number;
  policy: string;
  createdAt: string;
  /** The reply of `release`, as JSON. */
  report: string;
}

/** A line of a release. */
export interface ReleasedRow {
  release: string;
  line: number;
  question: string;
  trace: string;
  source: string;
}

/** The tables `releases` and `release_rows`, and the view `released_rows`. Only this file names them in SQL. */
export function releaseTable(db: Database) {
  const insert = db.prepare<[string, number, string, string, string]>(
    'INSERT INTO releases (id, run, policy, created_at, report) VALUES (?, ?, ?, ?, ?)',
  );
  const insertRow = db.prepare<[string, number, string, string]>(
    'INSERT INTO release_rows (release, line, question, trace) VALUES (?, ?, ?, ?)',
  );
  const all = db.prepare<[], StoredRelease>(
    'SELECT id, run, policy, created_at AS createdAt, report FROM releases ORDER BY created_at, id',
  );
  const byId = db.prepare<[string], StoredRelease>(
    'SELECT id, run, policy, created_at AS createdAt, report FROM releases WHERE id = ?',
  );
  const rowsOf = db.prepare<[string], { line: number; question: string; trace: string }>(
    'SELECT line, question, trace FROM release_rows WHERE release = ? ORDER BY line',
  );
  const rowAt = db.prepare<[string, number], { question: string; trace: string }>(
    'SELECT question, trace FROM release_rows WHERE release = ? AND line = ?',
  );
  const linesWith = db.prepare<[string], { release: string; line: number; trace: string }>(
    'SELECT release, line, trace FROM release_rows WHERE question = ? ORDER BY release',
  );
  const releasesOf = db
    .prepare<[string], string>(
      'SELECT DISTINCT release FROM release_rows WHERE question = ? ORDER BY release',
    )
    .pluck();

  const headsNamed = db
    .prepare<[], number>(
      "SELECT DISTINCT json_extract(report, '$.checkpoint.size') AS size FROM releases WHERE json_valid(report) AND size IS NOT NULL ORDER BY size",
    )
    .pluck();
  const holding = db.prepare<[string, string], ReleasedRow>(
    `SELECT release, line, question, trace, source FROM released_rows
     WHERE question IN (SELECT value FROM json_each(?)) OR source IN (SELECT value FROM json_each(?)) ORDER BY release, line`,
  );

  return {
    insert(release: StoredRelease, rows: readonly { question: string; trace: string }[]): void {
      insert.run(release.id, release.run, release.policy, release.createdAt, release.report);
      rows.forEach((row, i) => {
        insertRow.run(release.id, i + 1, row.question, row.trace);
      });
    },
    all: (): StoredRelease[] => all.all(),
    /** Sizes of the signed heads that releases carry. */
    headsNamed: (): number[] => headsNamed.all(),
    byId: (id: string): StoredRelease | undefined => byId.get(id),
    rows: (release: string) => rowsOf.all(release),
    row: (release: string, line: number) => rowAt.get(release, line),
    /** Lines of releases that hold a question. */
    linesWith: (question: string) => linesWith.all(question),
    /** Ids of the releases that hold a question. */
    ofQuestion: (question: string): string[] => releasesOf.all(question),
    /** Rows of all releases that hold one of these questions, or any question of one of these sources. */
    holding: (of: { questions: readonly string[]; sources: readonly string[] }): ReleasedRow[] =>
      holding.all(JSON.stringify(of.questions), JSON.stringify(of.sources)),
  };
}
