import { closeSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

// What is made whole or not at all is made beside its place, under a name that tells whose process makes it.

const prefixOf = (place: string): string => `.${basename(place)}.winnow-part-`;

/** The name beside a place under which a process makes what is to lie there. @param mark eight hex digits */
export const besideOf = (place: string, pid: number, mark: string): string =>
  join(dirname(place), `${prefixOf(place)}${pid}-${mark}`);

/** Clears away what killed processes have left beside a place. */
export function clearBeside(place: string): void {
  const prefix = prefixOf(place);
  for (const name of readdirSync(dirname(place))) {
    const pid = name.startsWith(prefix) ? /^(\d{1,10})-/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(dirname(place), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'; // it is there and belongs to somebody else
  }
}

/** Forces the names in a folder, or the bytes of a file, to the disk. */
export function syncPath(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
