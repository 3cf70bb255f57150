import type { Place } from '../../../shared/schemas/explanation.ts';
import type { RunDiff } from '../../../shared/schemas/run-diff.ts';
import type { Sequence } from '../../algorithms/columns/sequence.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { DecideWith } from '../../decide/attribute.ts';
import type { Measured } from '../../decide/measure.ts';
import { decideOver } from '../facts/facts.ts';
import { findRun, recipeOf } from '../find.ts';
import { keptAgain } from '../keep.ts';
import type { PreviewEffects, PreviewOptions } from '../preview.ts';
import { type Compared, compareSides, decidedPlaces, movedBetween, placesOf } from './diff.ts';
import { factorsOf, type Mixture, mixtureOf } from './factors.ts';
import { type Side, sideOf } from './sides.ts';

/** How a preview stands in place of the second run of a diff. */
export const PREVIEW = 'preview';

/** A preview question by question: where each would stand, and how and why that differs from the run. */
export interface PreviewDiff {
  diff: RunDiff;
  /** Where the run put its questions, by our id in the order of ids. */
  before: ReadonlyMap<string, Place>;
  /** Where they would stand. */
  after: ReadonlyMap<string, Place>;
  /** The questions as they were measured. */
  measured: Sequence<Measured>;
}

/**
 * How a preview differs from its run, question by question, and what each change is put down to: what became known
 * since the run, lines of the recipe, or the seed.
 * @throws WinnowError as `previewRun`
 */
export async function diffPreview(
  workspace: Workspace,
  { run: id, change, seed: asked }: PreviewOptions,
  effects: PreviewEffects,
): Promise<PreviewDiff> {
  const run = findRun(workspace, id);
  const recipe = change(recipeOf(run));
  const seed = asked ?? run.report.seed;
  const a = sideOf(workspace, run);
  const kept = keptAgain(workspace, run.report);
  const source = { run: run.n };
  const { decided, facts } = await decideOver(workspace, { source, recipe, seed, ...kept }, effects);
  const report = {
    ...run.report,
    runId: PREVIEW,
    recipe: recipe.recipe,
    seed,
    evidenceSha256: facts.evidenceSha256,
    funnel: decided.funnel,
    selected: decided.selection.length,
  };
  const b: Side = { ...a, run: { ...run, recipe, report }, known: undefined };
  const [before, after] = [placesOf(workspace, a), decidedPlaces(decided)];
  const deciding =
    (factors: Compared['factors']): DecideWith =>
    async (changed) => {
      const { recipe, seed, evidence } = changed.reduce<Mixture>(
        (now, n) => factors[n]?.apply(now) ?? now,
        mixtureOf(a),
      );
      const known = evidence === a && a.known !== undefined ? { known: a.known } : {};
      const mixed = await decideOver(workspace, { source, recipe, seed, ...kept, ...known }, effects);
      const places = decidedPlaces(mixed.decided);
      return (id) => places.get(id) ?? null;
    };
  // The questions are the run's own, so the pool is none of the factors.
  const factors = factorsOf(a, b).filter(({ cause }) => cause.kind !== 'pool');
  const diff = await compareSides({ a, b, factors }, movedBetween(before, after), deciding);
  return { diff, before, after, measured: facts.measured };
}
