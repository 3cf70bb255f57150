import type { Recipe } from '../../../../shared/schemas/recipe.ts';
import { placedParts, withPart, withValue } from '../draft.ts';
import type { RecipeForm } from '../schema.ts';
import { Group } from './form-group.tsx';
import { SettingField } from './setting-field.tsx';

const NOTES: Readonly<Record<string, string>> = {
  review: 'They decide who is released, not who is selected; a preview is the same under all of them.',
  graders:
    "Agreement with people, from blind queues of traces and imported verdicts, before a model's word counts.",
};

/** What a recipe says of reviews, and what it demands of graders where it does. */
export function PartFields({
  form,
  recipe,
  beforeOf,
  faults,
  onRecipe,
}: {
  form: RecipeForm;
  recipe: Recipe;
  beforeOf: (place: string) => unknown;
  faults: ReadonlyMap<string, string>;
  onRecipe: (recipe: Recipe) => void;
}) {
  return placedParts(form, recipe).map(({ part, title, placed }) => {
    const isThere = placed.some(({ value }) => value !== undefined);
    return (
      <Group key={part} title={title} note={NOTES[part] ?? ''}>
        {isThere &&
          placed.map((one) => (
            <SettingField
              key={one.place}
              placed={one}
              before={beforeOf(one.place)}
              fault={faults.get(one.place)}
              onChange={(place, value) => onRecipe(withValue(recipe, place, value))}
            />
          ))}
        {part === 'graders' && (
          <button
            type="button"
            className="quiet ml-1"
            onClick={() => onRecipe(withPart(form, recipe, part, !isThere))}
          >
            {isThere ? 'Demand nothing of graders' : 'Demand agreement with people'}
          </button>
        )}
      </Group>
    );
  });
}
