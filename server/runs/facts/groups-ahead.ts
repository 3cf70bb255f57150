import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { picked } from '../../algorithms/columns/sequence.ts';
import { poolFacts } from '../../decide/facts.ts';
import { reachedByGroups } from '../../decide/gates.ts';
import { decideGroups } from '../../decide/groups.ts';
import { isTextConfig } from '../../decide/text-stages.ts';
import type { Heads } from '../heads.ts';
import { MeasuredColumns } from './measured.ts';
import type { Memory } from './memory.ts';
import type { Parts } from './parts.ts';

/**
 * Carries out the group stage as soon as the texts were looked at, where what reaches it hangs on texts alone, and
 * remembers what came out: the rest of what a run needs is learned on the workers meanwhile.
 * @param texts key of what tells equal texts
 * @returns the questions as they were put together for it; null where the stage has to wait
 */
export function groupsAhead(
  heads: Heads,
  parts: Partial<Parts>,
  recipe: Recipe,
  texts: string,
  memory: Memory,
): MeasuredColumns | null {
  const before = recipe.stages.slice(
    0,
    recipe.stages.findIndex(({ stage }) => stage === 'duplicates'),
  );
  const isNear = parts.signals !== undefined && parts.keys !== undefined && parts.forms !== undefined;
  const hasAll = before.every((config) => isTextConfig(config) && parts[config.stage] !== undefined);
  if (!isNear || !hasAll) return null;
  const measured = new MeasuredColumns(heads, parts);
  measured.addTexts(parts);
  const group = reachedByGroups(measured, recipe, poolFacts([], [], 0));
  if (group === null) return null;
  const { config, reached } = group;
  const groups = memory.groups(texts);
  if (groups.get(config, reached) === undefined) {
    groups.put(config, reached, decideGroups(picked(measured, reached), config));
  }
  return measured;
}
