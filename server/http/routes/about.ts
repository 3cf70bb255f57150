import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { bind } from '../bind.ts';
import { usableByGrades } from '../graded-traces.ts';
import type { Service } from '../service.ts';

/** Whether the server lives, and the living numbers of the workspace. */
export function aboutRoutes({ workspace, version, collections }: Service, name: string): Router {
  const router = Router();
  bind(router, ROUTES.health, () => ({ ok: true, version }));
  bind(router, ROUTES.workspace, () => {
    const counts = [...workspace.questions.liveCounts().values()];
    return {
      name,
      version,
      questions: counts.reduce((sum, count) => sum + count, 0) + inShardsAlone(workspace),
      sources: counts.length,
      benchmarks: workspace.benchmarks.all().length,
      latestRun: workspace.runs.latest()?.report.runId ?? null,
      traces: collections.usable() + usableByGrades({ workspace, collections }),
      releases: workspace.releases.all().length,
    };
  });
  return router;
}

/** Questions of registered pools that lie in their shards alone: what a run ranked stands in the database, too. */
const inShardsAlone = ({ shardPools, imports, questions }: Service['workspace']): number =>
  shardPools
    .all()
    .filter(({ importId }) => imports.byId(importId)?.undoneAt === null)
    .reduce((sum, pool) => sum + pool.questions - questions.liveOf(pool.importId).length, 0);
