import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { WinnowError } from '../../../shared/error.ts';
import type { BackupManifest } from '../../../shared/schemas/backup.ts';
import { besideOf, clearBeside, syncPath } from '../beside.ts';
import { checkpointTable } from '../checkpoints.ts';
import { eventTable } from '../events.ts';
import { KEY_FILE } from '../key-file.ts';
import { WAIT_MS } from '../open.ts';
import type { Workspace } from '../workspace.ts';
import { BACKUPS } from './kept.ts';
import { BLOCK, paddingOf, tarHeader } from './tar.ts';

/** The database, by the name that it has in every workspace. */
export const DATABASE = 'winnow.db';
/** The list of a backup, its last file. */
export const MANIFEST = 'manifest.json';

export interface BackupOptions {
  /** The file to make. */
  out: string;
  /** Whether the private key goes into it, too. */
  withKey: boolean;
  /** The key that signs for the log, as a line of text. */
  vkey: string | null;
  version: string;
  pid: number;
  signal: AbortSignal;
  /** Hears how much of the database is copied. Unit: pages. */
  progress: (done: number, total: number) => void;
}

/** The reply of `backup`. */
export interface BackupReport {
  file: string;
  bytes: number;
  files: number;
  log: string;
  events: number;
  key: BackupManifest['key'];
}

/** Pages of the database that are copied at one go. */
const PAGES = 2048;

/**
 * Copies a workspace into one file, a tar archive that its owner alone can read: the database as it is at one moment,
 * whoever goes on writing meanwhile, what else lies in the folder, and a list with the hash of each. It gets its name
 * when it is whole and on the disk; killed before that, nothing lies there.
 * @throws WinnowError `conflict` where something lies at `out`; `bad-usage` where it can not be made there; `stopped`
 */
export async function writeBackup(workspace: Workspace, options: BackupOptions): Promise<BackupReport> {
  const out = resolve(options.out);
  refuseTaken(out, workspace.dir, options.out);
  clearBeside(out);
  const part = besideOf(out, options.pid, workspace.randomHex(4));
  const copy = `${part}.db`;
  try {
    const log = await copyDatabase(workspace, copy, options);
    const manifest = writeArchive(workspace, part, copy, { ...options, ...log });
    linkSync(part, out); // fails where somebody was quicker
    syncPath(dirname(out));
    const { events, key, files } = manifest;
    return {
      file: options.out,
      bytes: statSync(out).size,
      files: files.length,
      log: workspace.log,
      events,
      key,
    };
  } catch (cause) {
    throw asError(cause, options.out);
  } finally {
    for (const file of [part, copy, `${copy}-journal`, `${copy}-wal`, `${copy}-shm`])
      rmSync(file, { force: true });
  }
}

function refuseTaken(out: string, dir: string, named: string): void {
  if (existsSync(out))
    throw new WinnowError('conflict', `${named} is there already, and is left as it is; name another file.`);
  if (!existsSync(dirname(out)))
    throw new WinnowError('bad-usage', `There is no folder ${dirname(out)}; make it first.`);
  // What is ordered in the workbench lies in a folder of its own, which no backup holds.
  if (`${out}/`.startsWith(`${resolve(dir)}/`) && dirname(out) !== join(resolve(dir), BACKUPS))
    throw new WinnowError(
      'bad-usage',
      `${named} lies in the workspace itself; keep a backup somewhere else, on another disk at best.`,
    );
}

/** By SQLite's online backup, from a connection that holds one view of the database: nobody waits, and no write mixes in. */
async function copyDatabase(
  { file, log, now }: Workspace,
  copy: string,
  { signal, progress }: BackupOptions,
): Promise<{ events: number; root: string | null }> {
  closeSync(openSync(copy, 'wx', 0o600));
  const source = new BetterSqlite3(file, { readonly: true, timeout: WAIT_MS });
  try {
    source.exec('BEGIN');
    const heads = checkpointTable(source).all().length; // a view begins with its first look
    const events = eventTable(source, log, now);
    const [size, empty] = [events.count(), heads === 0];
    const root = size === 0 && empty ? null : Buffer.from(events.root(size)).toString('hex');
    await source.backup(copy, {
      progress: ({ totalPages, remainingPages }) => {
        if (signal.aborted) throw new WinnowError('stopped', 'Stopped; no backup was made.');
        progress(totalPages - remainingPages, totalPages);
        return PAGES;
      },
    });
    return { events: size, root };
  } finally {
    source.close();
  }
}

