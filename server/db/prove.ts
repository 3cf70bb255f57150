import { WinnowError } from '../../shared/error.ts';
import { tlogProofText } from '../ledger/checkpoint.ts';
import type { Workspace } from './workspace.ts';

/** An event with what leads from it to a signed head of the log. */
export interface EventProof {
  seq: number;
  /** The canonical bytes of the event, as text: its leaf is SHA-256(0x00 || bytes). */
  event: string;
  /** C2SP tlog-proof: index, hashes, signed checkpoint. */
  proof: string;
  /** Events that the checkpoint covers. */
  size: number;
}

/**
 * Proves that an event is in the log, under the first head that was signed after it.
 * @throws WinnowError `not-found` for a place beyond the log, `conflict` where no head was signed since
 */
export function proveEvent({ events, checkpoints }: Workspace, seq: number): EventProof {
  const sealed = events.bySeq(seq);
  if (sealed === undefined)
    throw new WinnowError(
      'not-found',
      `The log has ${events.count()} events, from 0 on: there is no event ${seq}.`,
    );
  const checkpoint = checkpoints.covering(seq + 1);
  if (checkpoint === undefined)
    throw new WinnowError(
      'conflict',
      `No head was signed since event ${seq}; sign one with: winnow ledger checkpoint`,
    );
  const path = events.inclusion(seq, checkpoint.size);
  return {
    seq,
    event: Buffer.from(sealed.body).toString('utf8'),
    proof: tlogProofText({ index: BigInt(seq), path, checkpoint: checkpoint.note }),
    size: checkpoint.size,
  };
}
