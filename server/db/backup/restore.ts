import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { WinnowError } from '../../../shared/error.ts';
import type { BackupManifest } from '../../../shared/schemas/backup.ts';
import { parseVkey, type VerifierKey } from '../../ledger/keys.ts';
import { besideOf, clearBeside, syncPath } from '../beside.ts';
import { checkLog } from '../check-log.ts';
import { openWorkspace, type WorkspaceEffects } from '../workspace.ts';
import { unpackBackup } from './read.ts';
import { DATABASE } from './write.ts';

export interface RestoreOptions {
  file: string;
  /** The folder that becomes the workspace. */
  dir: string;
  /** A verifier key that is known from elsewhere, as a line of text; without it the one that the backup names serves. */
  vkey: string | undefined;
  /** Text of a signed head that was kept elsewhere. */
  held: string | null;
  effects: WorkspaceEffects;
  signal: AbortSignal;
  progress: (done: number, total: number) => void;
}

/** The reply of `restore`. */
export interface RestoreReport {
  workspace: string;
  log: string;
  events: number;
  checkpoints: number;
  rows: number;
  createdAt: string;
  files: number;
  key: BackupManifest['key'];
}

/**
 * Makes a workspace of a backup. Everything is unpacked and checked beside its place: hashes of all files, the database
 * in itself, every event, head and row of the log. Only what holds gets the name; killed before, nothing lies there.
 * @throws WinnowError `conflict` where the folder is there and holds something: a workspace is never overwritten;
 * `bad-input` for a backup that does not hold; `stopped`
 */
export function restoreBackup(options: RestoreOptions): RestoreReport {
  const place = placeFor(options.dir);
  clearBeside(place);
  const stage = besideOf(place, options.effects.pid, options.effects.randomHex(4));
  try {
    mkdirSync(stage, { mode: 0o700 });
    const manifest = unpackBackup(options.file, stage, options);
    const checked = checkStage(stage, manifest, options);
    for (const folder of foldersIn(stage)) syncPath(folder);
    renameSync(stage, place); // takes the place of an empty folder, too, and of nothing else
    syncPath(dirname(place));
    const { log, createdAt, key, files } = manifest;
    return { workspace: options.dir, log, createdAt, key, files: files.length, ...checked };
  } catch (cause) {
    throw asError(cause, options.dir);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function placeFor(dir: string): string {
  const place = resolve(dir);
  if (existsSync(place)) {
    if (!statSync(place).isDirectory())
      throw new WinnowError('conflict', `${dir} is a file; name a folder with --workspace.`);
    if (readdirSync(place).length > 0)
      throw new WinnowError(
        'conflict',
        `${dir} holds something already, and a backup never takes the place of it; name a new folder with --workspace.`,
      );
  }
  mkdirSync(dirname(place), { recursive: true });
  return place;
}

function checkStage(
  stage: string,
  manifest: BackupManifest,
  { file, vkey, held, effects }: RestoreOptions,
): { events: number; checkpoints: number; rows: number } {
  const refuse = (why: string) =>
    new WinnowError('bad-input', `${file} can not be restored: ${why}. Nothing was changed.`);
  if (!existsSync(join(stage, DATABASE))) throw refuse('it holds no database');
  const broken = brokenIn(join(stage, DATABASE));
  if (broken !== null) throw refuse(`its database is broken (${broken})`);
  const workspace = openWorkspace(stage, effects);
  try {
    const { fault, events, checkpoints, rows, root } = checkLog(workspace, trustedIn(manifest, vkey), held);
    if (fault !== null) throw refuse(`its log was changed: ${fault}`);
    if (workspace.log !== manifest.log || events !== manifest.events)
      throw refuse(`its list tells of ${manifest.events} events of ${manifest.log}, and it has others`);
    if (manifest.root !== null && root !== manifest.root) throw refuse('its list tells of other events');
    workspace.db.pragma('wal_checkpoint(TRUNCATE)');
    return { events, checkpoints, rows };
  } finally {
    workspace.close();
  }
}

const trustedIn = (manifest: BackupManifest, vkey: string | undefined): VerifierKey[] =>
  vkey !== undefined ? [parseVkey(vkey)] : manifest.vkey === null ? [] : [parseVkey(manifest.vkey)];

/** What SQLite finds wrong with a database in itself; null where it finds nothing. */
function brokenIn(file: string): string | null {
  let db: BetterSqlite3.Database | undefined;
  try {
    db = new BetterSqlite3(file);
    const said = db.pragma('integrity_check(1)', { simple: true });
    return said === 'ok' ? null : String(said).replace(/\s+/g, ' ').slice(0, 200);
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  } finally {
    db?.close();
  }
}

const foldersIn = (folder: string): string[] => [
  folder,
  ...readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => foldersIn(join(folder, entry.name))),
];

function asError(cause: unknown, dir: string): unknown {
  if (!(cause instanceof Error) || cause instanceof WinnowError || !('code' in cause)) return cause;
  if (cause.code === 'ENOTEMPTY' || cause.code === 'EEXIST')
    return new WinnowError('conflict', `${dir} was filled by somebody else meanwhile; nothing was changed.`);
  if (cause.code === 'ENOSPC' || String(cause.code).startsWith('SQLITE_')) return cause;
  return new WinnowError('bad-usage', `${dir} can not be made (${String(cause.code)}); name another folder.`);
}
