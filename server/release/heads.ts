import type { StoredCheckpoint } from '../db/checkpoints.ts';
import type { Workspace } from '../db/workspace.ts';
import { parseSignedCheckpoint } from '../ledger/checkpoint.ts';
import type { SigningKey } from '../ledger/keys.ts';
import { verifyNote } from '../ledger/note.ts';

/** Whether a key has signed a head: who has only that key can believe it. */
export function isSignedBy(note: string, { verifier }: SigningKey): boolean {
  const parsed = parseSignedCheckpoint(note);
  return parsed !== null && verifyNote(parsed.note, [verifier]).ok;
}

/** A head with what others have signed under it. */
export const withCosignatures = (
  { cosignatures }: Pick<Workspace, 'cosignatures'>,
  head: StoredCheckpoint,
): StoredCheckpoint => ({
  ...head,
  note: [head.note, ...cosignatures.of(head.size).map(({ line }) => line)].join(''),
});
