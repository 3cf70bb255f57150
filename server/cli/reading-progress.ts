import { basename } from 'node:path';
import type { CliContext } from './frame.ts';

/** Shows how far the reading of files is. Unit: thousands of bytes of the file at hand, as it lies on the disk. */
export function readingProgress(
  context: CliContext,
  what: string,
): { progress(p: { file: string; bytes: number; total: number }): void } {
  return {
    progress: ({ file, bytes, total }) =>
      context.out.progress(
        `${what} ${basename(file)} (kB)`,
        Math.ceil(bytes / 1000),
        Math.ceil(total / 1000),
      ),
  };
}
