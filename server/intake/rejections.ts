import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { Rejection } from '../../shared/schemas/import.ts';
import type { RejectionReason } from '../../shared/vocabulary/rejections.ts';
import type { PlacedFault } from './fault.ts';
import { REPORTED_REJECTIONS } from './limits.ts';

/** Gathers what an import did not take: the first for the report, all of them in a file of the workspace. */
export interface Rejections {
  total: number;
  /** How often each reason stands among all of them. */
  reasons: Partial<Record<RejectionReason, number>>;
  first: Rejection[];
  add(file: string, placed: PlacedFault): void;
  /**
   * Gives the file its name, or removes it where the import came to nothing.
   * @param copyTo a file outside of the folder that takes the same lines in place of what lies there; null: none
   */
  close(keepAs: string | null, copyTo: string | null): void;
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
    reasons: {},
    first: [],
    add(path, { line, byte, fault }) {
      const rejection = { file: path, line, byte, reason: fault.reason, message: fault.message };
      gathered.total++;
      gathered.reasons[fault.reason] = (gathered.reasons[fault.reason] ?? 0) + 1;
      if (gathered.first.length < REPORTED_REJECTIONS) gathered.first.push(rejection);
      lines.push(`${JSON.stringify({ ...rejection, file: basename(path) })}\n`);
      if (lines.length >= REPORTED_REJECTIONS) flush();
    },
    close(keepAs, copyTo) {
      if (keepAs !== null || copyTo !== null) flush();
      if (file !== null) closeSync(file);
      if (copyTo !== null) copyOf(file === null ? null : part, copyTo);
      if (file !== null && keepAs !== null) renameSync(part, join(folder, keepAs));
      else rmSync(part, { force: true });
      file = null;
    },
  };
  return gathered;
}

/** Seen whole or not at all. @param from null: no line was written */
function copyOf(from: string | null, to: string): void {
  const part = `${to}${PART}`;
  if (from === null) writeFileSync(part, '');
  else copyFileSync(from, part);
  renameSync(part, to);
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
