import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasureAssets } from '../reference.ts';

/** Rooms whose code says what is read, measured and decided, below `server/`, and what both sides share. */
const ROOMS = ['algorithms', 'decide', 'db', 'engine', 'intake', 'runs', '../shared'];

const known = new Map<string, string>();

/**
 * SHA-256 over the code that measures and decides and over the data that it reads, so that nothing which another
 * version worked out is ever taken for this one's. Hex.
 */
export function codeSha256({ data, tokenizer }: MeasureAssets): string {
  const name = JSON.stringify([data, tokenizer]);
  const before = known.get(name);
  if (before !== undefined) return before;
  const server = join(import.meta.dirname, '..', '..');
  const hash = createHash('sha256').update(process.version); // what letters there are hangs on it
  const folders = [...ROOMS.map((room) => join(server, room)), data];
  for (const file of [...folders.flatMap(filesIn), tokenizer]) {
    hash.update(createHash('sha256').update(readFileSync(file)).digest());
  }
  const sum = hash.digest('hex');
  known.set(name, sum);
  return sum;
}

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [];
