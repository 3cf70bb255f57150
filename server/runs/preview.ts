import { PREVIEW_IDS, type Preview } from '../../shared/schemas/preview.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { Sequence } from '../algorithms/columns/sequence.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { configOf } from '../decide/config-of.ts';
import type { Measured } from '../decide/measure.ts';
import type { Outlined } from '../decide/outline.ts';
import { recipeSha256 } from '../decide/recipe.ts';
import { relianceOf } from './estimates.ts';
import type { FactEffects } from './facts/effects.ts';
import { outlineOver } from './facts/facts.ts';
import { keyOf } from './facts/identity.ts';
import { findRun, recipeOf } from './find.ts';
import { keptAgain } from './keep.ts';
import { hashLines } from './pool.ts';
import { runWarnings } from './report.ts';

/** A run and what is to be changed in it. */
export interface PreviewOptions {
  run: string;
  /** Makes the recipe out of that of the run. */
  change: (recipe: Recipe) => Recipe;
  /** That of the run where it is left out. */
  seed?: number | undefined;
}

/** What previews need of the world. `clock`: milliseconds since some fixed moment. */
export type PreviewEffects = FactEffects & { clock: () => number };

/** A preview with the questions that it was decided about. */
export interface Previewed {
  preview: Preview;
  measured: Sequence<Measured>;
  /** Signals of a question as a run would store them. */
  signalsOf: Outlined['settled']['signalsOf'];
  /** What the length of a question hangs on beside the question: the same text, the same lengths. */
  comparedBy: string;
  /** Ids of those that would be selected. */
  selection: ReadonlySet<string>;
}

/**
 * What a run would have selected under another recipe or seed: decided over the questions of that run with what is
 * known today, and not stored. What was measured before is at hand, so moving a threshold reads no text.
 * @throws WinnowError `not-found` for an unknown run, and whatever `change` throws
 */
export const previewRun = async (
  workspace: Workspace,
  options: PreviewOptions,
  effects: PreviewEffects,
): Promise<Preview> => (await previewWith(workspace, options, effects)).preview;

/** The same with the questions, for whoever counts them. @throws WinnowError as `previewRun` */
export async function previewWith(
  workspace: Workspace,
  { run: id, change, seed: asked }: PreviewOptions,
  effects: PreviewEffects,
): Promise<Previewed> {
  const start = effects.clock();
  const run = findRun(workspace, id);
  const { runId } = run.report;
  const recipe = change(recipeOf(run));
  const seed = asked ?? run.report.seed;
  const { facts, outline, settled } = await outlineOver(
    workspace,
    { source: { run: run.n }, recipe, seed, ...keptAgain(workspace, run.report) },
    effects,
  );
  const reliance = relianceOf(facts.estimation, outline.chosen, facts.pool, recipe);
  const before = selectionOf(workspace, run, effects);
  const [was, is] = [new Set(before), new Set(outline.selection)];
  const preview: Preview = {
    runId,
    recipe: recipe.recipe,
    recipeSha256: recipeSha256(recipe),
    seed,
    pool: facts.measured.length,
    funnel: outline.funnel,
    requested: configOf(recipe, 'diversity')?.n ?? 0,
    selected: outline.selection.length,
    reserve: outline.reserve,
    selectionSha256: hashLines(outline.selection),
    added: listed(outline.selection.filter((one) => !was.has(one))),
    removed: listed(before.filter((one) => !is.has(one))),
    warnings: [...facts.reference.warnings, ...runWarnings(outline, recipe, facts.pool, reliance)],
    seconds: (effects.clock() - start) / 1000,
  };
  const comparedBy = `${settled.lengths.kind} ${recipe.length?.from ?? 'best'}`;
  return { preview, measured: facts.measured, signalsOf: settled.signalsOf, comparedBy, selection: is };
}

/** Ids of the selected of a run, by rank; a run never changes, so they are read once. */
function selectionOf({ decisions }: Workspace, { n, report }: StoredRun, { memory }: FactEffects): string[] {
  const at = keyOf('selection', report.runId);
  const ids = memory.recall<string[]>(at) ?? decisions.selection(n, report.selected);
  memory.keep(at, ids);
  return ids;
}

const listed = (ids: readonly string[]): Preview['added'] => ({
  count: ids.length,
  ids: ids.slice(0, PREVIEW_IDS),
});
