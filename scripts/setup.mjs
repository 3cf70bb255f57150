import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildParts, staleParts } from './lib/build-parts.mjs';
import { installPackages } from './lib/install.mjs';
import { isInstalled } from './lib/installed.mjs';
import { withLock } from './lib/lock.mjs';

/** The checkout that these scripts belong to. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Brings a checkout to the point where it runs: the packages of package-lock.json, then what is built
 * from the sources. Does nothing, in some 50 ms, where all of it is there and up to date; goes on where
 * an earlier set-up was killed. Progress goes to `out` (standard error unless told otherwise).
 * @throws {SetupError} one line that says what, where and what to do
 */
export async function ensureReady({ root = ROOT, out = process.stderr } = {}) {
  if (isInstalled(root) && staleParts(root).length === 0) return;
  await withLock({ file: lockFile(root), out }, async (hold) => {
    if (!isInstalled(root)) await installPackages({ root, out, onStart: hold.child });
    await buildParts({ root, out });
  });
}

/** Builds what is out of date with the packages that are there, whoever installed them. */
export async function buildOnly({ root = ROOT, out = process.stderr } = {}) {
  await withLock({ file: lockFile(root), out }, () => buildParts({ root, out }));
}

const lockFile = (root) => join(root, 'dist', '.setup', 'lock');
