import { createHash } from 'node:crypto';
import type { ReleaseFiles, Sink } from './files.ts';

/** A file of a release, as manifest and reply list it. */
export interface ReleasedFile {
  /** Relative to the folder, with `/`. */
  path: string;
  sha256: string;
  bytes: number;
}

/** Characters that are gathered before they are written. */
const CHUNK = 1 << 16;

/** Writes files into a folder and keeps what was written of each. */
export function folderWriter(files: Pick<ReleaseFiles, 'create'>, folder: string) {
  const written: ReleasedFile[] = [];
  const unfinished = new Set<Sink>();

  /** Opens a file for bytes; `close` puts it on the disk for good. */
  const openBytes = (path: string) => {
    const sink = files.create(folder, path);
    unfinished.add(sink);
    const hash = createHash('sha256');
    let bytes = 0;
    return {
      write(chunk: Uint8Array): void {
        hash.update(chunk);
        bytes += chunk.length;
        sink.write(chunk);
      },
      close(): ReleasedFile {
        sink.close();
        unfinished.delete(sink);
        const file = { path, sha256: hash.digest('hex'), bytes };
        written.push(file);
        return file;
      },
    };
  };

  /** Opens a file for text. */
  const open = (path: string) => {
    const file = openBytes(path);
    let waiting = '';
    const flush = () => {
      file.write(Buffer.from(waiting, 'utf8'));
      waiting = '';
    };
    return {
      write(text: string): void {
        waiting += text;
        if (waiting.length >= CHUNK) flush();
      },
      close(): ReleasedFile {
        flush();
        return file.close();
      },
    };
  };

  return {
    open,
    openBytes,
    write(path: string, text: string): ReleasedFile {
      const file = open(path);
      file.write(text);
      return file.close();
    },
    /** Lets go of files that will not be finished; quiet where there is none. */
    abandon(): void {
      for (const sink of unfinished) sink.abandon();
      unfinished.clear();
    },
    /** What was closed so far, by path. */
    written: (): ReleasedFile[] => [...written].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

export type FolderWriter = ReturnType<typeof folderWriter>;

/** The text of SHA256SUMS, as `sha256sum -c` reads it. */
export const sumsText = (files: readonly ReleasedFile[]): string =>
  files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
