import type { FunnelStage, Run } from '../../../shared/schemas/decision.ts';
import { labelOf } from '../../lib/stages.ts';

export type Scale = 'linear' | 'log';

/** A part of a bar, as shares of its full width. */
export interface Segment {
  reason: string;
  count: number;
  from: number;
  to: number;
}

/** One bar of the funnel: what a stage let through, and what fell there. */
export interface FunnelRow extends Pick<FunnelStage, 'stage' | 'kept' | 'notApplied' | 'notes'> {
  /** How the stage is called. */
  name: string;
  /** Whether an estimate decided, if only in part. */
  isEstimated: boolean;
  fell: number;
  /** End of the kept part, as a share of the full width. */
  keptTo: number;
  /** From the kept part outwards, the most frequent reason first. */
  segments: Segment[];
}

/** Where a count ends on a bar whose full width is the pool. */
export function placeOf(count: number, pool: number, scale: Scale): number {
  if (pool === 0) return 0;
  return scale === 'linear' ? count / pool : Math.log10(count + 1) / Math.log10(pool + 1);
}

/** The bars of a run, with widths true to the counts on either scale. */
export function funnelRows(run: Pick<Run, 'pool' | 'funnel'>, scale: Scale): FunnelRow[] {
  return run.funnel.map(({ stage, label, in: reached, kept, dropped, notApplied, notes }) => {
    const reasons = Object.entries(dropped).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    let at = kept;
    const segments = reasons.map(([reason, count]): Segment => {
      const from = placeOf(at, run.pool, scale);
      at += count;
      return { reason, count, from, to: placeOf(at, run.pool, scale) };
    });
    return {
      stage,
      name: labelOf({ stage, label }),
      isEstimated: label !== undefined,
      kept,
      fell: reached - kept,
      notApplied,
      notes,
      keptTo: placeOf(kept, run.pool, scale),
      segments,
    };
  });
}
