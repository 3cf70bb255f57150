import { type Canonical, canonicalText } from '../../ledger/canonical.ts';
import { type Checkpoint, parseSignedCheckpoint, parseTlogProof } from '../../ledger/checkpoint.ts';
import { leafHash } from '../../ledger/hashes.ts';
import type { VerifierKey } from '../../ledger/keys.ts';
import { verifyNote } from '../../ledger/note.ts';
import { isIncluded } from '../../ledger/proof.ts';
import type { FolderReader } from './folder.ts';
import { heldRows, type ReadManifest, readJson } from './manifest.ts';
import { tampered } from './verdict.ts';

interface RecordedEvent {
  log: unknown;
  seq: unknown;
  type: unknown;
  subject: unknown;
  data: {
    manifest_sha256?: unknown;
    dataset_root?: unknown;
    rows?: unknown;
    events_sha256?: unknown;
    heads?: unknown;
    key_events?: unknown;
    validation_rows?: unknown;
  };
}

/**
 * Follows the record of the release: the event names the manifest by its hash, the proof leads from the event to
 * the root of the checkpoint, and a trusted key has signed that.
 */
export function checkRecord(
  folder: FolderReader,
  { manifest, sha256 }: { manifest: ReadManifest; sha256: string },
  trusted: readonly VerifierKey[],
): { head: Checkpoint; at: number; eventsSha256: unknown; heads: unknown; keyEvents: unknown } {
  const signed = textOf(folder, 'checkpoint');
  const parsed = parseSignedCheckpoint(signed) ?? tampered('checkpoint is no signed checkpoint');
  const { checkpoint, note } = parsed;
  const verdict = verifyNote(note, trusted);
  if (!verdict.ok) tampered(`checkpoint: ${verdict.why}`);
  const body = eventBody(folder);
  const event = readJson('proofs/release.event.json', body, (value) => value as RecordedEvent);
  if (isOther(event, body)) tampered('proofs/release.event.json is not in its canonical form');
  if (event.log !== checkpoint.origin) tampered('proofs/release.event.json belongs to another log');
  if (event.type !== 'release.written' || event.subject !== manifest.releaseId)
    tampered('proofs/release.event.json is not the record of this release');
  if (event.data.manifest_sha256 !== sha256) tampered('manifest.json is not the one that was recorded');
  const { dataset_root: root, rows, validation_rows: held = 0 } = event.data; // earlier versions held none back
  if (root !== manifest.datasetRoot || rows !== manifest.rows || held !== heldRows(manifest))
    tampered('manifest.json says other rows than were recorded');
  const proof = parseTlogProof(textOf(folder, 'proofs/release.tlog-proof'));
  if (proof === null) return tampered('proofs/release.tlog-proof is no proof');
  if (proof.checkpoint !== signed) tampered('proofs/release.tlog-proof leads to another checkpoint');
  if (typeof event.seq !== 'number' || BigInt(event.seq) !== proof.index)
    tampered('proofs/release.tlog-proof is of another event');
  if (!isIncluded(leafHash(body), proof.index, checkpoint.size, proof.path, checkpoint.root))
    tampered('proofs/release.tlog-proof does not lead from the event to the checkpoint');
  const { events_sha256: eventsSha256, heads, key_events: keyEvents } = event.data;
  return { head: checkpoint, at: Number(event.seq), eventsSha256, heads, keyEvents };
}

/** The bytes of the event: the file without its line feed. */
function eventBody(folder: FolderReader): Buffer {
  const path = 'proofs/release.event.json';
  const bytes = readOr(folder, path);
  if (bytes.at(-1) !== 0x0a) tampered(`${path} does not end with a line feed`);
  return bytes.subarray(0, -1);
}

function isOther(event: RecordedEvent, body: Buffer): boolean {
  try {
    const text = canonicalText(event as unknown as Canonical);
    return !Buffer.from(text, 'utf8').equals(body) || typeof event.data !== 'object' || event.data === null;
  } catch {
    return true;
  }
}

export function readOr(folder: FolderReader, path: string): Buffer {
  if (!folder.files.includes(path)) tampered(`${path} is missing`);
  return folder.read(path);
}

export function textOf(folder: FolderReader, path: string): string {
  const bytes = readOr(folder, path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return tampered(`${path} is not UTF-8`);
  }
}
