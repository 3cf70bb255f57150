import { createHash } from 'node:crypto';
import type { Run } from '../../shared/schemas/decision.ts';
import type { EstimatorReport } from '../../shared/schemas/estimator.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { PoolFacts } from '../decide/candidate.ts';
import { configOf } from '../decide/config-of.ts';
import type { Decided } from '../decide/decide.ts';
import { estimatesByDomain } from '../decide/difficulty/cut.ts';
import {
  asksForEstimates,
  type Estimates,
  estimate,
  LEAST_TO_LEARN,
} from '../decide/difficulty/estimator.ts';
import { domainReports, type EstimatorQuality, estimatorQuality } from '../decide/difficulty/report.ts';
import type { Measured } from '../decide/measure.ts';
import type { NarrowRow } from '../decide/stage.ts';
import type { Head } from './pool.ts';

/** What was learned about difficulty in a run. */
export type Estimation =
  | { decides: true; estimates: Estimates; quality: EstimatorQuality; sha256: string }
  | { decides: false; why: string; quality: EstimatorQuality | null };

/**
 * The fit of the difficulty stage: learns from what the pool knows, in the order of ids, and writes what it says of each
 * question into its signals and its narrow row; a question that was tried keeps what the attempts say.
 * The terms are let go. @returns null where the recipe asks for no estimates
 */
export function estimatePool(
  measured: readonly Measured[],
  heads: readonly Head[],
  recipe: Recipe,
): Estimation | null {
  const config = configOf(recipe, 'difficulty');
  if (config === undefined || !asksForEstimates(config)) return null;
  const estimates = estimate(
    heads.map(({ source, level, evidence }, i) => ({ source, level, evidence, terms: termsOf(measured[i]) })),
    {
      teachers: configOf(recipe, 'diversity')?.teachers ?? [],
      readsSolutions: config.reads === 'solution',
      levelWeight: config.levelWeight,
    },
  );
  for (const one of measured) one.terms = null;
  if (estimates === null)
    return {
      decides: false,
      why: `fewer than ${LEAST_TO_LEARN} levels to learn from are known`,
      quality: null,
    };
  const quality = estimatorQuality(estimates);
  const reached = quality.rankCorrelation ?? 0;
  if (reached < config.leastCorrelation) {
    const why = `what could be learned from levels ranks held-out questions too badly (Spearman ${reached})`;
    return { decides: false, why, quality };
  }
  writeDifficulties(measured, estimates);
  const sha256 = createHash('sha256').update(new Uint8Array(estimates.difficulty.buffer)).digest('hex');
  return { decides: true, estimates, quality, sha256 };
}

const NO_TERMS = new Uint32Array(0);
const termsOf = (one: Measured | undefined): Uint32Array => one?.terms ?? NO_TERMS;

function writeDifficulties(measured: readonly Measured[], { difficulty, hasLevel }: Estimates): void {
  measured.forEach(({ signals, row }, i) => {
    if (signals.difficultyFrom === 'attempts' || signals.difficultyFrom === 'attempt') return;
    signals.difficulty = difficulty[i] ?? null;
    signals.difficultyFrom = hasLevel[i] === true ? 'level' : 'estimate';
    row.difficulty = signals.difficulty;
  });
}

/** What the stages are told of it. */
export function estimatesFact(
  estimation: Estimation | null,
  measured: readonly Measured[],
  teachers: readonly string[],
): PoolFacts['estimates'] {
  if (estimation === null) return undefined;
  if (!estimation.decides) return { why: estimation.why };
  const rows = measured.map(({ row }) => row);
  return { byDomain: estimatesByDomain(rows, teachers) };
}

/** The same of a run that is stored, from the difficulties that its decisions hold. */
export function storedEstimates(
  { signals, funnel }: Run,
  rows: readonly NarrowRow[],
  teachers: readonly string[],
): PoolFacts['estimates'] {
  if (signals.difficulty.estimator?.decides === true) return { byDomain: estimatesByDomain(rows, teachers) };
  const why = funnel.find(({ stage }) => stage === 'difficulty')?.notApplied?.why;
  return why === undefined ? undefined : { why };
}

/** What a run says of its estimates. @returns null where nothing was learned */
export function estimatorReport(
  estimation: Estimation | null,
  { verdicts }: Decided,
  recipe: Recipe,
  facts: PoolFacts,
): EstimatorReport | null {
  const config = configOf(recipe, 'difficulty');
  if (estimation === null || estimation.quality === null || config === undefined) return null;
  const { decides, quality } = estimation;
  const head = { decides, ...quality, readsSolutions: config.reads === 'solution' };
  if (!decides) return { ...head, domains: [], worthAsking: [], sha256: '' };
  const { estimates, sha256 } = estimation;
  const rows = verdicts.map(({ row }) => row);
  return { ...head, domains: domainReports(rows, estimates, config, facts), worthAsking: [], sha256 };
}
