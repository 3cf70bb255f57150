import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { DATABASE_POOL, type PoolItem } from '../../../shared/schemas/pools.ts';
import type { StoredShardPool } from '../../db/shard-pools.ts';
import type { Workspace } from '../../db/workspace.ts';
import { shardFolderOf, standingPools } from '../../intake/shards/find-pool.ts';
import { bind } from '../bind.ts';
import { pageOfArray } from '../cursor.ts';
import type { Service } from '../service.ts';

/** Pools that a run can be made over. */
export function poolRoutes({ workspace }: Pick<Service, 'workspace'>): Router {
  const router = Router();
  bind(router, ROUTES.pools, ({ query }) =>
    pageOfArray(
      [
        imported(workspace),
        ...standingPools(workspace)
          .reverse()
          .map((pool) => inShards(workspace, pool)),
      ],
      query,
    ),
  );
  return router;
}

function imported({ questions, sources }: Workspace): PoolItem {
  const counts = questions.liveCounts();
  const taken = sources.all().flatMap(({ name, included }) => (included ? (counts.get(name) ?? 0) : []));
  return {
    ...{ poolId: DATABASE_POOL, name: DATABASE_POOL, shards: null, bytes: null, isThere: true },
    questions: taken.reduce((sum, many) => sum + many, 0),
    sources: taken.filter((many) => many > 0).length,
  };
}

function inShards(workspace: Workspace, { id, importId, questions }: StoredShardPool): PoolItem {
  const folder = shardFolderOf(workspace, id);
  const files = workspace.shardPools.files(id);
  return {
    ...{ poolId: id, name: basename(folder), questions, isThere: existsSync(folder) },
    sources: workspace.imports.byId(importId)?.report.sources.length ?? 0,
    shards: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
