import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import type { PreviewOrder } from '../../../shared/schemas/preview.ts';
import type { Recipe } from '../../../shared/schemas/recipe.ts';
import type { Workspace } from '../../db/workspace.ts';
import { applySettings, parseRecipe } from '../../decide/recipe.ts';
import { type PreviewEffects, previewRun } from '../../runs/preview.ts';
import { bind } from '../bind.ts';
import { diffRoutes } from './diffs.ts';

/** What is decided and not stored. */
export function decidingRoutes(workspace: Workspace, deciding: (() => PreviewEffects) | undefined): Router {
  const router = Router();
  let made: PreviewEffects | undefined;
  const effects = (): PreviewEffects => {
    made ??= deciding?.();
    if (made === undefined) throw new WinnowError('failed', 'This server can decide nothing.');
    return made;
  };
  bind(router, ROUTES.preview, ({ body }, signal) =>
    previewRun(
      workspace,
      { run: body.runId, change: (recipe) => changed(recipe, body), seed: body.seed },
      { ...effects(), signal },
    ),
  );
  router.use(diffRoutes(workspace, effects));
  return router;
}

const changed = (own: Recipe, { recipe, settings = [] }: PreviewOrder): Recipe =>
  applySettings(
    recipe === undefined ? own : parseRecipe(recipe, 'The recipe'),
    settings.map(({ stage, key, value }) => `${stage}.${key}=${JSON.stringify(value)}`),
  );
