import type { Database } from 'better-sqlite3';

/** A line of a file of a release. */
export interface ReleaseLine {
  release: string;
  /** 1-based. */
  line: number;
  /** Name of the format, or `provenance`. */
  part: string;
  /** Hex. */
  sha256: string;
}

/** The `release_lines` table: the hash of every line. Only this file names it in SQL. */
export function releaseLineTable(db: Database) {
  const insert = db.prepare<[Uint8Array, string, number, string]>(
    'INSERT INTO release_lines (sha256, release, line, part) VALUES (?, ?, ?, ?)',
  );
  const select = 'SELECT release, line, part, lower(hex(sha256)) AS sha256 FROM release_lines';
  const byHash = db.prepare<[Uint8Array], ReleaseLine>(
    `${select} WHERE sha256 = ? ORDER BY release, line, part`,
  );
  const ofLine = db.prepare<[string, number], ReleaseLine>(
    `${select} WHERE release = ? AND line = ? ORDER BY part`,
  );
  return {
    /** @param lines of the release in their order: hex by part */
    insert(release: string, lines: readonly Readonly<Record<string, string>>[]): void {
      lines.forEach((parts, i) => {
        for (const [part, sha256] of Object.entries(parts))
          insert.run(Buffer.from(sha256, 'hex'), release, i + 1, part);
      });
    },
    /** @param sha256 hex */
    byHash: (sha256: string): ReleaseLine[] => byHash.all(Buffer.from(sha256, 'hex')),
    of: (release: string, line: number): ReleaseLine[] => ofLine.all(release, line),
  };
}
