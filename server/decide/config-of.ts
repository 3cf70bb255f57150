import type { ConfigOf, Recipe, StageConfig } from '../../shared/schemas/recipe.ts';

/** The configuration of a stage of a recipe, if the recipe has that stage. */
export const configOf = <N extends StageConfig['stage']>(recipe: Recipe, name: N): ConfigOf<N> | undefined =>
  recipe.stages.find((one): one is ConfigOf<N> => one.stage === name);
