import type { Recipe } from '../../../shared/schemas/recipe.ts';
import type { Cause } from '../../../shared/schemas/run-diff.ts';
import { recipeLines } from '../../decide/recipe-lines.ts';
import type { Asked } from '../facts/facts.ts';
import { knownAs, knowsMore, type Side } from './sides.ts';

/**
 * A run made of two others: whose evidence, whose questions, what of an earlier run comes first, and the recipe and
 * seed between theirs.
 */
export interface Mixture {
  evidence: Side;
  pool: Side;
  keep: Side;
  recipe: Recipe;
  seed: number;
}

/** Something in which two runs differ. */
export interface RunFactor {
  cause: Omit<Cause, 'together'>;
  /** The same with this as it is in the second run. */
  apply(mixture: Mixture): Mixture;
}

/** All in which the second run differs, in the order in which it is changed: what is known comes first, the draw last. */
export function factorsOf(a: Side, b: Side): RunFactor[] {
  const lines = recipeLines(a.run.recipe, b.run.recipe).map(({ apply, ...line }) => ({
    cause: { kind: 'recipe' as const, ...line },
    apply: (mixture: Mixture): Mixture => ({ ...mixture, recipe: apply(mixture.recipe) }),
  }));
  return [...evidenceFactor(a, b), ...poolFactor(a, b), ...lines, ...keepFactor(a, b), ...seedFactor(a, b)];
}

export const mixtureOf = (a: Side): Mixture => ({
  evidence: a,
  pool: a,
  keep: a,
  recipe: a.run.recipe,
  seed: a.run.report.seed,
});

/** What is to be decided so that a mixture is seen. */
export function askedOf(
  { evidence, pool, keep: { keep }, recipe, seed }: Mixture,
  a: Side,
  b: Side,
): Asked & { seed: number } {
  const known = knownAs(evidence, pool, evidence === a ? b : a);
  return {
    source: { run: pool.run.n },
    recipe,
    seed,
    ...(known === undefined ? {} : { known }),
    ...(keep === undefined ? {} : { keep }),
  };
}

function evidenceFactor(a: Side, b: Side): RunFactor[] {
  if (!knowsMore(a, b)) return [];
  const [from, to] = [a.run.report.evidenceSha256, b.run.report.evidenceSha256];
  const cause = { kind: 'evidence' as const, stage: null, key: 'evidence', from, to };
  return [{ cause, apply: (mixture) => ({ ...mixture, evidence: b }) }];
}

/** Questions outside a run's pool have a say too: they tell what words are rare. */
function poolFactor(a: Side, b: Side): RunFactor[] {
  const [from, to] = [a.run.report.poolSha256, b.run.report.poolSha256];
  if (from === to && a.known?.live === b.known?.live) return [];
  const cause = { kind: 'pool' as const, stage: null, key: 'pool', from, to };
  return [{ cause, apply: (mixture) => ({ ...mixture, pool: b }) }];
}

/** An option of the run, and as good as a line of its recipe. */
function keepFactor(a: Side, b: Side): RunFactor[] {
  const [from, to] = [a, b].map(({ run }) => run.report.keep?.run ?? null);
  if (from === to) return [];
  const cause = { kind: 'recipe' as const, stage: 'diversity' as const, key: 'keep', from, to };
  return [{ cause, apply: (mixture) => ({ ...mixture, keep: b }) }];
}

function seedFactor(a: Side, b: Side): RunFactor[] {
  const [from, to] = [a.run.report.seed, b.run.report.seed];
  if (from === to) return [];
  const cause = { kind: 'seed' as const, stage: 'diversity' as const, key: 'seed', from, to };
  return [{ cause, apply: (mixture) => ({ ...mixture, seed: to }) }];
}
