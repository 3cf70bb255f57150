import { generateKeyPairSync } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import { type SigningKey, signingKey, vkeyText } from '../ledger/keys.ts';

/** Where a workspace keeps the key that signs its checkpoints. */
export const KEY_FILE = 'ledger.key';

/**
 * The key that signs for a log: `pem` where the environment brings one, else the file of the workspace, made
 * (mode 0600, whole or not at all) where there is none yet.
 * @param log origin of the log, which is the name that it signs by
 * @param mayMake false where the log has signed heads: another key in place of the one that signed them would make
 * them look forged
 * @throws WinnowError `failed` for a file that others may read, or one that is missing and may not be made, `bad-input` for one that holds no key
 */
export function openSigningKey(
  dir: string,
  log: string,
  pem: string | undefined,
  unique: string,
  mayMake = true,
): SigningKey {
  if (pem !== undefined) return signingKey(log, 'log', pem);
  const file = join(dir, KEY_FILE);
  if (!isThere(file) && !mayMake)
    throw new WinnowError(
      'failed',
      `The key that signs for this log is missing: put ${KEY_FILE} back into the workspace (chmod 600), or name the key in WINNOW_LEDGER_KEY. What it signed before can be verified with its verifier key.`,
    );
  if (!isThere(file)) makeKey(file, unique);
  if ((statSync(file).mode & 0o077) !== 0)
    throw new WinnowError(
      'failed',
      `Others can read the signing key ${KEY_FILE} of the workspace: chmod 600 it, and think about a new one.`,
    );
  return signingKey(log, 'log', readFileSync(file, 'utf8'));
}

/** Where a key waits that is to take the place of another. */
const NEXT_FILE = `${KEY_FILE}.next`;

/** Whether the key lies in the file of the workspace, and not in the environment. */
export const isInFile = (dir: string, { verifier }: SigningKey): boolean => {
  const file = join(dir, KEY_FILE);
  if (!isThere(file)) return false;
  const held = signingKey(verifier.name, 'log', readFileSync(file, 'utf8'));
  return vkeyText(held.verifier) === vkeyText(verifier);
};

/** Lays a key beside the one that signs; `settleKey` puts it into its place. @param pem of the key; a new one without */
export function layNextKey(dir: string, log: string, pem: string | undefined): SigningKey {
  const text = pem ?? newKey();
  const key = signingKey(log, 'log', text);
  const file = join(dir, NEXT_FILE);
  rmSync(file, { force: true });
  writeKey(file, text);
  return key;
}

/**
 * Puts the key that waits into its place where the log says that it signs now, and throws it away where the log does
 * not: whoever laid it there was killed before that was stored. To be called in a write transaction, or right after
 * the one that rotated.
 * @param current key that signs by the log, as a line of text; null where it was never rotated
 */
export function settleKey(dir: string, log: string, current: string | null): void {
  const file = join(dir, NEXT_FILE);
  if (!isThere(file)) return;
  const key = signingKey(log, 'log', readFileSync(file, 'utf8'));
  if (vkeyText(key.verifier) === current) renameSync(file, join(dir, KEY_FILE));
  else rmSync(file, { force: true });
}

export const hasNextKey = (dir: string): boolean => isThere(join(dir, NEXT_FILE));

/** Written beside its place and linked into it: of two that start at once, the first one's key stands. */
function makeKey(file: string, unique: string): void {
  const part = `${file}.${unique}`;
  writeKey(part, newKey());
  try {
    linkSync(part, file);
  } catch (cause) {
    if (!isThere(file)) throw cause;
  } finally {
    rmSync(part, { force: true });
  }
}

export const newKey = (): string =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
    publicKeyEncoding: { format: 'pem', type: 'spki' },
  }).privateKey;

/** Only the owner can read it, and it is on the disk when this returns. */
export function writeKey(file: string, pem: string): void {
  const fd = openSync(file, 'wx', 0o600);
  try {
    writeSync(fd, pem);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Whether the file of the key is there. */
export const isKeyThere = (dir: string): boolean => isThere(join(dir, KEY_FILE));

const isThere = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;
