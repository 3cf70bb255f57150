import { WinnowError } from '../../shared/error.ts';
import { parseSignedCheckpoint } from '../ledger/checkpoint.ts';
import { type VerifierKey, vkeyText } from '../ledger/keys.ts';
import { noteText, verifyNote } from '../ledger/note.ts';
import type { Workspace } from './workspace.ts';

/**
 * Keeps what somebody else has signed: a head of this log with their signature below it. It travels in later releases.
 * @param text of the note, with at least their signature
 * @param witness the key that they sign by
 * @returns the events that the head covers, and when they signed (seconds since 1970)
 * @throws WinnowError `bad-input` where it is no such note, or the signature does not hold; `conflict` where the head is
 * not one of this log
 */
export function keepCosignature(
  workspace: Workspace,
  { text, witness, actor }: { text: string; witness: VerifierKey; actor: string },
): { size: number; time: string | null; isNew: boolean } {
  const parsed = parseSignedCheckpoint(text);
  if (parsed === null || witness.use !== 'witness')
    throw new WinnowError('bad-input', 'This is no checkpoint that a witness has signed.');
  const verdict = verifyNote(parsed.note, [witness]);
  if (!verdict.ok) throw new WinnowError('bad-input', `The checkpoint can not be kept: ${verdict.why}.`);
  return workspace.write('ledger cosign', () => {
    const size = Number(parsed.checkpoint.size);
    const own = workspace.checkpoints.covering(size);
    const stored = own?.size === size ? parseSignedCheckpoint(own.note) : null;
    if (stored?.note.text !== parsed.note.text)
      throw new WinnowError(
        'conflict',
        'This head was not signed by this workspace: it is of another log, or of another past.',
      );
    const vkey = vkeyText(witness);
    const time = verdict.by[0]?.time ?? null;
    const known = workspace.cosignatures.of(size).some((one) => one.vkey === vkey);
    if (known) return { size, time: isoOf(time), isNew: false };
    const signature = parsed.note.signatures.find(
      ({ name, keyId }) => name === witness.name && Buffer.compare(keyId, witness.id) === 0,
    );
    const line = signature === undefined ? '' : noteText({ text: '', signatures: [signature] }).slice(1);
    const { seq } = workspace.events.append({
      type: 'ledger.cosigned',
      actor,
      subject: 'checkpoint',
      idem: `cosigned ${size} ${vkey}`,
      data: { size, vkey, time: isoOf(time), line },
    });
    workspace.cosignatures.insert({ size, vkey, line, event: seq });
    return { size, time: isoOf(time), isNew: true };
  });
}

const isoOf = (seconds: bigint | null): string | null => {
  if (seconds === null || seconds > 253_402_300_799n) return null; // the year 9999
  return new Date(Number(seconds) * 1000).toISOString();
};
