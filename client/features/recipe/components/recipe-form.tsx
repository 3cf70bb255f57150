import type { Recipe } from '../../../../shared/schemas/recipe.ts';
import { Field } from '../../../components/field.tsx';
import { stageName } from '../../../lib/stages.ts';
import { useMedia } from '../../../lib/use-media.ts';
import type { Trial } from '../address.ts';
import {
  missingStages,
  placedIn,
  placedTraces,
  placedWhole,
  valueAt,
  withoutStage,
  withStage,
  withStageUp,
  withValue,
} from '../draft.ts';
import { placedValue } from '../placed-value.ts';
import type { RecipeForm as Form } from '../schema.ts';
import { Group } from './form-group.tsx';
import { PartFields } from './part-fields.tsx';
import { SettingField } from './setting-field.tsx';
import { StageForm } from './stage-form.tsx';

/** The stages that stand open at first: those that are moved most. */
const OPEN = new Set(['difficulty', 'diversity']);

/** The recipe as a form: made from its JSON Schema, so that no setting is missing. */
export function RecipeForm({
  form,
  trial,
  base,
  faults,
  seedText,
  onSeed,
  onRecipe,
}: {
  form: Form;
  trial: Trial;
  /** The recipe of the run that this is held against. */
  base: Recipe;
  faults: ReadonlyMap<string, string>;
  seedText: string;
  onSeed: (text: string) => void;
  onRecipe: (recipe: Recipe) => void;
}) {
  const { recipe } = trial;
  const onChange = (place: string, value: unknown) => onRecipe(withValue(recipe, place, value));
  const beforeOf = (place: string) => placedValue(form, base, place);
  const isWide = useMedia('(min-width: 1100px)');
  const missing = missingStages(form, recipe);
  return (
    <form aria-label="Recipe" onSubmit={(event) => event.preventDefault()}>
      <div className="pb-2">
        <Field name="Seed" mode="numeric" value={seedText} fault={faults.get('seed')} onChange={onSeed} />
      </div>
      {recipe.stages.map((config, at) => (
        <StageForm
          key={config.stage}
          config={config}
          placed={placedIn(form, config)}
          beforeOf={beforeOf}
          faults={faults}
          isOpen={isWide && OPEN.has(config.stage)}
          onChange={onChange}
          onUp={
            at === 0 || config.stage === 'diversity'
              ? null
              : () => onRecipe(withStageUp(recipe, config.stage))
          }
          onRemove={config.stage === 'diversity' ? null : (stage) => onRecipe(withoutStage(recipe, stage))}
        />
      ))}
      <Group title="Text and lengths">
        {placedWhole(form, recipe).map((one) => (
          <SettingField
            key={one.place}
            placed={one}
            before={beforeOf(one.place)}
            fault={faults.get(one.place)}
            onChange={onChange}
          />
        ))}
      </Group>
      <PartFields form={form} recipe={recipe} beforeOf={beforeOf} faults={faults} onRecipe={onRecipe} />
      <Group
        title="Rules for traces"
        note="They judge traces as these come; a preview is the same under all of them."
      >
        {placedTraces(form, recipe).map(({ defect, placed }) => (
          <fieldset key={defect} className="mt-2">
            <legend className="pl-3 text-12 font-medium text-muted">{defect.replaceAll('-', ' ')}</legend>
            {placed.map((one) => (
              <SettingField
                key={one.place}
                placed={one}
                before={valueAt(base, one.place) ?? one.setting.byDefault}
                fault={faults.get(one.place)}
                onChange={onChange}
              />
            ))}
          </fieldset>
        ))}
      </Group>
      {missing.length > 0 && (
        <p className="flex flex-wrap items-center gap-1 border-t border-line pt-3 text-13 text-muted">
          Add a stage:
          {missing.map((name) => (
            <button
              key={name}
              type="button"
              className="quiet"
              onClick={() => onRecipe(withStage(form, recipe, name))}
            >
              {stageName(name)}
            </button>
          ))}
        </p>
      )}
    </form>
  );
}
