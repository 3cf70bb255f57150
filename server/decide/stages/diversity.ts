import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { isTeacher } from '../candidate.ts';
import { allSampler, diverseSampler, longestSampler, randomSampler } from '../samplers/baselines.ts';
import { s1Sampler } from '../samplers/s1.ts';
import type { DrawRow, Sampler } from '../samplers/sampler.ts';
import type { NarrowRow } from '../stage.ts';

export const SAMPLERS: Readonly<Record<ConfigOf<'diversity'>['sampler'], Sampler>> = {
  s1: s1Sampler,
  random: randomSampler,
  longest: longestSampler,
  diverse: diverseSampler,
  all: allSampler,
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
 */
export function select(rows: readonly NarrowRow[], config: ConfigOf<'diversity'>, seed: number): Selection {
  const selected = Math.min(config.n === 'all' ? rows.length : config.n, rows.length);
  const spare = config.reserve === 'n' ? selected : config.reserve;
  const count = Math.min(rows.length, selected + spare);
  const draws = rows.map((row) => drawRow(row, config));
  return { ranked: SAMPLERS[config.sampler](draws, config, seed, { selected, count }), selected };
}

/** A narrow row as a sampler reads it. */
export function drawRow(row: NarrowRow, config: ConfigOf<'diversity'>): DrawRow {
  const graded = row.evidence.attempts.filter(
    ({ model, verdict }) =>
      isTeacher(model, config.teachers) && (verdict === 'correct' || verdict === 'wrong'),
  );
  const teacherCorrect = graded.length === 0 ? null : graded.some(({ verdict }) => verdict === 'correct');
  return { id: row.id, source: row.source, domain: row.domain, length: row.length, teacherCorrect };
}
