import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** What all files of a cache may take together; the ones not read for longest go first. Unit: bytes. */
const MOST_BYTES = 256 * 1024 * 1024;
/** A file that was being written when its process died is swept up after this. Unit: milliseconds. */
const LEFT_OVER = 3_600_000;

/** Bytes by key. Whatever is in it can be worked out again: what can not be read or written is not there. */
export interface ByteCache {
  get(key: string): Buffer | null;
  has(key: string): boolean;
  put(key: string, bytes: Uint8Array): void;
}

/** A cache that keeps nothing. */
export const NO_CACHE: ByteCache = { get: () => null, has: () => false, put: () => undefined };

/**
 * A folder of files named by their keys, each led by the SHA-256 of what follows, so that a file that was cut or
 * changed counts as absent. Written beside and renamed, so a kill leaves all of a file or nothing of it.
 * @param who a name that no other process has, for files on their way
 */
export function cacheFolder(dir: string, who: string, clock: () => Date, mostBytes = MOST_BYTES): ByteCache {
  return {
    has: (key) => existsSync(join(dir, key)),
    get(key) {
      const file = join(dir, key);
      try {
        const bytes = readFileSync(file);
        const body = bytes.subarray(HASH);
        if (bytes.length < HASH || !sha256(body).equals(bytes.subarray(0, HASH))) {
          rmSync(file, { force: true });
          return null;
        }
        utimesSync(file, clock(), clock());
        return body;
      } catch {
        return null;
      }
    },
    put(key, bytes) {
      const draft = join(dir, `${key}.${who}.part`);
      try {
        mkdirSync(dir, { recursive: true });
        writeBehind(draft, sha256(bytes), bytes);
        renameSync(draft, join(dir, key));
        sweep(dir, mostBytes, clock().getTime());
      } catch {
        dropFile(draft); // a full disk or a folder that can not be written: nothing is kept
      }
    },
  };
}

/** Writes one piece behind the other, without a copy of both: a part of a large pool takes hundreds of megabytes. */
function writeBehind(file: string, head: Uint8Array, body: Uint8Array): void {
  const open = openSync(file, 'w');
  try {
    writeFileSync(open, head);
    writeFileSync(open, body);
  } finally {
    closeSync(open);
  }
}

function dropFile(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where no file can be made, none is left.
  }
}

const HASH = 32;
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Takes away what was left over, and of the rest the files that were not read for longest. */
function sweep(dir: string, mostBytes: number, now: number): void {
  const files = readdirSync(dir).flatMap((file) => {
    const stat = statSync(join(dir, file), { throwIfNoEntry: false });
    return stat?.isFile() === true ? [{ file, size: stat.size, at: stat.mtimeMs }] : [];
  });
  files.sort((a, b) => b.at - a.at);
  let bytes = 0;
  for (const { file, size, at } of files) {
    const isDraft = file.endsWith('.part');
    if (!isDraft) bytes += size;
    if (isDraft ? now - at > LEFT_OVER : bytes > mostBytes) rmSync(join(dir, file), { force: true });
  }
}
