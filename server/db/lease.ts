import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3, { type Database } from 'better-sqlite3';
import { WinnowError } from '../../shared/error.ts';

/** The right to work on something alone; given back by `release`, or by the end of the process. */
export interface Lease {
  release(): void;
}

/**
 * Takes the lease of a name for as long as this process lives. The lock is the operating system's, held by SQLite
 * on an empty file of its own: a killed process leaves nothing to wait for. Nobody waits for it, either.
 * @param who is told to those who come second
 * @throws WinnowError `busy`, naming the holder
 */
export function takeLease(dir: string, name: string, who: string): Lease {
  const folder = join(dir, 'leases');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, fileNameOf(name));
  const db = new BetterSqlite3(`${file}.lock`, { timeout: LOOK_MS });
  try {
    db.exec('BEGIN IMMEDIATE');
  } catch (cause) {
    db.close();
    if (!isHeld(cause)) throw cause;
    throw new WinnowError(
      'busy',
      `${name} is in use by ${holderOf(file)}; nothing was changed, try again when it is done.`,
    );
  }
  note(file, who);
  return { release: () => giveBack(db) };
}

/** Whoever looks whether a lease is held takes it for a moment; it is waited for that long. Unit: milliseconds. */
const LOOK_MS = 100;

/** Who holds the lease of a name now, in this process or another one, by what was told of them; null: nobody. */
export function leaseHolder(dir: string, name: string): string | null {
  const file = join(dir, 'leases', fileNameOf(name));
  return existsSync(`${file}.lock`) ? holderNow(file) : null;
}

function holderNow(file: string): string | null {
  const db = new BetterSqlite3(`${file}.lock`, { timeout: 0 });
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return null;
  } catch (cause) {
    if (!isHeld(cause)) throw cause;
    return holderOf(file);
  } finally {
    db.close();
  }
}

/** Every lease that was ever taken here, by what its file is called, and who holds it now; null: nobody. */
export function allLeases(dir: string): { name: string; holder: string | null }[] {
  const folder = join(dir, 'leases');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.lock'));
  return files.sort().map((file) => {
    const name = file.slice(0, -'.lock'.length);
    return { name: name.replace(/-[0-9a-f]{8}$/, ''), holder: holderNow(join(folder, name)) };
  });
}

/** Short and harmless whatever the name is, and never the same for two. */
const fileNameOf = (name: string): string =>
  `${name.replace(/[^A-Za-z0-9-]/g, '_').slice(0, 60)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;

function giveBack(db: Database): void {
  if (!db.open) return;
  db.exec('ROLLBACK');
  db.close();
}

/** Only serves the message of whoever comes second. */
function note(file: string, who: string): void {
  try {
    writeFileSync(`${file}.txt`, who);
  } catch {
    // A full disk must not stop a lock that needs no room.
  }
}

function holderOf(file: string): string {
  try {
    return readFileSync(`${file}.txt`, 'utf8').slice(0, 200);
  } catch {
    return 'another process';
  }
}

const isHeld = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY');
