import { createHash } from 'node:crypto';
import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { type Coded, CodedBuilder } from '../../algorithms/columns/coded.ts';
import type { Tables } from '../../db/tables.ts';
import { type Evidence, isBare } from '../../decide/candidate.ts';
import { type EvidenceOf, loadEvidence } from '../evidence.ts';
import { type BareHeads, Heads, readHeads } from '../heads.ts';
import { evidenceLine, type Known } from '../pins.ts';
import { hashLines } from '../pool.ts';
import { type PoolSource, poolReader } from './pool-source.ts';

/** What a pool and all that is known about it are, without a look at a text. */
export interface Identity {
  /** In the order of their ids. */
  heads: Heads;
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
  bare: BareHeads;
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
  const heads = new Heads(bare, evidenceIn(bare, tables, evidenceOf));
  const told = toldIn(heads);
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

const GONE = { question: '', options: null, answer: null };

/** What is known about each question, by place: nothing about most, which are one value. */
function evidenceIn(
  { ids }: BareHeads,
  { questions }: Pick<Tables, 'questions'>,
  evidenceOf: EvidenceOf,
): Coded<Evidence> {
  const evidence = new CodedBuilder<Evidence>(ids.length);
  for (let place = 0; place < ids.length; place++) {
    const id = ids.at(place);
    evidence.push(evidenceOf(id, () => questions.byId(id) ?? GONE));
  }
  return evidence.end();
}

interface Told {
  id: string;
  evidence: Evidence;
}

/** Questions about which anything was asked or imported. */
function toldIn({ evidence: { values, codes }, bare: { ids } }: Heads): Told[] {
  const isTold = values.map((evidence) => !isBare(evidence));
  const told: Told[] = [];
  if (!isTold.includes(true)) return told;
  for (let place = 0; place < ids.length; place++) {
    const code = codes[place]!;
    if (isTold[code] === true) told.push({ id: ids.at(place), evidence: values[code]! });
  }
  return told;
}

function questionsOf(tables: Tables, source: PoolSource, shelf: Shelf): Questions {
  const at = keyOf('questions', source, tables.sources.all(), [tables.imports.stamp(), tables.pool.newest()]);
  const before = shelf.recall<Questions>(at);
  if (before !== undefined) return before;
  const reader = poolReader(tables, source);
  const { bare, poolSha256, records } = readHeads(reader.heads());
  const live = reader.isWhole
    ? records
    : hashLines('shards' in source ? source.shards.records() : tables.pool.records());
  const questions: Questions = { bare, poolSha256, live };
  shelf.keep(at, questions);
  return questions;
}

const measuredFrom = ({ id, evidence: { attempts, label, level, traceTokens } }: Told) => [
  id,
  attempts,
  label,
  level,
  traceTokens,
];

/** A key of a cache: SHA-256 over whatever the thing under it hangs on. Hex. */
export const keyOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
