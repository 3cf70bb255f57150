import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { DATABASE_POOL } from '../../../shared/schemas/pools.ts';
import { parseRecipe } from '../../decide/recipe.ts';
import { findShardPool } from '../../intake/shards/find-pool.ts';
import { JOB_FOLDER } from '../../jobs/commands/folders.ts';
import { findRun } from '../../runs/find.ts';
import { bind } from '../bind.ts';
import type { Service } from '../service.ts';

/** Work that is a command of ours, ordered over HTTP and carried out as a job. */
export function startingRoutes({ workspace, jobs }: Pick<Service, 'workspace' | 'jobs'>): Router {
  const router = Router();
  bind(
    router,
    ROUTES.startRun,
    ({ body: { recipe: given, seed, sources, keep, pool, engine = 'local' }, caller: { actor } }) => {
      const recipe = parseRecipe(given, 'The recipe');
      if (keep !== undefined) findRun(workspace, keep);
      const shards = pool === undefined || pool === DATABASE_POOL ? null : findShardPool(workspace, pool);
      return jobs.order({
        kind: 'run',
        title: `${recipe.recipe}, seed ${seed}${shards === null ? '' : `, over ${shards.id}`}`,
        actor,
        files: { 'recipe.json': `${JSON.stringify(recipe, null, 2)}\n` },
        args: [
          'run',
          `--recipe=${JOB_FOLDER}/recipe.json`,
          `--seed=${seed}`,
          ...(shards === null ? [] : [`--pool=${shards.id}`]),
          ...(sources === undefined ? [] : [`--sources=${sources.join(',')}`]),
          ...(keep === undefined ? [] : [`--keep=${keep}`]),
          ...(engine === 'local' ? [] : [`--engine=${engine}`]),
        ],
      });
    },
  );
  return router;
}
