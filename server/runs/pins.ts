import { createHash } from 'node:crypto';
import type { Pins, StoredRun } from '../db/runs.ts';
import type { Tables } from '../db/tables.ts';
import { type Evidence, NO_EVIDENCE } from '../decide/candidate.ts';
import type { EvidenceOf } from './evidence.ts';

/** What was known about a pool at some time. */
export interface Known extends Pick<Pins, 'compared' | 'live'> {
  evidenceOf: EvidenceOf;
  /** Hash over all of it. Hex. */
  sha256: string;
}

/** What is known about a question, in one line that can be read again. */
export const evidenceLine = (id: string, evidence: Evidence): string => JSON.stringify([id, evidence]);

/** Keeps what a run knew, so that it can be decided again as it was when more has become known; once for equal evidence. */
export function pin(
  { blobs }: Pick<Tables, 'blobs'>,
  { evidenceLines, compared, live }: Pick<Pins, 'compared' | 'live'> & { evidenceLines: readonly string[] },
): Pins {
  if (evidenceLines.length === 0) return { evidence: null, compared, live };
  const bytes = bytesOf(evidenceLines);
  return { evidence: blobs.put(bytes, 'application/jsonl').toString('hex'), compared, live };
}

/** What a run knew; undefined where it is too old to tell. */
export function knownTo({ blobs }: Pick<Tables, 'blobs'>, { pins }: StoredRun): Known | undefined {
  if (pins === null) return undefined;
  const bytes = pins.evidence === null ? Buffer.alloc(0) : blobs.get(Buffer.from(pins.evidence, 'hex'));
  if (bytes === undefined) return undefined;
  const evidence = new Map<string, Evidence>();
  for (const line of linesIn(bytes)) evidence.set(...(JSON.parse(line) as [string, Evidence]));
  return {
    compared: pins.compared,
    live: pins.live,
    evidenceOf: (id) => evidence.get(id) ?? NO_EVIDENCE,
    sha256: createHash('sha256').update(JSON.stringify(pins)).digest('hex'),
  };
}

/** Lines that become bytes in one go: those of a large pool are longer than a text can be. */
const AT_ONCE = 4096;

/** Lines with a line feed between each two. */
function bytesOf(lines: readonly string[]): Buffer {
  const pieces: Buffer[] = [];
  for (let from = 0; from < lines.length; from += AT_ONCE) {
    const text = lines.slice(from, from + AT_ONCE).join('\n');
    pieces.push(Buffer.from(from === 0 ? text : `\n${text}`));
  }
  return Buffer.concat(pieces);
}

function* linesIn(bytes: Buffer): Generator<string> {
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(0x0a, from);
    const end = found < 0 ? bytes.length : found;
    yield bytes.toString('utf8', from, end);
    from = end + 1;
  }
}
