import { WinnowError } from '../../shared/error.ts';
import { type SigningKey, vkeyText } from '../ledger/keys.ts';
import { noteText, signNote } from '../ledger/note.ts';
import type { StoredCheckpoint } from './checkpoints.ts';
import { signHeadWithin } from './log-head.ts';
import type { Workspace } from './workspace.ts';

/**
 * Puts a key in the place of another: an event that names both, and a head over that event that both have signed.
 * To be called in a write transaction; whoever calls puts the new key into its place afterwards.
 * @throws WinnowError `conflict` where both are the same key; `failed` where the log does not fit what was signed
 */
export function rotateKeyWithin(
  workspace: Workspace,
  { from, to, actor }: { from: SigningKey; to: SigningKey; actor: string },
): StoredCheckpoint {
  const [former, vkey] = [vkeyText(from.verifier), vkeyText(to.verifier)];
  if (former === vkey) throw new WinnowError('conflict', 'The new key is the one that signs already.');
  const { seq } = workspace.events.append({
    type: 'key.rotated',
    actor,
    subject: 'key',
    idem: `key.rotated ${vkey}`,
    data: { from: former, to: vkey },
  });
  const signBoth = (text: string): string => noteText(signNote(signNote({ text, signatures: [] }, from), to));
  workspace.logKeys.insert({ event: seq, vkey, former });
  return signHeadWithin(workspace, to, signBoth);
}
