import type { FunnelStage } from '../../shared/schemas/decision.ts';
import type { StageConfig } from '../../shared/schemas/recipe.ts';
import { ESTIMATED, type StageName } from '../../shared/vocabulary/stages.ts';
import type { PoolFacts } from './candidate.ts';
import type { NotApplied } from './stage.ts';
import { difficulty } from './stages/difficulty.ts';
import { duplicates } from './stages/duplicates.ts';
import { evidence } from './stages/evidence.ts';
import { overlap } from './stages/overlap.ts';
import { quality } from './stages/quality.ts';
import { signals } from './stages/signals.ts';
import { wellformed } from './stages/wellformed.ts';

/** What one stage did to the questions that reached it. */
export function funnelStage(
  stage: StageName,
  counts: Pick<FunnelStage, 'in' | 'kept' | 'dropped' | 'notes'>,
  notApplied: NotApplied | null,
  label: string | null = null,
): FunnelStage {
  const { in: reached, kept, dropped, notes } = counts;
  const called = label === null ? {} : { label };
  return {
    stage,
    ...called,
    in: reached,
    kept,
    dropped,
    notes,
    applied: notApplied === null,
    notApplied,
  };
}

/** What to call a stage where its name alone would mislead: difficulty, where no attempt but an estimate decides. */
export function labelOf(stage: StageName, reached: number, estimated: number): string | null {
  if (stage !== 'difficulty' || estimated === 0) return null;
  return estimated === reached ? ESTIMATED : 'difficulty (partly estimated)';
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
