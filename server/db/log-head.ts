import { WinnowError } from '../../shared/error.ts';
import { checkpointText, parseSignedCheckpoint } from '../ledger/checkpoint.ts';
import { type SigningKey, vkeyText } from '../ledger/keys.ts';
import { noteText, signNote } from '../ledger/note.ts';
import type { StoredCheckpoint } from './checkpoints.ts';
import type { Workspace } from './workspace.ts';

/**
 * Signs the head of the log as it is now, or gives the checkpoint that was signed for this size before: never
 * two for one size, and none that an earlier one contradicts. Load, check, sign and store are one transaction.
 * @throws WinnowError `failed` where the log does not begin with what was signed before
 */
export const signHead = (workspace: Workspace, key: SigningKey): StoredCheckpoint =>
  workspace.write('ledger checkpoint', () => signHeadWithin(workspace, key));

/**
 * The same inside a transaction that has more to do: what it appended is covered.
 * @param sign writes the note under the text of the head
 */
export function signHeadWithin(
  workspace: Workspace,
  key: SigningKey,
  sign = (text: string): string => noteText(signNote({ text, signatures: [] }, key)),
): StoredCheckpoint {
  const { events, checkpoints, log } = workspace;
  const size = events.count();
  const earlier = checkpoints.latest();
  if (earlier !== undefined) refuseRewritten(workspace, earlier);
  if (earlier?.size === size) return earlier;
  refuseFormer(workspace, key);
  const note = sign(checkpointText({ origin: log, size: BigInt(size), root: events.root(size) }));
  const checkpoint = { size, note, signedAt: workspace.now().toISOString() };
  checkpoints.insert(checkpoint);
  return checkpoint;
}

/** A key that another has taken the place of signs nothing more. */
function refuseFormer({ logKeys }: Workspace, { verifier }: SigningKey): void {
  const current = logKeys.current();
  if (current === null || current === vkeyText(verifier)) return;
  throw new WinnowError(
    'failed',
    `The key at hand does not sign for this log any more: another one took its place, ${current}.`,
  );
}

function refuseRewritten({ events, log }: Workspace, earlier: StoredCheckpoint): void {
  const signed = parseSignedCheckpoint(earlier.note)?.checkpoint;
  const fits =
    signed !== undefined &&
    signed.origin === log &&
    signed.size === BigInt(earlier.size) &&
    earlier.size <= events.count() &&
    Buffer.compare(events.root(earlier.size), signed.root) === 0;
  if (fits) return;
  throw new WinnowError(
    'failed',
    `The log no longer begins with the ${earlier.size} events that were signed at ${earlier.signedAt}, so nothing is signed; winnow ledger verify says where it differs.`,
  );
}
