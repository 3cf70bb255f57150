import { createHash } from 'node:crypto';
import type { Tables } from '../../db/tables.ts';
import { isBare } from '../../decide/candidate.ts';
import { type EvidenceOf, loadEvidence } from '../evidence.ts';
import { evidenceLine, type Known } from '../pins.ts';
import { byId, type Head, hashLines, headsOf, linesOf, poolSha256 } from '../pool.ts';
import { type PoolSource, poolReader } from './pool-source.ts';

/** What a pool and all that is known about it are, without a look at a text. */
export interface Identity {
  /** In the order of their ids. */
  heads: Head[];
  poolSha256: string;
  /** One line for each question about which anything was asked or imported, in the order of ids. */
  evidenceLines: string[];
  /** Hash over the evidence lines. */
  evidence: string;
  /** Hash over those parts of them from which signals are measured. */
  measuredEvidence: string;
  /** Hash over what texts are compared with: benchmarks, exempted phrases, rulings. */
  compared: string;
  /** Hash over the live pool, which says what words are rare. */
  live: string;
}

/**
 * Reads it anew, so that nothing is taken for what it was before.
 * @param known what is to be known about the questions; what is known today where it is left out
 */
export function readIdentity(tables: Tables, source: PoolSource, known?: Known): Identity {
  const evidenceOf: EvidenceOf = known?.evidenceOf ?? loadEvidence(tables);
  const reader = poolReader(tables, source);
  const heads = headsOf(reader.heads(), tables, evidenceOf).sort(byId);
  const told = heads.filter(({ evidence }) => !isBare(evidence));
  const evidenceLines = told.map(({ id, evidence }) => evidenceLine(id, evidence));
  return {
    heads,
    poolSha256: poolSha256(heads),
    evidenceLines,
    evidence: hashLines(evidenceLines),
    measuredEvidence: hashLines(told.map((head) => JSON.stringify(measuredFrom(head)))),
    compared: hashLines([
      JSON.stringify([tables.benchmarks.all(), tables.overlapExemptions.all(), tables.overlapRulings.all()]),
    ]),
    live: hashLines(reader.isWhole ? linesOf(heads, ({ id, record }) => id + record) : tables.pool.records()),
  };
}

const measuredFrom = ({ id, evidence: { attempts, label, level, traceTokens } }: Head) => [
  id,
  attempts,
  label,
  level,
  traceTokens,
];

/** A key of a cache: SHA-256 over whatever the thing under it hangs on. Hex. */
export const keyOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
