import type { PoolRow } from '../db/pool.ts';
import { type Candidate, type Evidence, isBare, NO_EVIDENCE } from '../decide/candidate.ts';
import type { Measured } from '../decide/measure.ts';
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
}

export interface LookedAt {
  at: number;
  looks: readonly Look[];
  near: NearLooks | null;
  /** Where the recipe asks for estimates of difficulty: terms of question i are words[ends[i - 1], ends[i]). */
  terms: { words: Uint32Array; ends: Uint32Array } | null;
}

/** The normal forms of a batch in one piece: form i is tokens[ends[i - 1], ends[i]). */
export interface NearLooks {
  tokens: Uint32Array;
  ends: Uint32Array;
  formKeys: readonly string[];
  answerKeys: readonly (string | null)[];
}

/** Signals, completeness, whether there is a solution, key, the outcomes where there are any, and the lengths. */
export type Look = readonly [
  signals: readonly [string, string, number, string, number | null, string],
  completeness: number,
  hasSolution: boolean,
  key: string,
  outcomes: Measured['outcomes'] | null,
  lengths: NonNullable<Measured['lengths']> | null,
];

export const batchOf = (at: number, rows: readonly PoolRow[], heads: readonly Head[]): Batch => ({
  at,
  rows,
  evidence: heads.map(({ evidence }) => (isBare(evidence) ? null : evidence)),
});

/** A row of the pool as the stages see it. */
const candidateOf = (row: PoolRow, evidence: Evidence | null): Candidate => ({
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
  evidence: evidence ?? NO_EVIDENCE,
});

function lookOf({ row, signals, outcomes, lengths }: Measured): Look {
  const { domain, domainFrom, length, lengthFrom, difficulty, difficultyFrom } = signals;
  const found = Object.keys(outcomes).length === 0 ? null : outcomes;
  return [
    [domain, domainFrom, length, lengthFrom, difficulty, difficultyFrom],
    row.completeness,
    row.hasSolution,
    row.key,
    found,
    lengths ?? null,
  ];
}

/** Looks at each question of a batch, in order. */
export function lookAt({ at, rows, evidence }: Batch, look: (candidate: Candidate) => Measured): LookedAt {
  const measured = rows.map((row, i) => look(candidateOf(row, evidence[i] ?? null)));
  return {
    at,
    looks: measured.map(lookOf),
    near: nearLooks(measured.map(({ near }) => near ?? null)),
    terms: packed(measured.map(({ terms }) => terms ?? null)),
  };
}

type Near = NonNullable<Measured['near']> | null;

/** Null where the recipe asks for none. */
function nearLooks(all: readonly Near[]): NearLooks | null {
  const forms = all.filter((near) => near !== null);
  const pieces = forms.length < all.length ? null : packed(forms.map(({ form }) => form));
  if (pieces === null) return null;
  return {
    tokens: pieces.words,
    ends: pieces.ends,
    formKeys: forms.map((near) => near.formKey),
    answerKeys: forms.map((near) => near.answerKey),
  };
}

/** Arrays in one piece, since each that crosses a thread costs; null where one is missing, or there is none. */
function packed(all: readonly (Uint32Array | null)[]): { words: Uint32Array; ends: Uint32Array } | null {
  const ends = new Uint32Array(all.length);
  let size = 0;
  for (const [i, one] of all.entries()) {
    if (one === null) return null;
    size += one.length;
    ends[i] = size;
  }
  if (all.length === 0) return null;
  const words = new Uint32Array(size);
  all.forEach((one, i) => {
    if (one !== null) words.set(one, ends[i]! - one.length);
  });
  return { words, ends };
}

/** The terms of question i of a batch. */
export const termsAt = (terms: LookedAt['terms'], i: number): Uint32Array | null =>
  terms === null ? null : terms.words.subarray(i === 0 ? 0 : terms.ends[i - 1], terms.ends[i]);

/** The normal form of question i of a batch. */
export function nearAt(near: NearLooks | null, i: number): Near {
  if (near === null) return null;
  const form = near.tokens.subarray(i === 0 ? 0 : near.ends[i - 1], near.ends[i]);
  return { form, formKey: near.formKeys[i] ?? '', answerKey: near.answerKeys[i] ?? null };
}
