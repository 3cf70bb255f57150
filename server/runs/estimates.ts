import { createHash } from 'node:crypto';
import type { Run } from '../../shared/schemas/decision.ts';
import type { EstimatorReport } from '../../shared/schemas/estimator.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { type Sequence, sequenceOf } from '../algorithms/columns/sequence.ts';
import { finding } from '../comply/flag.ts';
import { about, type RaisedFlag } from '../db/raise-flags.ts';
import type { PoolFacts } from '../decide/candidate.ts';
import { configOf } from '../decide/config-of.ts';
import type { Decided } from '../decide/decide.ts';
import { estimatesByDomain } from '../decide/difficulty/cut.ts';
import { asksForEstimates, estimatesOf, type Learned } from '../decide/difficulty/estimator.ts';
import { LEAST_TO_LEARN } from '../decide/difficulty/lesson.ts';
import { domainReports, type EstimatorQuality, estimatorQuality } from '../decide/difficulty/report.ts';
import type { NarrowRow } from '../decide/stage.ts';
import { isEstimated } from '../decide/stages/difficulty.ts';

/** What was learned about difficulty in a run. */
export type Estimation =
  | {
      decides: true;
      learned: Learned;
      /** By place, 0 (easy) to 1. */
      estimates: Float64Array;
      quality: EstimatorQuality;
      /** Over the estimates. Hex. */
      sha256: string;
    }
  | { decides: false; why: string; quality: EstimatorQuality | null };

/** What estimates hang on beside what was learned. */
export function settingsOfEstimates(recipe: Recipe): unknown {
  const { levelWeight, leastCorrelation } = configOf(recipe, 'difficulty') ?? {};
  return asksForEstimates(recipe) ? { levelWeight, leastCorrelation } : null;
}

/**
 * Whether the estimates may decide, by how they rank what was held out.
 * @param qualityOf `estimatorQuality`, or what remembers it
 * @returns null where none are asked for
 */
export function estimationOf(
  learned: Learned | null | undefined,
  recipe: Recipe,
  qualityOf = estimatorQuality,
): Estimation | null {
  const config = configOf(recipe, 'difficulty');
  if (config === undefined || learned === undefined) return null;
  if (learned === null) {
    const why = `fewer than ${LEAST_TO_LEARN} levels or graded attempts are known to learn from`;
    return { decides: false, why, quality: null };
  }
  const quality = qualityOf(learned);
  const reached = quality.rankCorrelation ?? 0;
  if (reached < config.leastCorrelation) {
    const why = `what could be learned ranks held-out questions too badly (Spearman ${reached})`;
    return { decides: false, why, quality };
  }
  const estimates = estimatesOf(learned, config.levelWeight);
  const sha256 = createHash('sha256').update(new Uint8Array(estimates.buffer)).digest('hex');
  return { decides: true, learned, estimates, quality, sha256 };
}

/** What the stages are told of it. */
export function estimatesFact(
  estimation: Estimation | null,
  rows: Sequence<NarrowRow>,
  teachers: readonly string[],
): PoolFacts['estimates'] {
  if (estimation === null) return undefined;
  if (!estimation.decides) return { why: estimation.why };
  return { byDomain: estimatesByDomain(rows, teachers) };
}

/** How far a selection rests on estimates, and how good those are. */
export type Reliance = Pick<EstimatorReport, 'selected' | 'rankCorrelation' | 'labels'>;

/** @returns null where no estimate decided about any of the selected */
export function relianceOf(
  estimation: Estimation | null,
  chosen: readonly NarrowRow[],
  facts: PoolFacts,
  recipe: Recipe,
): Reliance | null {
  const config = configOf(recipe, 'difficulty');
  if (config === undefined || estimation === null || !estimation.decides) return null;
  const { rankCorrelation, labels } = estimation.quality;
  const selected = chosen.filter((row) => isEstimated(row, config, facts)).length;
  return selected === 0 ? null : { selected, rankCorrelation, labels };
}

/** How many questions a report names for real attempts. */
const NAMED = 100;

/** What a run says of its estimates. @returns null where nothing was learned */
export function estimatorReport(
  estimation: Estimation | null,
  { verdicts }: Pick<Decided, 'verdicts'>,
  facts: PoolFacts,
  recipe: Recipe,
): EstimatorReport | null {
  const config = configOf(recipe, 'difficulty');
  if (estimation === null || estimation.quality === null || config === undefined) return null;
  const { decides, quality } = estimation;
  const head = { decides, ...quality, readsSolutions: config.reads === 'solution' };
  const { estimates: fact } = facts;
  if (!decides || fact === undefined || !('byDomain' in fact))
    return { ...head, domains: [], selected: 0, worthAsking: [], sha256: '' };
  const { learned, sha256 } = estimation;
  const rows = sequenceOf(verdicts.length, (place) => verdicts.at(place).row);
  const untried = verdicts
    .filter(({ reason, row }) => reason === null && isEstimated(row, config, facts))
    .sort((a, b) => (a.row.estimate ?? 1) - (b.row.estimate ?? 1) || (a.rank ?? 0) - (b.rank ?? 0));
  return {
    ...head,
    domains: domainReports(rows, learned, config, fact.byDomain),
    selected: untried.length,
    worthAsking: untried.slice(0, NAMED).map(({ row }) => row.id),
    sha256,
  };
}

/** DIFFICULTY_ESTIMATED, where the selection rests on estimates. */
export function estimatedFlags({ runId, signals, selected }: Run): RaisedFlag[] {
  const { estimator } = signals.difficulty;
  if (estimator === undefined || estimator.selected === 0) return [];
  const evidence = {
    difficulty: 'no solver was asked',
    estimated: estimator.selected,
    selected,
    labels: estimator.labels,
    rankCorrelation: estimator.rankCorrelation,
    estimates_sha256: estimator.sha256,
  };
  return about({ type: 'run', id: runId }, [finding('run', 'DIFFICULTY_ESTIMATED', evidence)]);
}
