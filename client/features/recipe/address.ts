import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { type Change, changesFrom, withValue } from './draft.ts';
import type { RecipeForm } from './schema.ts';

/** What is tried: a recipe and a seed. */
export interface Trial {
  recipe: Recipe;
  seed: number;
}

/** What the address may start from: the recipe of the run, or one that ships with the program. */
export interface Starts {
  own: Trial;
  shipped: ReadonlyMap<string, Recipe>;
}

/** The recipe that the address starts from. */
export const startOf = (search: URLSearchParams, { own, shipped }: Starts): Recipe =>
  shipped.get(search.get('recipe') ?? '') ?? own.recipe;

/** What an address tries; settings that can not be read are left out. */
export function trialOf(search: URLSearchParams, starts: Starts): Trial {
  const seed = Number(search.get('seed') ?? starts.own.seed);
  const whole = recipeIn(search.get('json'));
  const recipe =
    whole ??
    search.getAll('set').reduce(
      (made, line) => {
        const [, place = '', text = ''] = /^([^=]{1,120})=(.*)$/s.exec(line) ?? [];
        const value = jsonIn(text);
        return value === undefined ? made : withValue(made, place, value);
      },
      startOf(search, starts),
    );
  return { recipe, seed: Number.isSafeInteger(seed) ? seed : starts.own.seed };
}

/** The address of a trial: changed settings one by one, or the whole recipe where that is not all. */
export function addressOfTrial(
  search: URLSearchParams,
  form: RecipeForm,
  starts: Starts,
  { recipe, seed }: Trial,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of ['set', 'json', 'seed']) next.delete(name);
  const changes = changesFrom(form, startOf(search, starts), recipe);
  if (changes === null) next.set('json', JSON.stringify(recipe));
  else for (const line of linesOf(changes)) next.append('set', line);
  if (seed !== starts.own.seed) next.set('seed', String(seed));
  return next;
}

/** Changes as `--set` takes them. */
export const linesOf = (changes: readonly Change[]): string[] =>
  changes.filter(({ to }) => to !== undefined).map(({ place, to }) => `${place}=${JSON.stringify(to)}`);

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A recipe that somebody wrote, as far as this page must be able to show it; null where it is none. */
export function recipeIn(text: string | null): Recipe | null {
  const value = text === null ? undefined : jsonIn(text);
  if (typeof value !== 'object' || value === null || !('stages' in value)) return null;
  const { stages } = value;
  const isList =
    Array.isArray(stages) &&
    stages.every((one) => typeof one === 'object' && one !== null && typeof one.stage === 'string');
  return isList ? ({ recipe: 'mine', looksAt: 'prompt', ...value } as Recipe) : null; // the server checks it as a whole
}
