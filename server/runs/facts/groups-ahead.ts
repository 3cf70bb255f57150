import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { poolFacts } from '../../decide/facts.ts';
import { reachedByGroups } from '../../decide/gates.ts';
import { decideGroups } from '../../decide/groups.ts';
import type { Measured } from '../../decide/measure.ts';
import { isTextConfig } from '../../decide/text-stages.ts';
import type { Head } from '../pool.ts';
import { addTexts, assemble } from './assemble.ts';
import type { Memory } from './memory.ts';
import type { Parts } from './parts.ts';

/**
 * Carries out the group stage as soon as the texts were looked at, where what reaches it hangs on texts alone, and
 * remembers what came out: the rest of what a run needs is learned on the workers meanwhile.
 * @param texts key of what tells equal texts
 * @returns the questions as they were put together for it; null where the stage has to wait
 */
export function groupsAhead(
  heads: readonly Head[],
  parts: Partial<Parts>,
  recipe: Recipe,
  texts: string,
  memory: Memory,
): Measured[] | null {
  const before = recipe.stages.slice(
    0,
    recipe.stages.findIndex(({ stage }) => stage === 'duplicates'),
  );
  const isNear = parts.signals !== undefined && parts.keys !== undefined && parts.forms !== undefined;
  const hasAll = before.every((config) => isTextConfig(config) && parts[config.stage] !== undefined);
  if (!isNear || !hasAll) return null;
  const measured = assemble(heads, parts);
  addTexts(measured, parts);
  const group = reachedByGroups(measured, recipe, poolFacts([], [], 0));
  if (group === null) return null;
  const { config } = group;
  const reached = Array.from(group.reached);
  const groups = memory.groups(texts);
  if (groups.get(config, reached) === undefined) {
    const left = reached.map((place) => measured[place]!);
    groups.put(config, reached, decideGroups(left, config));
  }
  return measured;
}
