import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { type Sequence, sequenceOf } from '../../algorithms/columns/sequence.ts';
import { type Attempt, isTeacher } from '../candidate.ts';
import { ownValue } from '../own-signals/evaluate.ts';
import { allSampler, diverseSampler, longestSampler, randomSampler } from '../samplers/baselines.ts';
import { quotasSampler } from '../samplers/quotas.ts';
import { s1Sampler } from '../samplers/s1.ts';
import type { DrawRow, Sampler, SpaceOf } from '../samplers/sampler.ts';
import { stableSampler } from '../samplers/stable.ts';
import { facilityLocationSampler, kCenterSampler } from '../samplers/vectors.ts';
import type { NarrowRow } from '../stage.ts';

export const SAMPLERS: Readonly<Record<ConfigOf<'diversity'>['sampler'], Sampler>> = {
  s1: s1Sampler,
  random: randomSampler,
  longest: longestSampler,
  diverse: diverseSampler,
  all: allSampler,
  stable: stableSampler,
  quotas: quotasSampler,
  'facility-location': facilityLocationSampler,
  'k-center': kCenterSampler,
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
 * @param spaceOf distances, for the samplers that go by them
 */
export function select(
  rows: Sequence<NarrowRow>,
  config: ConfigOf<'diversity'>,
  seed: number,
  first: readonly string[] = [],
  spaceOf?: SpaceOf,
): Selection {
  return selector(rows, config, first, spaceOf)(seed);
}

/** The same for one seed after the other: what no seed changes is done once. */
export function selector(
  rows: Sequence<NarrowRow>,
  config: ConfigOf<'diversity'>,
  first: readonly string[] = [],
  spaceOf?: SpaceOf,
): (seed: number) => Selection {
  const selected = Math.min(config.n === 'all' ? rows.length : config.n, rows.length);
  const spare = config.reserve === 'n' ? selected : config.reserve;
  const count = Math.min(rows.length, selected + spare);
  const drawn = Math.min(rows.length, count + first.length);
  const taken = new Set(first);
  const draws = sequenceOf(rows.length, (i) => drawRow(rows.at(i)!, config));
  const want = { selected, count: drawn, first, ...(spaceOf === undefined ? {} : { spaceOf }) };
  const draw = SAMPLERS[config.sampler](draws, config, want);
  return (seed) => {
    const ranked = [...first, ...draw(seed).filter((id) => !taken.has(id))];
    return { ranked: ranked.slice(0, count), selected };
  };
}

/** A narrow row as a sampler reads it: with the stratum and the rank that the recipe asks for. */
export function drawRow(row: NarrowRow, config: ConfigOf<'diversity'>): DrawRow {
  const { id, source, evidence } = row;
  return {
    id,
    source,
    domain: stratumOf(row, config),
    length: rankedBy(row, config) ?? -Infinity,
    teacherCorrect: teacherVerdict(evidence.attempts, config.teachers),
  };
}

/** The domain, or the value of the signal that stands for it; `missing` where there is none. */
export function stratumOf({ domain, evidence }: NarrowRow, { stratify }: ConfigOf<'diversity'>): string {
  return stratify === 'domain' ? domain : String(ownValue(stratify, evidence.own ?? {}) ?? 'missing');
}

/** The length, or the number that stands for it; null where there is none. */
export function rankedBy({ length, evidence }: NarrowRow, { rankBy }: ConfigOf<'diversity'>): number | null {
  if (rankBy === 'length') return length;
  const value = ownValue(rankBy, evidence.own ?? {});
  return typeof value === 'number' ? value : null;
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
