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
  const bytes = Buffer.from(evidenceLines.join('\n'));
  return { evidence: blobs.put(bytes, 'application/jsonl').toString('hex'), compared, live };
}

/** What a run knew; undefined where it is too old to tell. */
export function knownTo({ blobs }: Pick<Tables, 'blobs'>, { pins }: StoredRun): Known | undefined {
  if (pins === null) return undefined;
  const bytes = pins.evidence === null ? Buffer.alloc(0) : blobs.get(Buffer.from(pins.evidence, 'hex'));
  if (bytes === undefined) return undefined;
  const lines = bytes.length === 0 ? [] : bytes.toString('utf8').split('\n');
  const evidence = new Map(lines.map((line) => JSON.parse(line) as [string, Evidence]));
  return {
    compared: pins.compared,
    live: pins.live,
    evidenceOf: (id) => evidence.get(id) ?? NO_EVIDENCE,
    sha256: createHash('sha256').update(JSON.stringify(pins)).digest('hex'),
  };
}
