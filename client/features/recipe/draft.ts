import type { Recipe, StageConfig } from '../../../shared/schemas/recipe.ts';
import type { StageName } from '../../../shared/vocabulary/stages.ts';
import { faultOf, type RecipeForm, type Setting } from './schema.ts';

/** Where a setting stands: `quality.longest`, `looksAt`, `length.from`, `traces.repetition-loop.repeats`. */
export type Place = string;

/** A setting with its place and its value in a recipe. */
export interface Placed {
  place: Place;
  setting: Setting;
  value: unknown;
}

type Values = Readonly<Record<string, unknown>>;
const valuesOf = (value: unknown): Values => (value ?? {}) as Values;

/** The settings of a stage as a recipe has them. */
export function placedIn(form: RecipeForm, config: StageConfig): Placed[] {
  const values = valuesOf(config);
  return (form.stages.get(config.stage) ?? []).map((setting) => ({
    place: `${config.stage}.${setting.key}`,
    setting,
    value: values[setting.key] ?? (setting.key in values ? values[setting.key] : setting.byDefault),
  }));
}

/** The settings that belong to no stage. */
export const placedWhole = (form: RecipeForm, recipe: Recipe): Placed[] =>
  form.whole.map((setting) => ({
    place: setting.key,
    setting,
    value: valueAt(recipe, setting.key) ?? setting.byDefault,
  }));

/** What is said of reviews and graders. Without a word on graders nothing is demanded of them: they have no values then. */
export const placedParts = (
  form: RecipeForm,
  recipe: Recipe,
): { title: string; part: string; placed: Placed[] }[] =>
  form.parts.map(({ title, part, settings }) => ({
    title,
    part,
    placed: settings.map((setting) => ({
      place: setting.key,
      setting,
      value: valueAt(recipe, setting.key) ?? (part === 'review' ? setting.byDefault : undefined),
    })),
  }));

/** The recipe with all of a part by its defaults, or without it. */
export const withPart = (form: RecipeForm, recipe: Recipe, part: string, isThere: boolean): Recipe =>
  (form.parts.find((one) => one.part === part)?.settings ?? []).reduce(
    (now, { key, byDefault }) => withValue(now, key, isThere ? byDefault : undefined),
    isThere ? recipe : withValue(recipe, part, undefined),
  );

/** The rules for traces, each with its settings. */
export const placedTraces = (form: RecipeForm, recipe: Recipe): { defect: string; placed: Placed[] }[] =>
  form.traces.map(({ defect, settings }) => ({
    defect,
    placed: settings.map((setting) => {
      const place = `traces.${defect}.${setting.key}`;
      return { place, setting, value: valueAt(recipe, place) ?? setting.byDefault };
    }),
  }));

const allPlaced = (form: RecipeForm, recipe: Recipe): Placed[] => [
  ...placedWhole(form, recipe),
  ...recipe.stages.flatMap((config) => placedIn(form, config)),
  ...placedParts(form, recipe).flatMap(({ placed }) => placed),
  ...placedTraces(form, recipe).flatMap(({ placed }) => placed),
];

/** What is wrong in a recipe, by place; a setting that may be left out has no fault where it is. */
export function faultsOf(form: RecipeForm, recipe: Recipe): ReadonlyMap<Place, string> {
  const faults = new Map<Place, string>();
  for (const { place, setting, value } of allPlaced(form, recipe)) {
    const fault = value === undefined ? null : faultOf(setting, value);
    if (fault !== null) faults.set(place, fault);
  }
  return faults;
}

/** A value by its place; undefined where it is left out. */
export function valueAt(recipe: Recipe, place: Place): unknown {
  const [first = '', ...rest] = place.split('.');
  const top: unknown = recipe.stages.find(({ stage }) => stage === first) ?? valuesOf(recipe)[first];
  return rest.reduce((value, key) => valuesOf(value)[key], top);
}

/** A recipe with one value changed; left out where it is undefined. */
export function withValue(recipe: Recipe, place: Place, value: unknown): Recipe {
  const [first = '', ...rest] = place.split('.');
  const at = recipe.stages.findIndex(({ stage }) => stage === first);
  if (at >= 0) {
    const stages = recipe.stages.with(at, changed(recipe.stages[at], rest, value) as StageConfig);
    return { ...recipe, stages };
  }
  return { ...recipe, [first]: changed(valuesOf(recipe)[first], rest, value) };
}

function changed(into: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const { [key]: before, ...others } = valuesOf(into);
  const after = changed(before, rest, value);
  if (after === undefined) return others;
  return key in valuesOf(into) ? { ...valuesOf(into), [key]: after } : { ...others, [key]: after };
}

/** Equal as JSON, whatever the order of keys. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [valuesOf(a), valuesOf(b)];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => isEqual(one[key], other[key]));
}

/** A setting that differs. */
export interface Change {
  place: Place;
  from: unknown;
  to: unknown;
}

/**
 * The settings in which a recipe differs from another one; null where that is not all: it has other stages, another
 * order or another name.
 */
export function changesFrom(form: RecipeForm, base: Recipe, recipe: Recipe): Change[] | null {
  const names = ({ stages }: Recipe) => stages.map(({ stage }) => stage);
  if (!isEqual(names(base), names(recipe)) || base.recipe !== recipe.recipe) return null;
  const before = new Map(allPlaced(form, base).map(({ place, value }) => [place, value]));
  return allPlaced(form, recipe)
    .filter(({ place, value }) => !isEqual(before.get(place), value))
    .map(({ place, value }) => ({ place, from: before.get(place), to: value }));
}

/** Stages that a recipe lacks. */
export const missingStages = (form: RecipeForm, { stages }: Recipe): StageName[] =>
  [...form.stages.keys()].filter((name) => !stages.some(({ stage }) => stage === name));

/** A recipe with one more stage, by its defaults, before the draw. */
export function withStage(form: RecipeForm, recipe: Recipe, stage: StageName): Recipe {
  const settings = form.stages.get(stage) ?? [];
  const values = settings.flatMap(({ key, byDefault }) =>
    byDefault === undefined ? [] : [[key, byDefault]],
  );
  const added = { stage, ...Object.fromEntries(values) } as StageConfig; // what a person has still to fill in is told by its fault
  return { ...recipe, stages: [...recipe.stages.slice(0, -1), added, ...recipe.stages.slice(-1)] };
}

export const withoutStage = (recipe: Recipe, name: StageName): Recipe => ({
  ...recipe,
  stages: recipe.stages.filter(({ stage }) => stage !== name),
});

/** A recipe with a stage one place earlier. */
export function withStageUp(recipe: Recipe, name: StageName): Recipe {
  const at = recipe.stages.findIndex(({ stage }) => stage === name);
  const [before, own] = [recipe.stages[at - 1], recipe.stages[at]];
  if (before === undefined || own === undefined) return recipe;
  return { ...recipe, stages: recipe.stages.with(at - 1, own).with(at, before) };
}
