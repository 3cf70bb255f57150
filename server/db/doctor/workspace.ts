import { readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { hasNextKey, isKeyThere, openSigningKey } from '../key-file.ts';
import { allLeases } from '../lease.ts';
import { isBusyError } from '../workspace.ts';
import { type KeyAtHand, NO_KEY } from './database.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const MB = 1e6;

/** The key of a workspace without making one. @param pem as the environment brings it */
export const keyAtHand =
  (dir: string, pem: string | undefined) =>
  (log: string): KeyAtHand => {
    if (pem === undefined && !isKeyThere(dir)) return { fault: NO_KEY };
    try {
      return { verifier: openSigningKey(dir, log, pem, '', false).verifier };
    } catch (cause) {
      return { fault: (cause as Error).message.replace(/\.$/, '') };
    }
  };

/** Looks at what lies beside the database: who works here, and what killed commands have left. */
export function folderFindings(dir: string): Finding[] {
  return [writerFinding(dir), leaseFinding(dir), walFinding(dir), nextKeyFinding(dir)].flat();
}

function writerFinding(dir: string): Finding {
  const db = new BetterSqlite3(join(dir, 'winnow.db'), { timeout: 0, fileMustExist: true });
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return ok('writers', 'nobody is writing, and nothing is locked');
  } catch (cause) {
    if (!isBusyError(cause) && !String((cause as { code?: string }).code).startsWith('SQLITE_BUSY'))
      return fail(
        'writers',
        `it can not be written: ${(cause as Error).message}`,
        `chmod u+w ${dir} and winnow.db in it`,
      );
    return ok('writers', `it is being written by ${noteIn(dir)}`);
  } finally {
    db.close();
  }
}

function noteIn(dir: string): string {
  try {
    return readFileSync(join(dir, 'writer.txt'), 'utf8').slice(0, 200);
  } catch {
    return 'another process';
  }
}

/** A lock is the operating system's: whoever was killed holds none, and what is left of its file is no lock. */
function leaseFinding(dir: string): Finding {
  const held = allLeases(dir).flatMap(({ name, holder }) =>
    holder === null ? [] : [`${name} by ${holder}`],
  );
  return ok('leases', held.length === 0 ? 'none is held' : `held: ${held.join(', ')}`);
}

/** What was written and not yet copied back; it grows where a reader stays for hours. */
function walFinding(dir: string): Finding[] {
  const bytes = statSync(join(dir, 'winnow.db-wal'), { throwIfNoEntry: false })?.size ?? 0;
  if (bytes < 1000 * MB) return [];
  return [
    warn(
      'journal',
      `winnow.db-wal has ${Math.round(bytes / MB)} MB`,
      'end what has been reading for hours; the next command then copies it back',
    ),
  ];
}

const nextKeyFinding = (dir: string): Finding[] =>
  hasNextKey(dir)
    ? [
        warn(
          'rotation',
          'a new key waits beside the one that signs: winnow ledger rotate was cut short',
          'winnow ledger checkpoint settles it',
        ),
      ]
    : [];

/** Room for what is to come: a backup or a large import takes as much again as there is. */
export function diskFinding(dir: string): Finding {
  const { bavail, bsize } = statfsSync(dir);
  const free = bavail * bsize;
  const used = statSync(join(dir, 'winnow.db'), { throwIfNoEntry: false })?.size ?? 0;
  const says = `${Math.round(free / MB).toLocaleString('en-US')} MB are free`;
  if (free < 100 * MB) return fail('disk', says, 'free some room: a write that does not fit is undone');
  if (free < Math.max(1000 * MB, 2 * used))
    return warn('disk', says, 'free some room before a large import, a release or a backup');
  return ok('disk', says);
}
