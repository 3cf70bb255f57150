import { createHash } from 'node:crypto';
import type { Recipe } from '../../../shared/schemas/recipe.ts';
import type { Tables } from '../../db/tables.ts';
import { isBare } from '../../decide/candidate.ts';
import { type EvidenceOf, loadEvidence } from '../evidence.ts';
import { evidenceLine, type Known } from '../pins.ts';
import {
  type BareHead,
  bareHead,
  type Head,
  hashLines,
  headsOf,
  linesOf,
  poolSha256,
  rowsById,
} from '../pool.ts';
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

/** What of it hangs on the questions alone. */
interface Questions extends Pick<Identity, 'poolSha256' | 'live'> {
  /** In the order of their ids. */
  bare: BareHead[];
}

/** Things that a process keeps at hand. */
interface Shelf {
  recall<T>(key: string): T | undefined;
  keep(key: string, thing: unknown): void;
}

/**
 * Reads it. What is known about the questions is read anew, so that nothing is taken for what it was before; the
 * questions themselves are read again only where an import or its undoing changed them, or other sources take part.
 * @param known what is to be known about the questions; what is known today where it is left out
 * @param recipe may demand something of the graders whose word is known
 */
export function readIdentity(
  tables: Tables,
  { source, known, recipe }: { source: PoolSource; known?: Known; recipe: Pick<Recipe, 'graders'> },
  shelf: Shelf,
): Identity {
  const evidenceOf: EvidenceOf = known?.evidenceOf ?? loadEvidence(tables, recipe.graders);
  const { bare, ...hashes } = questionsOf(tables, source, shelf);
  const heads = headsOf(bare, tables, evidenceOf);
  const told = heads.filter(({ evidence }) => !isBare(evidence));
  const evidenceLines = told.map(({ id, evidence }) => evidenceLine(id, evidence));
  return {
    heads,
    ...hashes,
    evidenceLines,
    evidence: hashLines(evidenceLines),
    measuredEvidence: hashLines(told.map((head) => JSON.stringify(measuredFrom(head)))),
    compared: hashLines([
      JSON.stringify([tables.benchmarks.all(), tables.overlapExemptions.all(), tables.overlapRulings.all()]),
    ]),
  };
}

function questionsOf(tables: Tables, source: PoolSource, shelf: Shelf): Questions {
  const at = keyOf('questions', source, tables.sources.all(), [tables.imports.stamp(), tables.pool.newest()]);
  const before = shelf.recall<Questions>(at);
  if (before !== undefined) return before;
  const reader = poolReader(tables, source);
  const rows = rowsById(reader.heads());
  const questions: Questions = {
    bare: rows.map(bareHead),
    poolSha256: poolSha256(rows),
    live: hashLines(
      reader.isWhole
        ? linesOf(rows, ([, id, , , , , record]) => id + record)
        : 'shards' in source
          ? source.shards.records()
          : tables.pool.records(),
    ),
  };
  shelf.keep(at, questions);
  return questions;
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
