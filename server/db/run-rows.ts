import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';

/** Quick: the rows of a run are packed while somebody waits for it. */
const LEVEL = 1;

/** The `run_rows` table: the narrow rows of a run, packed. Only this file names it in SQL. */
export function runRowTable(db: Database) {
  const insert = db.prepare<[number, Uint8Array]>('INSERT INTO run_rows (run, bytes) VALUES (?, ?)');
  const get = db.prepare<[number], Buffer>('SELECT bytes FROM run_rows WHERE run = ?').pluck();
  return {
    /** @param lines one a question, without line feeds */
    insert: (run: number, lines: readonly string[]): void =>
      void insert.run(run, deflateRawSync(lines.map((line) => `${line}\n`).join(''), { level: LEVEL })),
    /** The lines as one text, each with its line feed; null for a run of an earlier version, which kept none. */
    of(run: number): string | null {
      const bytes = get.get(run);
      return bytes === undefined ? null : inflateRawSync(bytes).toString('utf8');
    },
  };
}
