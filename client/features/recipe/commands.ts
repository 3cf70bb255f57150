import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { quoted } from '../../lib/shell.ts';
import { linesOf, type Trial } from './address.ts';
import { type Change, changesFrom } from './draft.ts';
import type { RecipeForm } from './schema.ts';

/** The commands that preview and run the same. */
export function commandsOf(
  form: RecipeForm,
  shipped: ReadonlyMap<string, Recipe>,
  run: { runId: string; seed: number; recipe: Recipe },
  { recipe, seed }: Trial,
): { says: string; command: string }[] {
  const own = changesFrom(form, run.recipe, recipe);
  const base = shipped.get(recipe.recipe);
  const named = base === undefined ? null : changesFrom(form, base, recipe);
  const file = `${recipe.recipe.replace(/[^\w.-]/g, '-')}.json`;
  const preview = own?.every(isSettable)
    ? `preview --run ${run.runId}${sets(own)}`
    : `preview --run ${run.runId} --recipe ${file}`;
  const running = named?.every(isSettable)
    ? `run --recipe ${recipe.recipe}${sets(named)}`
    : `run --recipe ${file}`;
  return [
    { says: 'The same preview', command: `${preview}${seed === run.seed ? '' : ` --seed ${seed}`}` },
    {
      says: running.includes(file) ? 'The same run, from the saved file' : 'The same run',
      command: `${running} --seed ${seed}`,
    },
  ];
}

/** Whether `--set` takes it: settings of stages, and what lengths are taken from. */
const isSettable = ({ place, to }: Change): boolean =>
  to !== undefined && place.includes('.') && !place.startsWith('traces.');

const sets = (changes: readonly Change[]): string =>
  linesOf(changes)
    .map((line) => ` --set ${quoted(line)}`)
    .join('');
