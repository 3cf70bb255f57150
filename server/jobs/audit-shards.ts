import type { TermsRegistry } from '../comply/shipped.ts';
import type { PoolRow } from '../db/pool.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { findShardPool } from '../intake/shards/find-pool.ts';
import { storable } from '../intake/shards/keep.ts';
import { openShardPool, type ShardPool } from '../intake/shards/pool.ts';
import { NOBODY_WAITS, rowsLater } from '../intake/shards/read-later.ts';
import { rowReader } from '../intake/shards/read-rows.ts';
import { type Audit, audit } from '../release/audit/audit.ts';
import { decisionTold, matchOf } from '../release/audit/match.ts';
import { decidedOverShards, numbersFor } from '../runs/over-shards/find.ts';

/** Newest runs over shards that are looked at. */
const MOST_RUNS = 100;

/**
 * `audit`, with what lies in shards: a question of a registered pool is found by its ids, with its record and what every
 * run over that pool decided. Texts are searched in the database alone, and the reply names the pools that were not.
 * @throws WinnowError as `audit`, and `conflict` where shards are not what they were
 */
export async function auditAnywhere(
  workspace: Workspace,
  registry: TermsRegistry,
  query: string,
  limit?: number,
): Promise<Audit & { unsearched?: string[] }> {
  const found = audit(workspace, registry, query, limit);
  const pools = standingPools(workspace);
  if (pools.length === 0) return found;
  const reader = rowReader();
  try {
    const named = query.trim();
    const ids = [named, ...found.matches.map(({ question }) => question.questionId)];
    const known = new Map(found.matches.map((match) => [match.question.questionId, match]));
    for (const pool of pools) {
      const numbers = new Set(ids.flatMap((id) => numbersFor(pool, id)));
      for (const row of await rowsLater(reader, pool, [...numbers])) {
        if (row[1] !== named && row[2] !== named && !known.has(row[1])) continue; // another id with the same key
        const told = await decisionsOf(workspace, pool, row);
        const before = known.get(row[1]);
        const match = before ?? matchOf(workspace, registry, foundIn(row), storedIn(pool, row));
        if (match === null) continue;
        const runs = new Set(match.decisions.map(({ runId }) => runId));
        const decisions = [...match.decisions, ...told.filter(({ runId }) => !runs.has(runId))];
        known.set(row[1], { ...match, decisions });
      }
    }
    const isByName = [...known.values()].some(({ found: { kind } }) => kind !== 'text');
    return {
      ...found,
      matches: [...known.values()],
      ...(isByName ? {} : { unsearched: pools.map(({ id }) => id) }),
    };
  } finally {
    await reader.close();
  }
}

/** Pools whose registration stands. */
const standingPools = (workspace: Workspace): ShardPool[] =>
  workspace.shardPools
    .all()
    .filter(({ importId }) => workspace.imports.byId(importId)?.undoneAt === null)
    .map(({ id }) => openShardPool(workspace, findShardPool(workspace, id), NOBODY_WAITS));

const foundIn = (row: PoolRow) => ({
  ...{ kind: 'question' as const, question: row[1] },
  ...{ trace: null, line: null, excerpt: null },
});

const storedIn = (pool: ShardPool, row: PoolRow): StoredQuestion => ({
  ...storable(row, pool.originOf(row[0])),
  ...{ n: -1, live: true, supersededBy: null }, // it has no row of its own
});

/** What every run over a pool decided about a question of it, oldest first. */
async function decisionsOf(workspace: Workspace, pool: ShardPool, row: PoolRow) {
  const runs: StoredRun[] = workspace.runs
    .page(MOST_RUNS)
    .filter(({ report }) => report.shards?.pool === pool.id)
    .reverse();
  const told: ReturnType<typeof decisionTold>[] = [];
  for (const run of runs) {
    const decision = await decidedOverShards(workspace, run, pool, row);
    if (decision !== undefined) told.push(decisionTold(run, decision));
  }
  return told;
}
