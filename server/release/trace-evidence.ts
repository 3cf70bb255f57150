import { createHash } from 'node:crypto';
import { type Finding, finding } from '../comply/flag.ts';
import type { Tables } from '../db/tables.ts';
import type { Trace } from '../db/traces.ts';

/**
 * Whether the raw reply behind a trace is there, and is what was hashed when it came. A trace that no call of ours
 * brought (the source's own solution, one from elsewhere) has none.
 */
export function evidenceFindings(
  { calls, blobs }: Pick<Tables, 'calls' | 'blobs'>,
  { call: number }: Pick<Trace, 'call'>,
): Finding[] {
  if (number === null) return [];
  const call = calls.byNumber(number);
  if (call === undefined) return [finding('release', 'PROVENANCE_GAP', { missing: 'call', number })];
  if (call.blob === null) return [finding('release', 'PROVENANCE_GAP', { missing: 'reply', number })];
  const stored = Buffer.from(call.blob).toString('hex');
  const reply = replyOf(blobs, call.blob);
  if (reply === undefined)
    return [finding('release', 'PROVENANCE_GAP', { missing: 'reply', sha256: stored })];
  const now = reply === null ? null : createHash('sha256').update(reply).digest('hex');
  return now === stored ? [] : [finding('release', 'HASH_MISMATCH', { stored, now })];
}

/** @returns null for bytes that can not be unpacked any more */
function replyOf(blobs: Tables['blobs'], sha256: Uint8Array): Buffer | undefined | null {
  try {
    return blobs.get(sha256);
  } catch {
    return null;
  }
}
