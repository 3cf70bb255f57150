import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';

/** A release folder as a verifier reads it. */
export interface FolderReader {
  /** Every file, relative, with `/`, sorted; what is neither file nor folder is listed with `irregular`. */
  files: readonly string[];
  /** Links, devices and the like: no release holds any. */
  irregular: readonly string[];
  read(path: string): Buffer;
}

/** More than any release has; a folder with more is something else. */
const MOST_FILES = 10_000;

/** @throws WinnowError `not-found` where there is no folder */
export function readFolder(dir: string): FolderReader {
  const files: string[] = [];
  const irregular: string[] = [];
  const walk = (under: string): void => {
    for (const entry of readdirSync(join(dir, under), { withFileTypes: true })) {
      const path = under === '' ? entry.name : `${under}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else (entry.isFile() ? files : irregular).push(path);
      if (files.length > MOST_FILES)
        throw new WinnowError('bad-input', `${dir} holds more than ${MOST_FILES} files: that is no release.`);
    }
  };
  if (lstatSync(dir, { throwIfNoEntry: false }) === undefined)
    throw new WinnowError('not-found', `There is no folder ${dir}.`);
  if (!lstatSync(join(dir, '.')).isDirectory())
    throw new WinnowError('bad-usage', `${dir} is not a folder; name the folder of a release.`);
  walk('');
  return {
    files: files.sort(byBytes),
    irregular: irregular.sort(byBytes),
    read: (path) => readFileSync(join(dir, path)),
  };
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
