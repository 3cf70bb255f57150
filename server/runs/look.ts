import { promptOf } from '../../shared/schemas/question.ts';
import { type SetTable, setTable } from '../algorithms/similarity/sets.ts';
import { hashedWords } from '../algorithms/vectors/features.ts';
import type { PoolRow } from '../db/pool.ts';
import { type Candidate, type Evidence, isBare, NO_EVIDENCE } from '../decide/candidate.ts';
import type { Measured } from '../decide/measure.ts';
import type { StatedTopics } from './domain-reference.ts';
import type { Heads } from './heads.ts';
import { type PackedWords, packed } from './packed-words.ts';
import { sharedRoom } from './shared-room.ts';

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
  /** 1 for each whose difficulty was told to those who learned; left out where nobody did. */
  labelled?: Uint8Array;
  /** Whether their words are wanted, as distances between texts are taken from them. */
  words: boolean;
}

export interface LookedAt {
  at: number;
  looks: readonly Look[];
  near: NearLooks | null;
  /** Two for each (`TextScores`), where difficulty is to be estimated. */
  scores: Float64Array | null;
  /** As `hashedWords` gives them. */
  words: PackedWords | null;
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

/** What is known of the questions beside their rows. */
export interface Told {
  /** Codes of stated topics by row number, where they were told. */
  stated: StatedTopics | null;
  /** By place, where anybody learned. */
  labelled: Uint8Array | null;
}

/** @param page places of the rows among the heads */
export const batchOf = (
  { at, rows, words }: Pick<Batch, 'at' | 'rows' | 'words'>,
  page: Uint32Array,
  heads: Pick<Heads, 'evidence'>,
  { stated, labelled }: Told,
): Batch => ({
  ...{ at, rows, words },
  evidence: Array.from(page, (place) => {
    const evidence = heads.evidence.at(place);
    return isBare(evidence) ? null : evidence;
  }),
  ...(stated === null ? {} : { stated: rows.map(([n]) => stated.get(n) ?? null) }),
  ...(labelled === null ? {} : { labelled: Uint8Array.from(page, (place) => labelled[place]!) }),
});

/** A row of the pool as the stages see it. */
const candidateOf = (
  row: PoolRow,
  evidence: Evidence | null,
  told: Pick<Candidate, 'stated' | 'isLabelled'>,
): Candidate => ({
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
  ...told,
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
  { at, rows, evidence, stated, labelled, words }: Batch,
  look: (candidate: Candidate) => Measured,
): LookedAt {
  const candidates = rows.map((row, i) =>
    candidateOf(row, evidence[i] ?? null, { stated: stated?.[i], isLabelled: labelled?.[i] === 1 }),
  );
  const measured = candidates.map(look);
  return {
    at,
    looks: measured.map(lookOf),
    near: nearLooks(measured.map(({ near }) => near ?? null)),
    scores: scoresOf(measured),
    words: words ? packed(candidates.map((one) => hashedWords(promptOf(one.question, one.options)))) : null,
  };
}

/** Null where none were asked for. */
function scoresOf(measured: readonly Measured[]): Float64Array | null {
  const scores = new Float64Array(2 * measured.length);
  for (const [i, one] of measured.entries()) {
    if (one.scores === null || one.scores === undefined) return null;
    scores.set(one.scores, 2 * i);
  }
  return scores;
}

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
