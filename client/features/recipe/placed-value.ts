import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { placedIn, placedParts, placedWhole, valueAt } from './draft.ts';
import type { RecipeForm } from './schema.ts';

/** What a recipe has at a place, its default where it says nothing; undefined where it has no such stage. */
export function placedValue(form: RecipeForm, recipe: Recipe, place: string): unknown {
  const own = valueAt(recipe, place);
  if (own !== undefined) return own;
  const placed = [
    ...placedWhole(form, recipe),
    ...placedParts(form, recipe).flatMap((one) => one.placed),
    ...recipe.stages.flatMap((config) => placedIn(form, config)),
  ];
  return placed.find((one) => one.place === place)?.value;
}
