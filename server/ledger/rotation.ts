import { WinnowError } from '../../shared/error.ts';
import { type Canonical, canonicalText } from './canonical.ts';
import {
  type Checkpoint,
  parseSignedCheckpoint,
  parseTlogProof,
  type TlogProof,
  tlogProofText,
} from './checkpoint.ts';
import { leafHash } from './hashes.ts';
import { parseVkey, type VerifierKey, vkeyText } from './keys.ts';
import { verifyNote } from './note.ts';
import { isIncluded } from './proof.ts';
import type { ReadEvent } from './verify-log.ts';

/** That a key took the place of another: the event that says so, and its proof under a head that both have signed. */
export interface Rotation {
  /** The canonical bytes of the event, as text. */
  event: string;
  proof: TlogProof;
}

/** The event in a line, and its proof (C2SP tlog-proof). */
export const rotationText = ({ event, proof }: Rotation): string => `${event}\n${tlogProofText(proof)}`;

/** A change of keys that holds. */
export interface ReadRotation {
  from: VerifierKey;
  to: VerifierKey;
  /** Place of the event: heads of more events are signed by the new key. */
  at: number;
  /** The head that both have signed. */
  head: Checkpoint;
}

/**
 * Reads such a text and follows it: the event is in its canonical form and names both keys, the proof leads from it
 * to a head, and both keys have signed that.
 * @returns null where anything of it does not hold
 */
export function readRotation(text: string): ReadRotation | null {
  const end = text.indexOf('\n');
  const body = text.slice(0, Math.max(end, 0));
  const proof = parseTlogProof(text.slice(end + 1));
  const signed = proof === null ? null : parseSignedCheckpoint(proof.checkpoint);
  const event = readEvent(body);
  if (proof === null || signed === null || event === null) return null;
  const keys = [event.data.from, event.data.to].map(readKey);
  const [from, to] = keys;
  if (from === null || from === undefined || to === null || to === undefined) return null;
  const { checkpoint: head, note } = signed;
  const holds =
    event.type === 'key.rotated' &&
    event.log === head.origin &&
    BigInt(event.seq) === proof.index &&
    vkeyText(from) !== vkeyText(to) &&
    [from, to].every((key) => key.use === 'log' && key.name === head.origin && verifyNote(note, [key]).ok) &&
    isIncluded(leafHash(Buffer.from(body, 'utf8')), proof.index, head.size, proof.path, head.root);
  return holds ? { from, to, at: event.seq, head } : null;
}

function readEvent(body: string): ReadEvent | null {
  try {
    const event = JSON.parse(body) as ReadEvent;
    const isEvent = Number.isSafeInteger(event.seq) && event.seq >= 0 && typeof event.data === 'object';
    return isEvent && event.data !== null && canonicalText(event as unknown as Canonical) === body
      ? event
      : null;
  } catch {
    return null;
  }
}

function readKey(text: unknown): VerifierKey | null {
  try {
    const key = parseVkey(String(text));
    return vkeyText(key) === text ? key : null;
  } catch (cause) {
    if (cause instanceof WinnowError) return null;
    throw cause;
  }
}
