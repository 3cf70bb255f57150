import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import type { NewFile } from '../ask/offline/export.ts';

/** Characters that are gathered before they are written. */
const CHUNK = 1 << 16;

/**
 * A file that is to be made. It is written beside its place and gets its name in one step, which fails where something
 * lies there: nothing is ever overwritten, and no half of it can be seen.
 * @param mark keeps two processes apart
 * @param option how the file was named
 */
export function newFile(out: string, mark: string, option = '--out'): NewFile {
  const taken = () =>
    new WinnowError(
      'conflict',
      `${out} is there already; name another file${option === '--out' ? ' with --out' : ''}.`,
    );
  return {
    name: out,
    check() {
      if (existsSync(out)) throw taken();
      if (!existsSync(dirname(out)))
        throw new WinnowError(
          'bad-usage',
          `${option} ${out}: there is no folder ${dirname(out)}; make it first.`,
        );
    },
    write(lines) {
      const part = join(dirname(out), `.${basename(out)}.winnow-part-${mark}`);
      try {
        const written = writeLines(part, lines);
        linkSync(part, out);
        return written;
      } catch (cause) {
        throw asError(cause, `${option} ${out}`, taken);
      } finally {
        rmSync(part, { force: true });
      }
    },
  };
}

function writeLines(file: string, lines: Iterable<string>): { sha256: string; bytes: number } {
  const fd = openSync(file, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  let waiting = '';
  const flush = () => {
    const chunk = Buffer.from(waiting, 'utf8');
    waiting = '';
    hash.update(chunk);
    bytes += chunk.length;
    for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at);
  };
  try {
    for (const line of lines) {
      waiting += line;
      if (waiting.length >= CHUNK) flush();
    }
    flush();
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return { sha256: hash.digest('hex'), bytes };
}

function asError(cause: unknown, out: string, taken: () => WinnowError): unknown {
  if (!(cause instanceof Error) || cause instanceof WinnowError || !('code' in cause)) return cause;
  if (cause.code === 'EEXIST') return taken();
  if (cause.code === 'ENOSPC') return cause;
  return new WinnowError(
    'bad-usage',
    `${out} can not be written (${String(cause.code)}); name another file.`,
  );
}
