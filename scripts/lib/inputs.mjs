import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One hash over names and contents of files and folders, whatever their dates:
 * what has not changed need not be built again, in this checkout or after a switch to and fro.
 * @param {string} root
 * @param {string[]} paths relative to root; one that is missing counts as such
 */
export function hashInputs(root, paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) {
    for (const file of filesUnder(root, path)) {
      const bytes = readFileSync(join(root, file));
      hash.update(`${file}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
}

function filesUnder(root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return [path];
  const names = readdirSync(join(root, path)).sort();
  return names.flatMap((name) => filesUnder(root, `${path}/${name}`));
}
