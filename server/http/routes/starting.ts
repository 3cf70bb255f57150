import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { parseRecipe } from '../../decide/recipe.ts';
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
    ({ body: { recipe: given, seed, sources, keep, engine = 'local' }, caller: { actor } }) => {
      const recipe = parseRecipe(given, 'The recipe');
      if (keep !== undefined) findRun(workspace, keep);
      return jobs.order({
        kind: 'run',
        title: `${recipe.recipe}, seed ${seed}`,
        actor,
        files: { 'recipe.json': `${JSON.stringify(recipe, null, 2)}\n` },
        args: [
          'run',
          `--recipe=${JOB_FOLDER}/recipe.json`,
          `--seed=${seed}`,
          ...(sources === undefined ? [] : [`--sources=${sources.join(',')}`]),
          ...(keep === undefined ? [] : [`--keep=${keep}`]),
          ...(engine === 'local' ? [] : [`--engine=${engine}`]),
        ],
      });
    },
  );
  return router;
}
