import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { type Attempt, isTeacher } from '../candidate.ts';
import { allSampler, diverseSampler, longestSampler, randomSampler } from '../samplers/baselines.ts';
import { s1Sampler } from '../samplers/s1.ts';
import type { DrawRow, Sampler } from '../samplers/sampler.ts';
import { stableSampler } from '../samplers/stable.ts';
import type { NarrowRow } from '../stage.ts';

export const SAMPLERS: Readonly<Record<ConfigOf<'diversity'>['sampler'], Sampler>> = {
  s1: s1Sampler,
  random: randomSampler,
  longest: longestSampler,
  diverse: diverseSampler,
  all: allSampler,
  stable: stableSampler,
};

/** Who was taken: ids by rank, the selected before the reserve. */
export interface Selection {
  ranked: string[];
  /** How many of them are selected; the others are the reserve. */
  selected: number;
}

/**
 * Ranks what is left after the gates: shape `rank`, over narrow rows only.
 * Where fewer than n pass, all are selected and there is no reserve.
 * @param first ids of rows that come before all draws, in their order; a draw that hits one of them selects nothing
 */
export function select(
  rows: readonly NarrowRow[],
  config: ConfigOf<'diversity'>,
  seed: number,
  first: readonly string[] = [],
): Selection {
  const selected = Math.min(config.n === 'all' ? rows.length : config.n, rows.length);
  const spare = config.reserve === 'n' ? selected : config.reserve;
  const count = Math.min(rows.length, selected + spare);
  const draws = rows.map((row) => drawRow(row, config));
  const drawn = Math.min(rows.length, count + first.length);
  const taken = new Set(first);
  const others = SAMPLERS[config.sampler](draws, config, { selected, count: drawn })(seed);
  const ranked = [...first, ...others.filter((id) => !taken.has(id))];
  return { ranked: ranked.slice(0, count), selected };
}

/** A narrow row as a sampler reads it. */
export function drawRow(row: NarrowRow, config: ConfigOf<'diversity'>): DrawRow {
  const { id, source, domain, length, evidence } = row;
  return { id, source, domain, length, teacherCorrect: teacherVerdict(evidence.attempts, config.teachers) };
}

/** True where any answer of a teacher was graded correct, null where none was graded. */
function teacherVerdict(attempts: readonly Attempt[], teachers: readonly string[]): boolean | null {
  let verdict: boolean | null = null;
  for (const attempt of attempts) {
    if (attempt.verdict !== 'correct' && attempt.verdict !== 'wrong') continue;
    if (isTeacher(attempt.model, teachers)) verdict = verdict === true || attempt.verdict === 'correct';
  }
  return verdict;
}
