import type { StoredCheckpoint } from '../db/checkpoints.ts';
import type { Workspace } from '../db/workspace.ts';
import { parseSignedCheckpoint } from '../ledger/checkpoint.ts';
import type { SigningKey } from '../ledger/keys.ts';
import { verifyNote } from '../ledger/note.ts';
import type { Rotation } from '../ledger/rotation.ts';

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

/** The newest of so many earlier heads are tied to a release: who holds an older one asks the workspace. */
const EARLIER_MOST = 100;

type Heads = Pick<Workspace, 'checkpoints' | 'logKeys'>;

/**
 * Heads that a release carries beside its own: the newest ones of a log of so many events or fewer, and those that
 * say that a key took the place of another. Smallest first.
 */
export function earlierHeads({ checkpoints, logKeys }: Heads, upTo: number): StoredCheckpoint[] {
  const all = checkpoints.all().filter(({ size }) => size <= upTo);
  const kept = new Set(logKeys.all().map(({ event }) => checkpoints.covering(event + 1)?.size));
  return all.filter(({ size }, i) => i >= all.length - EARLIER_MOST || kept.has(size));
}

/** What an auditor with the key of an earlier day follows to the one that signs now: each change before an event. */
export function rotationsBefore(
  { logKeys, checkpoints, events }: Heads & Pick<Workspace, 'events'>,
  before: number,
): Rotation[] {
  return logKeys.all().flatMap(({ event }) => {
    const head = checkpoints.covering(event + 1);
    const sealed = events.bySeq(event);
    if (event >= before || head === undefined || sealed === undefined) return [];
    const proof = { index: BigInt(event), path: events.inclusion(event, head.size), checkpoint: head.note };
    return [{ event: Buffer.from(sealed.body).toString('utf8'), proof }];
  });
}
