import { join } from 'node:path';
import BetterSqlite3, { type Database } from 'better-sqlite3';
import { parseSignedCheckpoint } from '../../ledger/checkpoint.ts';
import { parseVkey, type VerifierKey, vkeyText } from '../../ledger/keys.ts';
import { verifyNote } from '../../ledger/note.ts';
import { checkpointTable, type StoredCheckpoint } from '../checkpoints.ts';
import { eventTable } from '../events.ts';
import { factTable } from '../facts.ts';
import { logKeyTable } from '../log-keys.ts';
import { migrationState } from '../migrate.ts';
import { shippedMigrations } from '../open.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

export const NO_KEY = 'the key that signs for the log is missing';
const RESTORE = 'winnow restore makes a workspace of the last backup';

/** The key that signs for the log, or why there is none at hand. */
export type KeyAtHand = { verifier: VerifierKey } | { fault: string };

/**
 * Looks at the database of a workspace without changing it: whether it is whole, whose migrations it has, and whether
 * its log fits the head that was signed last.
 * @param key opened by the name of the log
 */
export function databaseFindings(dir: string, key: (log: string) => KeyAtHand): Finding[] {
  let db: Database | undefined;
  try {
    db = new BetterSqlite3(join(dir, 'winnow.db'), { readonly: true, timeout: 5000 });
    const whole = integrity(db);
    const made = migrations(db);
    const isReadable = whole.state === 'ok' && made.state === 'ok';
    return [whole, made, ...(isReadable ? logFindings(db, key) : [])];
  } catch (cause) {
    return [fail('database', `it can not be read: ${(cause as Error).message}`, RESTORE)];
  } finally {
    db?.close();
  }
}

function integrity(db: Database): Finding {
  const said = String(db.pragma('quick_check(1)', { simple: true }));
  if (said === 'ok') return ok('database', 'SQLite finds it whole');
  return fail('database', `SQLite finds it broken: ${said.replace(/\s+/g, ' ').slice(0, 200)}`, RESTORE);
}

function migrations(db: Database): Finding {
  const { applied, missing, unknown, altered } = migrationState(db, shippedMigrations());
  if (unknown.length + altered.length > 0)
    return fail(
      'migrations',
      `it has ${[...unknown, ...altered].join(', ')}, which this Winnow does not know`,
      'use the Winnow that made the workspace, or a newer one',
    );
  if (missing.length > 0)
    return warn(
      'migrations',
      `${missing.length} of this Winnow are still to be applied`,
      'the next command that opens the workspace applies them; make a winnow backup with the old version first',
    );
  return ok('migrations', `all ${applied} are applied`);
}

function logFindings(db: Database, key: (log: string) => KeyAtHand): Finding[] {
  const log = factTable(db).get('log') ?? '';
  const events = eventTable(db, log, () => new Date(0));
  const size = events.count();
  const last = checkpointTable(db).latest();
  return [head(log, events, size, last), keyFinding(key(log), logKeyTable(db).current(), last, size)];
}

function head(
  log: string,
  events: ReturnType<typeof eventTable>,
  size: number,
  last: StoredCheckpoint | undefined,
): Finding {
  const verify = 'winnow ledger verify says where it differs';
  const signed = last === undefined ? null : parseSignedCheckpoint(last.note)?.checkpoint;
  if (signed === null)
    return size === 0
      ? ok('ledger', 'nothing was logged yet')
      : warn(
          'ledger',
          `${size} events of ${log}, and no head was signed`,
          'winnow ledger checkpoint signs one',
        );
  const isFit = ((): boolean => {
    if (signed === undefined || signed.origin !== log || signed.size > BigInt(size)) return false;
    try {
      return Buffer.compare(events.root(Number(signed.size)), signed.root) === 0;
    } catch {
      return false; // the tree lacks a node
    }
  })();
  if (!isFit)
    return fail('ledger', `the log of ${size} events does not fit the head that was signed last`, verify);
  const open = size - Number(signed?.size ?? 0);
  return ok(
    'ledger',
    `${size} events of ${log}, signed up to ${size - open}${open === 0 ? '' : ` (the next command signs the other ${open})`}`,
  );
}

function keyFinding(
  key: KeyAtHand,
  current: string | null,
  last: StoredCheckpoint | undefined,
  size: number,
): Finding {
  const lost = 'put ledger.key back (chmod 600), or name the key in WINNOW_LEDGER_KEY';
  if ('fault' in key)
    return last === undefined && key.fault === NO_KEY
      ? ok('key', `there is none yet; it is made with the first head (${size} events)`)
      : fail(
          'key',
          key.fault,
          key.fault === NO_KEY ? lost : 'chmod 600 ledger.key, and think about winnow ledger rotate',
        );
  const { verifier } = key;
  if (current !== null && vkeyText(verifier) !== vkeyText(parseVkey(current)))
    return fail('key', 'another key has taken the place of the one at hand', lost);
  const note = last === undefined ? undefined : parseSignedCheckpoint(last.note)?.note;
  if (note !== undefined && !verifyNote(note, [verifier]).ok)
    return fail('key', 'the head that was signed last is not signed by the key at hand', lost);
  return ok('key', vkeyText(verifier));
}
