import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';

/** Quick: the rows of a run are packed while somebody waits for it. */
const LEVEL = 1;

/** Lines that are packed in one go, so that never all of them are there at once. */
const LINES = 4096;

/** Packs lines piece by piece. @param lines one a question, without line feeds */
export function packLines(lines: Iterable<string>): Buffer {
  const packed: Buffer[] = [];
  const pack = (text: string, finishFlush: number) =>
    void packed.push(deflateRawSync(text, { level: LEVEL, finishFlush }));
  let text = '';
  let count = 0;
  for (const line of lines) {
    text += `${line}\n`;
    if (++count % LINES !== 0) continue;
    pack(text, constants.Z_FULL_FLUSH);
    text = '';
  }
  pack(text, constants.Z_FINISH);
  return Buffer.concat(packed);
}

/** The `run_rows` table: the narrow rows of a run, packed. Only this file names it in SQL. */
export function runRowTable(db: Database) {
  const insert = db.prepare<[number, Uint8Array]>('INSERT INTO run_rows (run, bytes) VALUES (?, ?)');
  const get = db.prepare<[number], Buffer>('SELECT bytes FROM run_rows WHERE run = ?').pluck();
  return {
    /** @param packed as `packLines` packs them */
    insert: (run: number, packed: Buffer): void => void insert.run(run, packed),
    /** The lines as one text, each with its line feed; null for a run of an earlier version, which kept none. */
    of(run: number): string | null {
      const bytes = get.get(run);
      return bytes === undefined ? null : inflateRawSync(bytes).toString('utf8');
    },
  };
}
