import { promptOf } from '../../shared/schemas/question.ts';
import { type SetTable, setTable } from '../algorithms/similarity/sets.ts';
import { hashedWords } from '../algorithms/vectors/features.ts';
import type { PoolRow } from '../db/pool.ts';
import { type Candidate, type Evidence, isBare, NO_EVIDENCE } from '../decide/candidate.ts';
import type { Measured } from '../decide/measure.ts';
import type { PackedTerms } from './learning.ts';
import type { Head } from './pool.ts';

/**
 * What goes to a worker and comes back: flat tuples, because the names of fields would be copied with each of
 * ten thousands of questions.
 */
export interface Batch {
  /** Its number. */
  at: number;
  rows: readonly PoolRow[];
  /** Null where nothing was asked or imported. */
  evidence: readonly (Evidence | null)[];
  /** Code of the topic that each states, null where none; left out where that was not told. */
  stated?: readonly (string | null)[];
  /** Whether their words are wanted, as distances between texts are taken from them. */
  words: boolean;
}

export interface LookedAt {
  at: number;
  looks: readonly Look[];
  near: NearLooks | null;
  /** Where the recipe asks for estimates of difficulty; in shared memory, since they go to other workers. */
  terms: PackedTerms | null;
  /** As `hashedWords` gives them. */
  words: PackedTerms | null;
}

/** The normal forms of a batch and their n-grams, each in one piece. */
export interface NearLooks {
  forms: SetTable;
  /** Null where they were not made. */
  shingles: { width: number; sets: SetTable } | null;
  formKeys: readonly string[];
  answerKeys: readonly (string | null)[];
}

/** Signals, completeness, whether there is a solution, key, the outcomes where there are any, and the lengths. */
export type Look = readonly [
  signals: readonly [string, string, number | null, number, string, number | null, string],
  completeness: number,
  hasSolution: boolean,
  key: string,
  outcomes: Measured['outcomes'] | null,
  lengths: NonNullable<Measured['lengths']> | null,
];

/** @param stated codes of stated topics by row number, where they were told */
export const batchOf = (
  at: number,
  rows: readonly PoolRow[],
  heads: readonly Head[],
  stated: ReadonlyMap<number, string> | null,
  words: boolean,
): Batch => ({
  at,
  rows,
  words,
  evidence: heads.map(({ evidence }) => (isBare(evidence) ? null : evidence)),
  ...(stated === null ? {} : { stated: rows.map(([n]) => stated.get(n) ?? null) }),
});

/** A row of the pool as the stages see it. */
const candidateOf = (row: PoolRow, evidence: Evidence | null, stated?: string | null): Candidate => ({
  id: row[1],
  externalId: row[2],
  source: row[3],
  license: row[4],
  level: row[5],
  subject: row[6],
  answer: row[7],
  options: row[8] === null ? null : (JSON.parse(row[8]) as string[]),
  question: row[9],
  solution: row[10],
  meta: row[11],
  stated,
  evidence: evidence ?? NO_EVIDENCE,
});

function lookOf({ row, signals, outcomes, lengths }: Measured): Look {
  const { domain, domainFrom, domainConfidence, length, lengthFrom, difficulty, difficultyFrom } = signals;
  const found = Object.keys(outcomes).length === 0 ? null : outcomes;
  return [
    [domain, domainFrom, domainConfidence ?? null, length, lengthFrom, difficulty, difficultyFrom],
    row.completeness,
    row.hasSolution,
    row.key,
    found,
    lengths ?? null,
  ];
}

/** Looks at each question of a batch, in order. */
export function lookAt(
  { at, rows, evidence, stated, words }: Batch,
  look: (candidate: Candidate) => Measured,
): LookedAt {
  const candidates = rows.map((row, i) => candidateOf(row, evidence[i] ?? null, stated?.[i]));
  const measured = candidates.map(look);
  return {
    at,
    looks: measured.map(lookOf),
    near: nearLooks(measured.map(({ near }) => near ?? null)),
    terms: packed(measured.map(({ terms }) => terms ?? null)),
    words: words ? packed(candidates.map((one) => hashedWords(promptOf(one.question, one.options)))) : null,
  };
}

/** What many workers read, or is too large to be copied from one to another. */
const sharedRoom = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);

type Near = NonNullable<Measured['near']> | null;

/** Null where the recipe asks for none. */
function nearLooks(all: readonly Near[]): NearLooks | null {
  const forms = all.filter((near) => near !== null);
  if (forms.length < all.length || forms.length === 0) return null;
  const shingles = forms.flatMap((near) => near.shingles ?? []);
  const width = shingles[0]?.width;
  const isWhole = width !== undefined && shingles.length === forms.length;
  return {
    forms: setTable(
      forms.map(({ form }) => form),
      sharedRoom,
    ),
    shingles: isWhole
      ? {
          width,
          sets: setTable(
            shingles.map(({ set }) => set),
            sharedRoom,
          ),
        }
      : null,
    formKeys: forms.map((near) => near.formKey),
    answerKeys: forms.map((near) => near.answerKey),
  };
}

/** Arrays in one piece, since each that crosses a thread costs; null where one is missing, or there is none. */
function packed(all: readonly (Uint32Array | null)[]): PackedTerms | null {
  const ends = new Uint32Array(all.length);
  let size = 0;
  for (const [i, one] of all.entries()) {
    if (one === null) return null;
    size += one.length;
    ends[i] = size;
  }
  if (all.length === 0) return null;
  const words = new Uint32Array(sharedRoom(4 * size));
  all.forEach((one, i) => {
    if (one !== null) words.set(one, ends[i]! - one.length);
  });
  return { words, ends };
}

/** The normal form of question i of a batch. */
export function nearAt(near: NearLooks | null, i: number): Near {
  if (near === null) return null;
  const { forms, shingles, formKeys, answerKeys } = near;
  return {
    form: setAt(forms, i),
    formKey: formKeys[i] ?? '',
    ...(shingles === null ? {} : { shingles: { width: shingles.width, set: setAt(shingles.sets, i) } }),
    answerKey: answerKeys[i] ?? null,
  };
}

const setAt = ({ offsets, elements }: SetTable, i: number): Uint32Array =>
  elements.subarray(offsets[i], offsets[i + 1]);
