import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import type { PreviewOrder } from '../../../shared/schemas/preview.ts';
import { type Recipe, recipeSchema } from '../../../shared/schemas/recipe.ts';
import type { RunDiff } from '../../../shared/schemas/run-diff.ts';
import type { Workspace } from '../../db/workspace.ts';
import { applySettings, parseRecipe, recipeSha256 } from '../../decide/recipe.ts';
import { diffRunsElsewhere } from '../../jobs/commands/diff-runs.ts';
import type { CarryOut } from '../../jobs/commands/effects.ts';
import { diffRuns } from '../../runs/diff/diff.ts';
import { diffPreview, type PreviewDiff } from '../../runs/diff/preview.ts';
import { explain } from '../../runs/explain.ts';
import { findQuestion } from '../../runs/find.ts';
import { type PreviewEffects, type PreviewOptions, previewWith } from '../../runs/preview.ts';
import { bind } from '../bind.ts';
import { pageOfArray, readCursor } from '../cursor.ts';
import { latest } from '../latest.ts';
import { previewMakeUp } from '../preview-make-up.ts';
import { previewRows } from '../preview-rows.ts';
import { runOf } from '../service.ts';
import { turns } from '../turns.ts';
import { diffHead, diffRoutes } from './diffs.ts';

export interface Deciding {
  /** What deciding needs, asked for once; without it this server decides nothing. */
  effects: (() => PreviewEffects) | undefined;
  /** Titles of domains by their codes. */
  titles: ReadonlyMap<string, string>;
  /** The recipes that ship with the program, by name. */
  shipped: () => ReadonlyMap<string, Recipe>;
  /** How commands of ours are carried out; without it runs are compared by this process. */
  commanding: CarryOut | undefined;
  /** Given when the server is stopped. */
  ending: AbortSignal;
}

/** Previews that are kept question by question, so that pages of one are not decided again. */
const KEPT = 2;

/** What is decided and not stored. */
export function decidingRoutes(
  workspace: Workspace,
  { effects: deciding, titles, shipped, commanding, ending }: Deciding,
): Router {
  const router = Router();
  let made: PreviewEffects | undefined;
  const effects = (): PreviewEffects => {
    made ??= deciding?.();
    if (made === undefined)
      throw new WinnowError(
        'conflict',
        'This server was started to decide nothing; winnow serve starts one that does.',
      );
    return made;
  };
  bind(router, ROUTES.recipes, ({ query }) => {
    const all = [...shipped()].map(([name, recipe]) => ({
      name,
      recipe,
      recipeSha256: recipeSha256(recipe),
    }));
    return pageOfArray(all, query);
  });
  bind(router, ROUTES.recipeSchema, () => ({ schema: recipeSchema }));
  const inTurn = turns();
  let looking: { done: number; total: number | null } = NOT_LOOKING;
  const progress = (done: number, total: number): void => {
    looking = total !== null && done >= total ? NOT_LOOKING : { done, total };
  };
  const told = (): PreviewEffects => ({ ...effects(), progress });
  bind(router, ROUTES.previewProgress, () => looking);
  bind(router, ROUTES.preview, async ({ body }, gone) => {
    const seen = await inTurn(gone, () => previewWith(workspace, optionsOf(body), told())).finally(() => {
      looking = NOT_LOOKING;
    });
    return { ...seen.preview, makeUp: previewMakeUp(seen, titles) };
  });

  bind(router, ROUTES.explain, ({ params: { id }, query: { run: named = 'latest' } }, gone) => {
    const run = runOf(workspace, named).report.runId; // what is not there costs nothing
    const question = findQuestion(workspace, id).questionId;
    return inTurn(gone, () => explain(workspace, { run, question }, effects()));
  });

  const known = latest<PreviewDiff>(KEPT);
  const diffOf = (order: PreviewOrder): Promise<PreviewDiff> => {
    const { runId, recipe, settings, seed } = order;
    const at = JSON.stringify([workspace.stamp(), runId, recipe, settings, seed]);
    return known(at, () => diffPreview(workspace, optionsOf(order), told()));
  };
  bind(router, ROUTES.previewDiff, async ({ body }) => diffHead((await diffOf(body)).diff));
  bind(router, ROUTES.previewRows, async ({ body }) => {
    readCursor('place', body.cursor, 0); // a bad one costs no diff
    return previewRows(workspace, await diffOf(body), body);
  });
  const compare = async (ids: { a: string; b: string }): Promise<RunDiff> => {
    const own = told(); // whoever decides nothing compares nothing
    if (commanding === undefined) return diffRuns(workspace, ids, own);
    return diffRunsElsewhere(commanding, ids, { signal: ending, told: progress }).finally(() => {
      looking = NOT_LOOKING;
    });
  };
  router.use(diffRoutes(workspace, compare));
  return router;
}

const NOT_LOOKING = { done: 0, total: null };

const optionsOf = (order: PreviewOrder): PreviewOptions => ({
  run: order.runId,
  change: (recipe) => changed(recipe, order),
  seed: order.seed,
});

const changed = (own: Recipe, { recipe, settings = [] }: PreviewOrder): Recipe =>
  applySettings(
    recipe === undefined ? own : parseRecipe(recipe, 'The recipe'),
    settings.map(({ stage, key, value }) => `${stage}.${key}=${JSON.stringify(value)}`),
  );
