import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';
import { type BackupManifest, backupManifestSchema } from '../../../shared/schemas/backup.ts';
import { parser } from '../../algorithms/parser.ts';
import { BLOCK, isInside, paddingOf, readTarHeader } from './tar.ts';
import { MANIFEST } from './write.ts';

/** A longer list is none of ours. Unit: bytes. */
const LIST_MOST = 256 * 1024 * 1024;
const CHUNK = 1 << 20;

interface Found {
  bytes: number;
  sha256: string;
}

const parseManifest = parser(backupManifestSchema);

/**
 * Unpacks a backup into an empty folder and holds every file against the list at its end: none more, none less, none
 * other.
 * @throws WinnowError `bad-input` for a file that is no backup, was cut or changed; `stopped`
 */
export function unpackBackup(
  file: string,
  into: string,
  { signal, progress }: { signal: AbortSignal; progress: (done: number, total: number) => void },
): BackupManifest {
  const fd = openBackup(file);
  try {
    const total = statSync(file).size;
    const found = new Map<string, Found>();
    for (let at = 0; ; ) {
      if (signal.aborted) throw new WinnowError('stopped', 'Stopped; nothing was restored.');
      const entry = readTarHeader(readAll(fd, at, BLOCK));
      if (entry === null) throw new WinnowError('bad-input', 'its list is missing');
      at += BLOCK;
      if (entry.path === MANIFEST) {
        const end = at + entry.size + paddingOf(entry.size);
        if (total !== end + 2 * BLOCK)
          throw new WinnowError('bad-input', 'something stands behind its list, or its end is missing');
        refuseFilled(fd, at + entry.size, total - at - entry.size);
        return checkedList(fd, at, entry.size, found);
      }
      if (found.has(entry.path)) throw new WinnowError('bad-input', `it holds ${entry.path} twice`);
      found.set(entry.path, takeFile(fd, at, entry.size, join(into, entry.path)));
      at += entry.size;
      refuseFilled(fd, at, paddingOf(entry.size));
      at += paddingOf(entry.size);
      progress(at, total);
    }
  } catch (cause) {
    if (!(cause instanceof WinnowError) || cause.code !== 'bad-input') throw cause;
    const why = cause.message.replace(/\.$/, '');
    throw new WinnowError('bad-input', `${file} can not be restored: ${why}. Nothing was changed.`);
  } finally {
    closeSync(fd);
  }
}

function openBackup(file: string): number {
  try {
    if (!statSync(file).isFile()) throw new WinnowError('bad-input', `${file} is no file.`);
    return openSync(file, 'r');
  } catch (cause) {
    if (cause instanceof WinnowError) throw cause;
    throw new WinnowError('not-found', `There is no backup ${file} that can be read.`);
  }
}

function readAll(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const read = readSync(fd, bytes, done, length - done, at + done);
    if (read === 0) throw new WinnowError('bad-input', 'its end is missing');
    done += read;
  }
  return bytes;
}

/** What fills up a block holds nothing. */
function refuseFilled(fd: number, at: number, length: number): void {
  if (readAll(fd, at, length).some((byte) => byte !== 0))
    throw new WinnowError('bad-input', 'something stands between its files');
}

function takeFile(fd: number, from: number, size: number, to: string): Found {
  mkdirSync(dirname(to), { recursive: true });
  const hash = createHash('sha256');
  const out = openSync(to, 'wx', 0o600);
  try {
    for (let done = 0; done < size; ) {
      const chunk = readAll(fd, from + done, Math.min(CHUNK, size - done));
      hash.update(chunk);
      for (let at = 0; at < chunk.length; ) at += writeSync(out, chunk, at);
      done += chunk.length;
    }
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
  return { bytes: size, sha256: hash.digest('hex') };
}

function checkedList(
  fd: number,
  at: number,
  size: number,
  found: ReadonlyMap<string, Found>,
): BackupManifest {
  if (size > LIST_MOST) throw new WinnowError('bad-input', 'its list is too long');
  const manifest = parseList(readAll(fd, at, size).toString('utf8'));
  const named = new Set<string>();
  for (const { path, bytes, sha256 } of manifest.files) {
    const file = found.get(path);
    if (!isInside(path) || named.has(path) || file === undefined)
      throw new WinnowError('bad-input', `its list names ${JSON.stringify(path)}, which it does not hold`);
    named.add(path);
    if (file.bytes !== bytes || file.sha256 !== sha256)
      throw new WinnowError('bad-input', `${path} is not the file that was backed up`);
  }
  const more = [...found.keys()].find((path) => !named.has(path));
  if (more !== undefined) throw new WinnowError('bad-input', `its list does not name ${more}`);
  return manifest;
}

function parseList(text: string): BackupManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new WinnowError('bad-input', 'its list is not JSON');
  }
  return parseManifest(value, 'its list');
}
