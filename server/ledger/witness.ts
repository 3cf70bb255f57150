import { base64Of, bytesOfBase64 } from './base64.ts';
import { type Checkpoint, parseSignedCheckpoint } from './checkpoint.ts';
import { HASH_BYTES } from './hashes.ts';
import type { SigningKey, VerifierKey } from './keys.ts';
import { noteText, signNote, verifyNote } from './note.ts';
import { isConsistent } from './proof.ts';

/** What leads from one checkpoint to a later one: a hash a line, an empty line, the earlier checkpoint. */
export interface Way {
  path: readonly Uint8Array[];
  earlier: string;
}

export const wayText = ({ path, earlier }: Way): string =>
  `${path.map((hash) => `${base64Of(hash)}\n`).join('')}\n${earlier}`;

/** Reads such a text; null for anything that is not exactly of that form. */
export function parseWay(text: string): Way | null {
  const lines = text.split('\n');
  const end = lines.indexOf('');
  const path = lines.slice(0, end).map(bytesOfBase64);
  if (end < 0 || end > MOST || !path.every((hash) => hash?.length === HASH_BYTES)) return null;
  const earlier = lines.slice(end + 1).join('\n');
  return earlier === '' ? null : { path: path as Uint8Array[], earlier };
}
/** More hashes than any tree of 2^63 leaves needs. */
const MOST = 64;

/** What a witness was shown: a signed head, the last one it signed of that log, and what leads from that to this. */
export interface Shown {
  note: string;
  last: string | null;
  way: Way | null;
}

/** A note with one more signature; or why it is not signed, and whether that proves that the log was rewritten. */
export type Cosigned = { ok: true; note: string } | { ok: false; why: string; isProof: boolean };

/**
 * Signs the head of a log as one who has seen it: C2SP tlog-cosignature v1, Ed25519 with a time.
 * Never a head that contradicts one signed before: of the same size with another root, smaller, or not shown to grow
 * from it (RFC 9162 section 2.1.4).
 * @param trusted keys of the log; where none is given its signature is not looked at
 * @param time seconds since 1970
 */
export function cosign(
  shown: Shown,
  trusted: readonly VerifierKey[],
  key: SigningKey,
  time: bigint,
): Cosigned {
  const parsed = parseSignedCheckpoint(shown.note);
  if (parsed === null) return refused('it is no signed checkpoint');
  const verdict = trusted.length === 0 ? null : verifyNote(parsed.note, trusted);
  if (verdict?.ok === false) return refused(verdict.why);
  const fault = shown.last === null ? null : notGrown(parsed.checkpoint, shown.last, shown.way);
  if (fault !== null) return fault;
  return { ok: true, note: noteText(signNote(parsed.note, key, time)) };
}

const refused = (why: string, isProof = false) => ({ ok: false as const, why, isProof });

function notGrown(head: Checkpoint, lastNote: string, way: Way | null) {
  const last = parseSignedCheckpoint(lastNote)?.checkpoint;
  if (last === undefined) return refused('what was signed last can not be read');
  if (last.origin !== head.origin) return refused(`it is of the log ${head.origin}, not of ${last.origin}`);
  const isSame = Buffer.compare(last.root, head.root) === 0;
  if (last.size === head.size)
    return isSame
      ? null
      : refused(`two heads of ${head.size} events have different roots: the log was rewritten`, true);
  if (last.size > head.size)
    return refused(
      `it covers ${head.size} events, and ${last.size} were signed before: an old copy, or the end was cut off`,
    );
  if (way === null)
    return refused(
      `${last.size} events were signed before: bring what leads from there (winnow ledger checkpoint --since ${last.size})`,
    );
  return isConsistent(last.size, head.size, last.root, head.root, way.path)
    ? null
    : refused(`what was brought does not lead from the ${last.size} events that were signed before`);
}
