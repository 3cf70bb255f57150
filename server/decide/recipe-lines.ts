import { isDeepStrictEqual } from 'node:util';
import type { Recipe, StageConfig } from '../../shared/schemas/recipe.ts';
import type { StageName } from '../../shared/vocabulary/stages.ts';
import { isWholePart, partValues } from './whole-settings.ts';

/** One line in which two recipes differ, and how it alone is changed. */
export interface RecipeLine {
  /** Null where it is about the whole recipe. */
  stage: StageName | null;
  /** A setting; `stage` where only one of the recipes has the stage, `stages` for their order. */
  key: string;
  from: unknown;
  to: unknown;
  /** A recipe with this line as the second one has it. */
  apply(recipe: Recipe): Recipe;
}

/**
 * The lines in which two recipes differ, in the order of the stages of the second. All of them applied to the first,
 * in this order, give the second; any of them may be applied without the others.
 */
export function recipeLines(a: Recipe, b: Recipe): RecipeLine[] {
  return [
    ...looksAtLine(a, b),
    ...partLines(a, b),
    ...orderLine(a, b),
    ...removedLines(a, b),
    ...stageLines(a, b),
  ];
}

function looksAtLine(a: Recipe, b: Recipe): RecipeLine[] {
  if (a.looksAt === b.looksAt) return [];
  const apply = (recipe: Recipe): Recipe => ({ ...recipe, looksAt: b.looksAt });
  return [{ stage: null, key: 'looksAt', from: a.looksAt, to: b.looksAt, apply }];
}

/** In which kind lengths are compared, what reviews mean for a release, when the word of a grader counts. */
function partLines(a: Recipe, b: Recipe): RecipeLine[] {
  const [before, after] = [partValues(a), partValues(b)];
  return Object.keys(after)
    .filter((key) => !isDeepStrictEqual(before[key], after[key]))
    .map((key) => ({ stage: null, key, from: before[key], to: after[key], apply: partApplied(b, key) }));
}

/** A part that only one of the recipes has comes or goes as a whole, since it has no half. */
const partApplied =
  (b: Recipe, place: string) =>
  (recipe: Recipe): Recipe => {
    const [part = '', key = ''] = place.split('.');
    if (!isWholePart(part)) return recipe;
    const { [part]: before, ...others } = recipe;
    const after = b[part];
    if (after === undefined) return others;
    return {
      ...others,
      [part]: before === undefined ? after : { ...before, [key]: Reflect.get(after, key) },
    };
  };

const namesOf = ({ stages }: Recipe): StageName[] => stages.map(({ stage }) => stage);

/** The order of the stages that both have; others keep their places. */
function orderLine(a: Recipe, b: Recipe): RecipeLine[] {
  const common = namesOf(b).filter((name) => namesOf(a).includes(name));
  const before = namesOf(a).filter((name) => common.includes(name));
  if (isDeepStrictEqual(common, before)) return [];
  const apply = (recipe: Recipe): Recipe => {
    const sorted = common.flatMap((name) => recipe.stages.find(({ stage }) => stage === name) ?? []);
    let next = 0;
    const stages = recipe.stages.map((one) => (common.includes(one.stage) ? (sorted[next++] ?? one) : one));
    return { ...recipe, stages };
  };
  return [{ stage: null, key: 'stages', from: before, to: common, apply }];
}

const removedLines = (a: Recipe, b: Recipe): RecipeLine[] =>
  a.stages
    .filter(({ stage }) => !namesOf(b).includes(stage))
    .map((config) => ({
      stage: config.stage,
      key: 'stage',
      from: settingsOf(config),
      to: null,
      apply: (recipe) => ({ ...recipe, stages: recipe.stages.filter(({ stage }) => stage !== config.stage) }),
    }));

function stageLines(a: Recipe, b: Recipe): RecipeLine[] {
  return b.stages.flatMap((config) => {
    const before = a.stages.find(({ stage }) => stage === config.stage);
    return before === undefined ? [addedLine(config, b)] : changedLines(before, config);
  });
}

/** Put in behind the nearest stage that stands before it in the second recipe. */
const addedLine = (config: StageConfig, b: Recipe): RecipeLine => ({
  stage: config.stage,
  key: 'stage',
  from: null,
  to: settingsOf(config),
  apply(recipe) {
    const before = namesOf(b).slice(0, namesOf(b).indexOf(config.stage));
    const at = Math.max(-1, ...before.map((name) => namesOf(recipe).indexOf(name))) + 1;
    return { ...recipe, stages: [...recipe.stages.slice(0, at), config, ...recipe.stages.slice(at)] };
  },
});

function changedLines(from: StageConfig, to: StageConfig): RecipeLine[] {
  const [before, after] = [settingsOf(from), settingsOf(to)];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys
    .filter((key) => !isDeepStrictEqual(before[key], after[key]))
    .map((key) => ({
      stage: to.stage,
      key,
      from: before[key] ?? null,
      to: after[key] ?? null,
      apply: (recipe) => ({
        ...recipe,
        stages: recipe.stages.map((one) => (one.stage === to.stage ? { ...one, [key]: after[key] } : one)),
      }),
    }));
}

function settingsOf({ stage: _stage, ...settings }: StageConfig): Readonly<Record<string, unknown>> {
  return settings;
}
