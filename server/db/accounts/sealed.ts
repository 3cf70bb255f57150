import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Workspace } from '../workspace.ts';
import { keyFor } from './secrets.ts';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const LONGEST = 4000;

type Keeper = Pick<Workspace, 'facts' | 'randomHex'>;

/** A text that whoever carries it can neither read nor change: AES-256-GCM under a key of the workspace. */
export function seal(workspace: Keeper, purpose: string, text: string): string {
  const iv = Buffer.from(workspace.randomHex(IV_BYTES), 'hex');
  const cipher = createCipheriv(CIPHER, keyFor(workspace, purpose), iv).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url');
}

/** @returns undefined for what was not sealed here, for this purpose */
export function unseal(workspace: Keeper, purpose: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed.slice(0, LONGEST), 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, keyFor(workspace, purpose), bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
