import type { Explanation } from '../../shared/schemas/explanation.ts';
import type { StoredRun } from '../db/runs.ts';
import { explain, explainDecision } from '../runs/explain.ts';
import { notDecided } from '../runs/explained.ts';
import { decidedOverShards, numbersFor, onlyRow } from '../runs/over-shards/find.ts';
import type { CliContext } from './frame.ts';
import { runEffects } from './run.ts';
import { withShardPool } from './shard-pools.ts';

/** Why a question stands where it stands in a run, with the settings that would turn it: its pool is decided over again. */
export function whyWithTurns(context: CliContext, run: StoredRun, id: string): Promise<Explanation> {
  const { shards, runId } = run.report;
  if (shards === undefined)
    return explain(context.workspace(), { question: id, run: runId }, runEffects(context));
  return withShardPool(context, shards.pool, shards.sources ?? undefined, async (pool) => {
    if (pool === undefined) throw notDecided(id, run);
    const workspace = context.workspace();
    const row = onlyRow(pool, id, pool.rowsOf(numbersFor(pool, id)));
    const stored = await decidedOverShards(workspace, run, pool, row);
    if (stored === undefined) throw notDecided(id, run);
    return explainDecision(workspace, { run, stored, source: { shards: pool } }, runEffects(context));
  });
}
