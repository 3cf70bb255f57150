import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { parseRecipe } from '../decide/recipe.ts';

/**
 * The recipes that ship with the program, by name, defaults filled in; the one that is carried out where nobody names
 * one comes first.
 * @param data the folder `data/`
 */
export function shippedRecipes(data: string): ReadonlyMap<string, Recipe> {
  const names = readdirSync(join(data, 'recipes'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort((a, b) => (a === 'winnow' ? -1 : b === 'winnow' ? 1 : a < b ? -1 : 1));
  return new Map(
    names.map((name) => {
      const text = readFileSync(join(data, 'recipes', `${name}.json`), 'utf8');
      return [name, parseRecipe(JSON.parse(text), `The recipe ${name}`)];
    }),
  );
}
