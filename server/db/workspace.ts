import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite3, { type Database } from 'better-sqlite3';
import { WinnowError } from '../../shared/error.ts';
import { eventTable } from './events.ts';
import { factTable } from './facts.ts';
import { type Lease, leaseHolder, takeLease } from './lease.ts';
import { openDatabase, WAIT_MS } from './open.ts';
import { type Tables, tablesOf } from './tables.ts';
import { leaveNote, readNote, takeNote } from './writer-note.ts';

/** What a workspace needs of the world; handed in by main (or a test). */
export interface WorkspaceEffects {
  now: () => Date;
  /** Random hex of 2n digits, for ids that stand for an act, not for content. */
  randomHex: (bytes: number) => string;
  pid: number;
  waitMs?: number;
}

/** One folder: database, imports, releases. Everything is reached from here. */
export type Workspace = ReturnType<typeof openWorkspace>;

/**
 * Opens the workspace in `dir`, making it where it is missing.
 * @throws WinnowError `conflict` for a workspace of a newer Winnow, `failed` where the folder can not be written
 */
export function openWorkspace(dir: string, effects: WorkspaceEffects) {
  makeFolder(dir);
  const file = join(dir, 'winnow.db');
  const db = busyNamed(dir, () => openDatabase(file, effects.waitMs ?? WAIT_MS));
  const facts = factTable(db);
  const log = busyNamed(dir, () => facts.get('log') ?? facts.keep('log', `winnow/${effects.randomHex(8)}`));
  const tables = tablesOf(db);
  const events = eventTable(db, log, effects.now);
  const totalChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  return {
    dir,
    file,
    db,
    log,
    events,
    ...tables,
    now: effects.now,
    randomHex: effects.randomHex,
    /** Runs `act` in one write transaction: all of it is stored, or nothing. `who` is told to those who wait. */
    write: <T>(who: string, act: () => T): T =>
      db.inTransaction && !held.has(db)
        ? partOf(db, events, act) // within another write: part of it
        : writeTransaction(db, dir, `${who} (process ${effects.pid})`, noted(events, act)),
    /** An act within `write` that is undone alone where it throws. */
    part: <T>(act: () => T): T => partOf(db, events, act),
    /**
     * The same for an act that waits on files: the write lock is held until it is done. Nothing else may be
     * written through this workspace meanwhile, and what it reads is not settled yet. The act may call
     * `discard` to have nothing of it stored and still return.
     */
    writeAsync: <T>(who: string, act: (discard: () => void) => Promise<T>): Promise<T> =>
      asyncTransaction(db, dir, `${who} (process ${effects.pid})`, events, act),
    /** Runs `act` over one unchanging view of the database. */
    read: <T>(act: () => T): T => db.transaction(act).deferred(),
    /** As `read`, for reading that has to wait in between. */
    snapshot: <T>(act: (tables: Tables) => Promise<T>): Promise<T> => withSnapshot(file, act),
    /**
     * Changes whenever anybody, in this process or another one, has changed the database: as long as it stays what it
     * was, so has everything that was read.
     */
    stamp: (): string =>
      `${String(db.pragma('data_version', { simple: true }))}.${String(totalChanges.get())}`,
    /**
     * The right to work on something alone, until it is given back or this process ends. @param who is told to others
     * @throws WinnowError `busy`, naming the holder
     */
    lease: (name: string, who: string): Lease => takeLease(dir, name, `${who} (process ${effects.pid})`),
    /** Who holds that right now, as `traces collect (process 123)`; null: nobody. */
    leaseHolder: (name: string): string | null => leaseHolder(dir, name),
    close: (): void => void db.close(),
  };
}

/**
 * Calls `act` with the tables over one unchanging view of the database, on a connection of its own, so that
 * long reading may wait for others in between.
 */
async function withSnapshot<T>(file: string, act: (tables: Tables) => Promise<T>): Promise<T> {
  const db = new BetterSqlite3(file, { readonly: true, timeout: WAIT_MS });
  try {
    db.exec('BEGIN');
    return await act(tablesOf(db));
  } finally {
    db.close();
  }
}

function makeFolder(dir: string): void {
  try {
    makeBelow(dir);
  } catch (cause) {
    throw new WinnowError(
      'bad-usage',
      `The workspace ${dir} can not be made (${(cause as Error).message}); name another with --workspace DIR.`,
    );
  }
}

/** As mkdir -p, one folder at a time: Node's own recursive mode never ends below /proc. */
function makeBelow(dir: string): void {
  if (existsSync(dir)) return;
  makeBelow(dirname(dir));
  try {
    mkdirSync(dir);
  } catch (cause) {
    if (!existsSync(dir)) throw cause; // else another process was quicker
  }
}

function writeTransaction<T>(db: Database, dir: string, who: string, act: () => T): T {
  refuseSecondWriter(db);
  return busyNamed(dir, () =>
    db
      .transaction((): T => {
        leaveNote(dir, who);
        try {
          deferReferences(db);
          return act();
        } finally {
          takeNote(dir);
        }
      })
      .immediate(),
  );
}

type Events = ReturnType<typeof eventTable>;

/** The act with its rows noted: at its end the log names each of them. */
const noted =
  <T>(events: Events, act: () => T) =>
  (): T => {
    events.begin();
    try {
      const result = act();
      events.settle();
      return result;
    } catch (cause) {
      events.forget();
      throw cause;
    }
  };

/** What the part appended goes with it where it is undone; an event before it stays. */
function partOf<T>(db: Database, events: Events, act: () => T): T {
  events.seal();
  try {
    return db.transaction(act)();
  } catch (cause) {
    events.forgetPart();
    throw cause;
  }
}

async function asyncTransaction<T>(
  db: Database,
  dir: string,
  who: string,
  events: Events,
  act: (discard: () => void) => Promise<T>,
): Promise<T> {
  refuseSecondWriter(db);
  busyNamed(dir, () => db.exec('BEGIN IMMEDIATE'));
  held.add(db);
  leaveNote(dir, who);
  try {
    deferReferences(db);
    events.begin();
    let end = 'COMMIT';
    const result = await act(() => {
      end = 'ROLLBACK';
    });
    if (end === 'COMMIT') events.settle();
    else events.forget();
    takeNote(dir);
    db.exec(end);
    return result;
  } catch (cause) {
    events.forget();
    takeNote(dir);
    if (db.inTransaction) db.exec('ROLLBACK');
    throw cause;
  } finally {
    held.delete(db);
  }
}

/** Rows may refer to an event that is put into the log at the end of their transaction, where it is checked. */
const deferReferences = (db: Database): void => void db.pragma('defer_foreign_keys = ON');

/** Connections in the middle of an asynchronous transaction: what else is written would become part of it. */
const held = new WeakSet<Database>();

function refuseSecondWriter(db: Database): void {
  if (!held.has(db)) return;
  throw new WinnowError(
    'busy',
    'This process is already writing to the workspace; try again when it is done.',
  );
}

function busyNamed<T>(dir: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    if (!isBusy(cause)) throw cause;
    const holder = readNote(dir);
    throw new WinnowError(
      'busy',
      `The workspace is being written by ${holder}; nothing was changed, try again when it is done.`,
      { holder },
    );
  }
}

/** Whether an error says that another writer held the workspace for too long. */
export const isBusyError = (cause: unknown): boolean => cause instanceof WinnowError && cause.code === 'busy';

const isBusy = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  typeof cause.code === 'string' &&
  cause.code.startsWith('SQLITE_BUSY');
