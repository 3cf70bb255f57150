import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import type { Workspace } from '../../db/workspace.ts';
import { standingPools } from '../../intake/shards/find-pool.ts';
import { bind } from '../bind.ts';
import { usableByGrades } from '../graded-traces.ts';
import type { Service } from '../service.ts';

/** Whether the server lives, and the living numbers of the workspace. */
export function aboutRoutes({ workspace, version, collections }: Service, name: string): Router {
  const router = Router();
  bind(router, ROUTES.health, () => ({ ok: true, version }));
  bind(router, ROUTES.workspace, () => {
    const live = workspace.questions.liveCounts();
    const counts = [...live.values()];
    return {
      name,
      version,
      questions: counts.reduce((sum, count) => sum + count, 0) + inShardsAlone(workspace),
      sources: counts.length + sourcesInShardsAlone(workspace, live),
      benchmarks: workspace.benchmarks.all().length,
      latestRun: workspace.runs.latest()?.report.runId ?? null,
      traces: collections.usable() + usableByGrades({ workspace, collections }),
      releases: workspace.releases.all().length,
    };
  });
  return router;
}

/** Questions of registered pools that lie in their shards alone: what a run ranked stands in the database, too. */
const inShardsAlone = (workspace: Workspace): number =>
  standingPools(workspace).reduce(
    (sum, pool) => sum + pool.questions - workspace.questions.liveOf(pool.importId).length,
    0,
  );

/** Sources of which no run has ranked a question yet. */
function sourcesInShardsAlone(workspace: Workspace, live: ReadonlyMap<string, number>): number {
  const names = standingPools(workspace).flatMap(
    ({ importId }) => workspace.imports.byId(importId)?.report.sources.map(({ name }) => name) ?? [],
  );
  return new Set(names.filter((name) => !live.has(name))).size;
}
