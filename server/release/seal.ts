import type { StoredCheckpoint } from '../db/checkpoints.ts';
import { tlogProofText } from '../ledger/checkpoint.ts';
import type { SealedEvent } from '../ledger/event.ts';
import type { SigningKey } from '../ledger/keys.ts';
import { type Rotation, rotationText } from '../ledger/rotation.ts';
import { wayText } from '../ledger/witness.ts';
import { attestationText } from './attestation.ts';
import type { ReleaseFacts } from './facts.ts';
import type { ReleasedFile } from './folder.ts';

/** The record of a release in the log, and what proves it. */
export interface Sealed {
  event: SealedEvent;
  checkpoint: StoredCheckpoint;
  /** From the event to the root of the checkpoint. */
  path: readonly Uint8Array[];
  /** Of the checkpoint, 32 bytes. */
  root: Uint8Array;
  /** Earlier checkpoints, and that their logs are beginnings of this one. */
  earlier: readonly { checkpoint: StoredCheckpoint; path: readonly Uint8Array[] }[];
  /** Changes of the signing key before it, oldest first. */
  rotations: readonly Rotation[];
}

/**
 * The files that hang on the record of a release: the checkpoint, the event with its way to it (C2SP tlog-proof),
 * the ways from earlier checkpoints (a hash a line, an empty line, the checkpoint), and the signed statement about
 * the files.
 * Changes of keys lie beside them, each as the line of its event and its proof under the head that both have signed.
 */
export const sealTexts = (
  facts: ReleaseFacts,
  written: readonly ReleasedFile[],
  { event, checkpoint, path, earlier, rotations }: Sealed,
  key: SigningKey,
): { path: string; text: string }[] => [
  { path: 'checkpoint', text: checkpoint.note },
  { path: 'proofs/release.event.json', text: `${Buffer.from(event.body).toString('utf8')}\n` },
  {
    path: 'proofs/release.tlog-proof',
    text: tlogProofText({ index: BigInt(event.seq), path, checkpoint: checkpoint.note }),
  },
  ...earlier.map((one) => ({
    path: `proofs/consistency-${one.checkpoint.size}`,
    text: wayText({ path: one.path, earlier: one.checkpoint.note }),
  })),
  ...rotations.map((one) => ({ path: `proofs/rotation-${one.proof.index}`, text: rotationText(one) })),
  { path: 'attestation.dsse.json', text: attestationText(facts, written, key) },
];
