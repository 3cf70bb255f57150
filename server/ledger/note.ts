import { base64Of, bytesOfBase64 } from './base64.ts';
import { isSignedBy, type SigningKey, type VerifierKey } from './keys.ts';

/** Text with signatures below it, in the form of C2SP signed-note. */
export interface Note {
  /** Ends with a newline; what the signatures are over. */
  text: string;
  signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  name: string;
  /** Four bytes. */
  keyId: Uint8Array;
  signature: Uint8Array;
}

/** Somebody whose signature holds, and, of a witness, when it was given. Unit: seconds since 1970. */
export interface Signed {
  key: VerifierKey;
  time: bigint | null;
}

/** What a verifier makes of a note. A bad signature of a known key spoils the note, whatever else it bears. */
export type NoteVerdict = { ok: true; by: Signed[] } | { ok: false; why: string };

/** No note has more signatures than this; the specification asks for at least 16. */
const MAX_SIGNATURES = 64;
const MAX_TIME = 2n ** 63n - 1n;

/** @returns null for what is not a note: bad UTF-16, a control character, no signature, a line out of place */
export function parseNote(note: string): Note | null {
  if (!note.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return null;
  const signatures = lines.map(parseSignature);
  return signatures.every((one) => one !== null) ? { text, signatures } : null;
}

function parseSignature(line: string): NoteSignature | null {
  const parts = line.split(' ');
  const [dash, name, data] = parts;
  if (parts.length !== 3 || dash !== '\u2014' || name === undefined || name === '' || name.includes('+'))
    return null;
  const bytes = bytesOfBase64(data ?? '');
  if (bytes === null || bytes.length < 5) return null;
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

export const noteText = ({ text, signatures }: Note): string =>
  `${text}\n${signatures.map(signatureLine).join('')}`;

const signatureLine = ({ name, keyId, signature }: NoteSignature): string =>
  `\u2014 ${name} ${base64Of(Buffer.concat([keyId, signature]))}\n`;

/**
 * Signs a text that ends with a newline, or adds a signature to a note.
 * @param time of a witness's key: now, in seconds since 1970
 */
export function signNote(note: Note, key: SigningKey, time: bigint | null = null): Note {
  const { verifier } = key;
  const message = signedMessage(verifier, note.text, time);
  const stamp = time === null ? Buffer.alloc(0) : bigEndian(time);
  const signature = Buffer.concat([stamp, key.sign(message)]);
  return {
    text: note.text,
    signatures: [...note.signatures, { name: verifier.name, keyId: verifier.id, signature }],
  };
}

/**
 * Whether a note is signed by at least one of the trusted keys, and by none of them wrongly.
 * Signatures of unknown keys are passed over: anybody may add one.
 */
export function verifyNote(note: Note, trusted: readonly VerifierKey[]): NoteVerdict {
  const by: Signed[] = [];
  for (const one of note.signatures) {
    const key = trusted.find(({ name, id }) => name === one.name && Buffer.compare(id, one.keyId) === 0);
    if (key === undefined || by.some((earlier) => earlier.key === key)) continue;
    const signed = checked(key, note.text, one.signature);
    if (signed === null) return { ok: false, why: `the signature of ${key.name} does not hold` };
    by.push(signed);
  }
  return by.length > 0 ? { ok: true, by } : { ok: false, why: 'no trusted key has signed it' };
}

function checked(key: VerifierKey, text: string, signature: Uint8Array): Signed | null {
  if (key.use === 'log') {
    return isSignedBy(key, signedMessage(key, text, null), signature) ? { key, time: null } : null;
  }
  if (signature.length !== 72) return null;
  const time = Buffer.from(signature.subarray(0, 8)).readBigUInt64BE();
  if (time > MAX_TIME) return null;
  return isSignedBy(key, signedMessage(key, text, time), signature.subarray(8)) ? { key, time } : null;
}

/** A log signs the text itself; a witness signs it behind two lines of its own (C2SP tlog-cosignature v1). */
function signedMessage(key: VerifierKey, text: string, time: bigint | null): Uint8Array {
  if ((key.use === 'witness') !== (time !== null))
    throw new TypeError('a witness signs with a time, a log without');
  return Buffer.from(time === null ? text : `cosignature/v1\ntime ${time}\n${text}`, 'utf8');
}

function bigEndian(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}
