import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const stampFile = (root) => join(root, 'node_modules', '.winnow-ready.json');
const npmRecord = (root) => join(root, 'node_modules', '.package-lock.json');

/** What the installed packages were made for: the lock file, and the Node that compiled ones are bound to. */
function wanted(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const { platform, arch, versions } = process;
  return { lock: createHash('sha256').update(lock).digest('hex'), abi: versions.modules, platform, arch };
}

/** Whether node_modules was installed and tried for this lock file and this Node. */
export function isInstalled(root) {
  const stamp = readJson(stampFile(root));
  return stamp !== null && Object.entries(wanted(root)).every(([key, value]) => stamp[key] === value);
}

/** Whether the compiled package was made for another Node than this one, as after a switch of versions. */
export function isForAnotherNode(root) {
  const stamp = readJson(stampFile(root));
  return stamp !== null && stamp.abi !== process.versions.modules;
}

/** Written only after the packages are there and the compiled one loads. */
export function markInstalled(root) {
  writeFileSync(stampFile(root), JSON.stringify(wanted(root)));
}

/** Taken away before npm starts, with npm's own record: a kill half way must leave neither. */
export function unmarkInstalled(root) {
  rmSync(stampFile(root), { force: true });
  rmSync(npmRecord(root), { force: true });
}

/**
 * Whether somebody ran `npm ci` by hand: npm writes its record last, so one that holds the packages
 * of the lock file (those for other platforms aside) with the same content, and no others, is an installation that ended well.
 */
export function isInstalledByHand(root) {
  const record = readJson(npmRecord(root));
  const lock = readJson(join(root, 'package-lock.json'));
  if (record === null || lock === null || !existsSync(join(root, 'node_modules'))) return false;
  const isThere = ([path, entry]) => {
    const there = record.packages[path];
    if (path === '' || (there === undefined && entry.optional)) return true;
    return there !== undefined && there.version === entry.version && there.integrity === entry.integrity;
  };
  const isWanted = (path) => Object.hasOwn(lock.packages, path);
  return Object.entries(lock.packages).every(isThere) && Object.keys(record.packages).every(isWanted);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // missing or cut off by a kill: both mean that nothing is known
  }
}
