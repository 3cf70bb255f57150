import type { FunnelStage } from '../../shared/schemas/decision.ts';
import type { StageConfig } from '../../shared/schemas/recipe.ts';
import { ESTIMATED, type StageName } from '../../shared/vocabulary/stages.ts';
import type { PoolFacts } from './candidate.ts';
import type { NotApplied } from './stage.ts';
import { difficulty, isEstimated } from './stages/difficulty.ts';
import { duplicates } from './stages/duplicates.ts';
import { evidence } from './stages/evidence.ts';
import { overlap } from './stages/overlap.ts';
import { quality } from './stages/quality.ts';
import { signals } from './stages/signals.ts';
import { wellformed } from './stages/wellformed.ts';
import type { Verdict } from './verdict.ts';

/** What one stage did to the questions that reached it. */
export function funnelStage(
  stage: StageName,
  reached: readonly Verdict[],
  kept: number,
  notApplied: NotApplied | null,
  label: string | null = null,
): FunnelStage {
  const dropped: Record<string, number> = {};
  const notes: Record<string, number> = {};
  for (const verdict of reached) {
    if (verdict.reason !== null) dropped[verdict.reason] = (dropped[verdict.reason] ?? 0) + 1;
    for (const note of verdict.notes) {
      if (note.stage === stage) notes[note.finding.reason] = (notes[note.finding.reason] ?? 0) + 1;
    }
  }
  const called = label === null ? {} : { label };
  return {
    stage,
    ...called,
    in: reached.length,
    kept,
    dropped,
    notes,
    applied: notApplied === null,
    notApplied,
  };
}

/** What to call a stage where its name alone would mislead: difficulty, where no attempt but an estimate decides. */
export function labelOf(config: StageConfig, reached: readonly Verdict[], facts: PoolFacts): string | null {
  if (config.stage !== 'difficulty') return null;
  const estimated = reached.filter(({ row }) => isEstimated(row, config, facts)).length;
  if (estimated === 0) return null;
  return estimated === reached.length ? ESTIMATED : 'difficulty (partly estimated)';
}

/** Why a stage can do nothing on this pool, or null. */
export function notAppliedOf(config: StageConfig, facts: PoolFacts): NotApplied | null {
  if ('mode' in config && config.mode === 'off') {
    return { why: 'the recipe switches it off', mend: `--set ${config.stage}.mode=drop` };
  }
  switch (config.stage) {
    case 'overlap':
      return overlap.notApplied(config, facts);
    case 'evidence':
      return evidence.notApplied(config, facts);
    case 'difficulty':
      return difficulty.notApplied(config, facts);
    case 'duplicates':
      return duplicates.notApplied(config, facts);
    case 'quality':
      return quality.notApplied(config, facts);
    case 'signals':
      return signals.notApplied(config, facts);
    case 'wellformed':
      return wellformed.notApplied(config, facts);
    case 'diversity':
      return null;
  }
}
