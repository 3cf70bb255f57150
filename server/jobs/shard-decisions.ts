import type { StoredDecision } from '../db/decisions.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { shardFolderOf } from '../intake/shards/find-pool.ts';
import { runDecisionsDir } from '../runs/over-shards/find.ts';
import { type OutcomeFilter, outcomePage, outcomesOf } from '../runs/over-shards/list.ts';
import { asStored } from '../runs/over-shards/read-dropped.ts';

/** Decisions that are read at once. */
const PAGE = 1000;

/**
 * Every decision of a run over shards that a filter leaves: the ranked by rank, then the others by stage and reason, in
 * the order of the pool.
 */
export async function* shardDecisions(
  workspace: Workspace,
  run: StoredRun,
  filter: OutcomeFilter,
): AsyncGenerator<StoredDecision> {
  const outcomes = outcomesOf(workspace, run, filter);
  const dir = runDecisionsDir(workspace, run, shardFolderOf(workspace, run.report.shards?.pool ?? ''));
  for (let after = 0; after < outcomes.count; after += PAGE) {
    const { ranks, dropped } = await outcomePage(dir, outcomes, { after, limit: PAGE });
    yield* workspace.decisions.ranked(run.n, ranks[0], ranks[1]);
    for (const row of dropped) yield asStored(row);
  }
}
