import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Rejection } from '../../shared/schemas/import.ts';
import type { PlacedFault } from './fault.ts';
import { REPORTED_REJECTIONS } from './limits.ts';

/** Gathers what an import did not take: the first for the report, all of them in a file of the workspace. */
export interface Rejections {
  total: number;
  first: Rejection[];
  add(file: string, placed: PlacedFault): void;
  /** Gives the file its name, or removes it where the import came to nothing. */
  close(keepAs: string | null): void;
}

const PART = '.part';

/**
 * Writes to `<folder>/<name>.part` from the first rejection on. The caller holds the write lock of the
 * workspace: whatever unfinished file lies there was left by an import that was killed, and is removed.
 * The file names no path of this machine, only base names.
 */
export function gatherRejections(folder: string, name: string): Rejections {
  sweep(folder);
  const part = join(folder, `${name}${PART}`);
  let file: number | null = null;
  let lines: string[] = [];
  const flush = () => {
    if (lines.length === 0) return;
    mkdirSync(folder, { recursive: true });
    file ??= openSync(part, 'w');
    writeSync(file, lines.join(''));
    lines = [];
  };
  const gathered: Rejections = {
    total: 0,
    first: [],
    add(path, { line, byte, fault }) {
      const rejection = { file: path, line, byte, reason: fault.reason, message: fault.message };
      gathered.total++;
      if (gathered.first.length < REPORTED_REJECTIONS) gathered.first.push(rejection);
      lines.push(`${JSON.stringify({ ...rejection, file: basename(path) })}\n`);
      if (lines.length >= REPORTED_REJECTIONS) flush();
    },
    close(keepAs) {
      if (keepAs !== null) flush();
      if (file !== null) closeSync(file);
      if (file !== null && keepAs !== null) renameSync(part, join(folder, keepAs));
      else rmSync(part, { force: true });
      file = null;
    },
  };
  return gathered;
}

function sweep(folder: string): void {
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    // The folder comes with the first rejection.
  }
  for (const name of names) if (name.endsWith(PART)) rmSync(join(folder, name), { force: true });
}
