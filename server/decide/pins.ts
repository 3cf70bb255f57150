import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { StageName } from '../../shared/vocabulary/stages.ts';
import { configOf } from './config-of.ts';
import type { NarrowRow, Outcome } from './stage.ts';

/** Whether the recipe heeds what people pinned and excluded. */
export const heedsMarks = (recipe: Recipe): boolean => configOf(recipe, 'diversity')?.marks !== 'ignore';

/**
 * The outcome of a stage for a question that was pinned despite it: kept, with a note of what was found and of who
 * overruled it.
 */
export function overruled(outcome: Outcome, stage: StageName, row: NarrowRow, recipe: Recipe): Outcome {
  const pin = row.evidence.marks?.pin;
  if (outcome.kept || pin === undefined || !pin.despite.includes(stage) || !heedsMarks(recipe))
    return outcome;
  const { by, why, at } = pin;
  const { finding, notes } = outcome;
  const evidence = { ...finding.evidence, overruled: { by, why, at } };
  return { kept: true, margin: finding.margin, notes: [{ ...finding, evidence }, ...notes] };
}
