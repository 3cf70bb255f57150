import { generateKeyPairSync } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import { type SigningKey, signingKey } from '../ledger/keys.ts';

/** Where a workspace keeps the key that signs its checkpoints. */
export const KEY_FILE = 'ledger.key';

/**
 * The key that signs for a log: `pem` where the environment brings one, else the file of the workspace, made
 * (mode 0600, whole or not at all) where there is none yet.
 * @param log origin of the log, which is the name that it signs by
 * @throws WinnowError `failed` for a file that others may read, `bad-input` for one that holds no key
 */
export function openSigningKey(
  dir: string,
  log: string,
  pem: string | undefined,
  unique: string,
): SigningKey {
  if (pem !== undefined) return signingKey(log, 'log', pem);
  const file = join(dir, KEY_FILE);
  if (!isThere(file)) makeKey(file, unique);
  if ((statSync(file).mode & 0o077) !== 0)
    throw new WinnowError(
      'failed',
      `Others can read the signing key ${KEY_FILE} of the workspace: chmod 600 it, and think about a new one.`,
    );
  return signingKey(log, 'log', readFileSync(file, 'utf8'));
}

/** Written beside its place and linked into it: of two that start at once, the first one's key stands. */
function makeKey(file: string, unique: string): void {
  const { privateKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
    publicKeyEncoding: { format: 'pem', type: 'spki' },
  });
  const part = `${file}.${unique}`;
  const fd = openSync(part, 'wx', 0o600);
  try {
    writeSync(fd, privateKey);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  try {
    linkSync(part, file);
  } catch (cause) {
    if (!isThere(file)) throw cause;
  } finally {
    rmSync(part, { force: true });
  }
}

const isThere = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;
