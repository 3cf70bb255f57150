import { base64Of, bytesOfBase64 } from './base64.ts';
import { HASH_BYTES } from './hashes.ts';
import { type Note, parseNote } from './note.ts';

/** The head of a log at a size. */
export interface Checkpoint {
  /** Origin of the log. */
  origin: string;
  /** Leaves of the tree. */
  size: bigint;
  /** 32 bytes. */
  root: Uint8Array;
}

/** The text that is signed (C2SP tlog-checkpoint): origin, decimal size, base64 root, a line each. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${base64Of(root)}\n`;

/**
 * Reads the text of a note as a checkpoint; null for what is none.
 * Differs: extension lines, which no witness vouches for, are refused; the specification advises against them.
 */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = '', size = '', root = '', end, ...more] = text.split('\n');
  const hash = bytesOfBase64(root);
  if (origin === '' || !/^(0|[1-9]\d{0,18})$/.test(size) || hash?.length !== HASH_BYTES) return null;
  if (end !== '' || more.length > 0) return null;
  return { origin, size: BigInt(size), root: hash };
}

/** A signed checkpoint taken apart; its signatures are still to be checked. */
export function parseSignedCheckpoint(text: string): { note: Note; checkpoint: Checkpoint } | null {
  const note = parseNote(text);
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  return note === null || checkpoint === null ? null : { note, checkpoint };
}

/** A proof that a leaf is in a log, with the checkpoint that it leads to. */
export interface TlogProof {
  index: bigint;
  path: readonly Uint8Array[];
  /** The signed checkpoint, word for word. */
  checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
/** More hashes than any tree of 2^63 leaves needs. */
const MAX_PATH = 64;

/** The proof as text, in the form of C2SP tlog-proof, without extra data. */
export const tlogProofText = ({ index, path, checkpoint }: TlogProof): string =>
  `${[HEADER, `index ${index}`, ...path.map(base64Of)].join('\n')}\n\n${checkpoint}`;

/** Reads such a text; null for anything that is not exactly of that form. Extra data, which nothing authenticates, is refused. */
export function parseTlogProof(text: string): TlogProof | null {
  const end = text.indexOf('\n\n');
  if (end < 0) return null;
  const [header, index = '', ...hashes] = text.slice(0, end).split('\n');
  const at = /^index (0|[1-9]\d{0,18})$/.exec(index)?.[1];
  if (header !== HEADER || at === undefined || hashes.length > MAX_PATH) return null;
  const path = hashes.map(bytesOfBase64);
  if (!path.every((hash) => hash?.length === HASH_BYTES)) return null;
  return { index: BigInt(at), path: path as Uint8Array[], checkpoint: text.slice(end + 2) };
}