function writeArchive(
  workspace: Workspace,
  part: string,
  copy: string,
  told: BackupOptions & { events: number; root: string | null },
): BackupManifest {
  const at = workspace.now();
  const fd = openSync(part, 'wx', 0o600);
  try {
    const put = (path: string, file: string) => ({ path, ...putFile(fd, path, file, at.getTime() / 1000) });
    const others = filesIn(workspace.dir, told.withKey);
    const files = [put(DATABASE, copy), ...others.map((path) => put(path, join(workspace.dir, path)))];
    const { version, events, root, vkey } = told;
    const manifest: BackupManifest = {
      schemaVersion: 1,
      kind: 'winnow-backup',
      writtenBy: version,
      createdAt: at.toISOString(),
      log: workspace.log,
      ...{ events, root, vkey },
      key: others.includes(KEY_FILE) ? 'included' : 'left-out',
      files,
    };
    const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`, 'utf8');
    writeAll(fd, tarHeader({ path: MANIFEST, size: text.length }, at.getTime() / 1000));
    writeAll(fd, text);
    writeAll(fd, Buffer.alloc(paddingOf(text.length) + 2 * BLOCK));
    fsyncSync(fd);
    return manifest;
  } finally {
    closeSync(fd);
  }
}

/** What is made anew, belongs to a running process, or is copied apart. */
const LEFT_OUT = /^(?:winnow\.db(?:-.*)?|cache|leases|uploads|backups|writer\.txt|ledger\.key\..*|\..*)$/;

/** Paths of the other files of a workspace, by name. Links lead elsewhere, and are no part of it. */
function filesIn(dir: string, withKey: boolean, below = ''): string[] {
  const names = readdirSync(join(dir, below), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return names.flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.name.startsWith('.') || (below === '' && LEFT_OUT.test(entry.name))) return [];
    if (path === KEY_FILE && !withKey) return [];
    if (entry.isDirectory()) return filesIn(dir, withKey, path);
    return entry.isFile() ? [path] : [];
  });
}

const CHUNK = 1 << 20;

function putFile(fd: number, path: string, file: string, at: number): { bytes: number; sha256: string } {
  const hash = createHash('sha256');
  const from = openSync(file, 'r');
  try {
    const size = statSync(file).size;
    writeAll(fd, tarHeader({ path, size }, at));
    const chunk = Buffer.alloc(CHUNK);
    for (let done = 0; done < size; ) {
      const read = readSync(from, chunk, 0, Math.min(CHUNK, size - done), done);
      if (read === 0)
        throw new WinnowError('failed', `${path} was cut while it was copied; make the backup again.`);
      hash.update(chunk.subarray(0, read));
      writeAll(fd, chunk.subarray(0, read));
      done += read;
    }
    writeAll(fd, Buffer.alloc(paddingOf(size)));
    return { bytes: size, sha256: hash.digest('hex') };
  } finally {
    closeSync(from);
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}

function asError(cause: unknown, out: string): unknown {
  if (!(cause instanceof Error) || cause instanceof WinnowError || !('code' in cause)) return cause;
  if (cause.code === 'EEXIST')
    return new WinnowError('conflict', `${out} is there already, and is left as it is; name another file.`);
  if (cause.code === 'ENOSPC' || String(cause.code).startsWith('SQLITE_')) return cause;
  return new WinnowError(
    'bad-usage',
    `${out} can not be written (${String(cause.code)}); name another file.`,
  );
}
