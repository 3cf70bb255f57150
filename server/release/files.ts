import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import { besideOf, clearBeside, syncPath } from '../db/beside.ts';

/** A file that is being written. */
export interface Sink {
  write(bytes: Uint8Array): void;
  /** Forces the bytes to the disk. */
  close(): void;
  abandon(): void;
}

/** What a release needs of the file system. A folder is made beside its place and put there whole. */
export interface ReleaseFiles {
  /**
   * Clears away what killed releases have left beside `out`, and makes an empty folder there to write into.
   * @throws WinnowError `conflict` where `out` holds something already
   */
  stage(out: string): string;
  create(folder: string, path: string): Sink;
  /** Forces the staged folder to the disk and gives it the name `out`, in one step: after an error it has not got it. */
  publish(stage: string, out: string): void;
  /** Forces the new name to the disk. */
  settle(out: string): void;
  /** Removes a folder with all it holds; quiet where there is none. */
  discard(folder: string): void;
}

/** The real file system. `pid` marks whose staged folder it is; `randomHex` keeps two of one process apart. */
export function releaseFiles(pid: number, randomHex: (bytes: number) => string): ReleaseFiles {
  return {
    stage(out) {
      const place = placeOf(out);
      refuseFull(place, out);
      makeParent(place, out);
      clearBeside(place);
      const stage = besideOf(place, pid, randomHex(4));
      mkdirSync(stage);
      return stage;
    },
    create(folder, path) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      return sinkOf(openSync(file, 'wx'));
    },
    publish(stage, out) {
      const place = placeOf(out);
      for (const folder of foldersIn(stage)) syncPath(folder);
      renameSync(stage, place); // takes the place of an empty folder too, in the same step
    },
    settle: (out) => syncPath(dirname(placeOf(out))),
    discard: (folder) => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The absolute place that is meant; a link to a folder is followed, so that the link stays. */
const placeOf = (out: string): string => (existsSync(out) ? realpathSync(out) : resolve(out));

function refuseFull(place: string, out: string): void {
  if (!existsSync(place)) return;
  if (!statSync(place).isDirectory())
    throw new WinnowError('conflict', `${out} is a file; name a folder with --out.`);
  if (readdirSync(place).length === 0) return;
  throw new WinnowError('conflict', `${out} is not empty; name another folder with --out, or remove it.`, {
    releaseId: releaseIn(place),
  });
}

/** Id of the release that lies in a folder, or null; a hint only, since anybody may have written there. */
function releaseIn(place: string): string | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8'));
    const id =
      typeof manifest === 'object' && manifest !== null && 'releaseId' in manifest
        ? manifest.releaseId
        : null;
    return typeof id === 'string' && /^release-[0-9a-f]{16}$/.test(id) ? id : null;
  } catch {
    return null;
  }
}

function sinkOf(fd: number): Sink {
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    },
    close() {
      fsyncSync(fd);
      closeSync(fd);
    },
    abandon: () => closeSync(fd),
  };
}

function foldersIn(folder: string): string[] {
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...below.flatMap((entry) => foldersIn(join(folder, entry.name))), folder];
}

function makeParent(place: string, out: string): void {
  try {
    mkdirSync(dirname(place), { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new WinnowError('bad-usage', `The folder --out ${out} can not be made (${why}); name another.`);
  }
}
