import type { Hash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { WinnowError } from '../../../shared/error.ts';
import { CHUNK_BYTES, EXPANSION } from '../limits.ts';
import { refusal } from './refusals.ts';

/** What is told about the bytes of a file while they are read. */
export interface Watch {
  hash: Hash;
  /** Bytes of the file, packed as it lies there. */
  read(bytes: number): void;
  /** @throws WinnowError `stopped` when the reader is to stop */
  check(): void;
}

/**
 * The size of a file that is there and can be read.
 * @throws WinnowError `bad-input` for a missing file or a folder
 */
export async function fileSize(path: string): Promise<number> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory())
      throw refusal(path, 'it is a folder', `name the files in it, as in ${path}/*.jsonl`);
    if (!stats.isFile()) throw refusal(path, 'it is no regular file', 'copy its content to a file');
    return stats.size;
  } catch (cause) {
    throw cause instanceof WinnowError ? cause : unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): WinnowError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT') return refusal(path, 'there is no such file', 'check the name');
  if (code === 'EACCES') return refusal(path, 'you may not read it', 'check its permissions');
  return refusal(path, cause instanceof Error ? cause.message : String(cause), 'check the file');
}

/** At most `length` bytes of a file, from an offset on. */
export async function bytesAt(path: string, offset: number, length: number): Promise<Buffer> {
  const file = await openFile(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/**
 * The bytes of a file, from disk to end. With `reuse` every chunk lies in the same memory and is valid until
 * the next one is asked for, which keeps the reader of a large file from leaving garbage behind.
 */
export async function* fileChunks(path: string, watch: Watch, reuse: boolean): AsyncGenerator<Buffer> {
  const file = await openFile(path);
  let buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  try {
    for (;;) {
      watch.check();
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      const chunk = buffer.subarray(0, bytesRead);
      watch.hash.update(chunk);
      watch.read(bytesRead);
      yield chunk;
      if (!reuse) buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    }
  } finally {
    await file.close();
  }
}

export const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b;

/**
 * The unpacked bytes of a gzip file of one or several members.
 * @throws WinnowError `bad-input` where it is cut, damaged, goes on after its end, or expands beyond the limit
 */
export async function* gunzipChunks(
  path: string,
  size: number,
  watch: Watch,
  limit: { free: number; ratio: number } = EXPANSION,
): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const source = fileChunks(path, watch, false);
  const packed = pipeline(source, gunzip, () => {
    // What goes wrong comes out of the loop below.
  });
  let unpacked = 0;
  try {
    for await (const chunk of packed) {
      const bytes = chunk as Buffer;
      unpacked += bytes.length;
      if (unpacked > limit.free && unpacked > size * limit.ratio) {
        const why = `it expands to more than ${limit.ratio} times its size (a gzip bomb?)`;
        throw refusal(path, why, 'unpack it yourself where you trust it, and import what comes out');
      }
      yield bytes;
    }
  } catch (cause) {
    throw cause instanceof WinnowError ? cause : badGzip(path, cause);
  } finally {
    await source.return(undefined); // whoever needs its beginning only leaves no file open
  }
  await refuseTail(path, gunzip.bytesWritten, size);
}

/** What follows the last member: zeros, as tape blocks leave them, are nothing; anything else is damage. */
async function refuseTail(path: string, end: number, size: number): Promise<void> {
  if (end >= size) return;
  const tail = await bytesAt(path, end, Math.min(size - end, CHUNK_BYTES));
  if (tail.every((byte) => byte === 0)) return;
  throw refusal(path, `${size - end} bytes follow the end of its gzip data`, 'get the file again');
}

function badGzip(path: string, cause: unknown): WinnowError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'Z_BUF_ERROR') return refusal(path, 'its gzip data is cut short', 'get the whole file again');
  if (code.startsWith('Z_')) return refusal(path, 'its gzip data is damaged', 'get the file again');
  return unreadable(path, cause);
}
