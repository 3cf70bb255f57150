import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { poolFacts } from '../../decide/facts.ts';
import { reachedByGroups } from '../../decide/gates.ts';
import { decideGroups } from '../../decide/groups.ts';
import { type Measured, wantedBy } from '../../decide/measure.ts';
import { isTextConfig, type TextStageName } from '../../decide/text-stages.ts';
import type { Head } from '../pool.ts';
import { groupOnShards } from '../shards/group-on-shards.ts';
import type { LookedShards } from '../shards/look-on-shards.ts';
import { addTexts, assemble } from './assemble.ts';
import type { Memory } from './memory.ts';
import type { SignalLook } from './packing.ts';
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
  const before = stagesBefore(recipe);
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

const stagesBefore = ({ stages }: Recipe): Recipe['stages'] =>
  stages.slice(
    0,
    stages.findIndex(({ stage }) => stage === 'duplicates'),
  );

/**
 * The same over texts that lie in shards, before domains, lengths and difficulty are known: the group stage asks for
 * none of them. Does nothing where the stage has to wait.
 * @param seen what text stages saw
 */
export async function groupsAheadOnShards(
  heads: readonly Head[],
  looked: LookedShards,
  seen: Pick<Parts, TextStageName>,
  recipe: Recipe,
  texts: string,
  memory: Memory,
): Promise<void> {
  const { stages } = wantedBy(recipe);
  if (!stagesBefore(recipe).every((config) => isTextConfig(config) && stages.includes(config.stage))) return;
  const signals = heads.map(
    (_, place): SignalLook => [UNKNOWN, looked.completeness[place]!, false, NO_LENGTHS],
  );
  const measured = assemble(heads, { ...seen, signals });
  const group = reachedByGroups(measured, recipe, poolFacts([], [], 0));
  if (group === null) return;
  const { config } = group;
  const reached = Array.from(group.reached);
  const groups = memory.groups(texts);
  if (groups.get(config, reached) === undefined)
    groups.put(config, reached, await groupOnShards(looked, measured, group.reached, config));
}

/** Stand for what is not known yet. */
const UNKNOWN: SignalLook[0] = ['', 'none', null, 0, 'none', null, 'none'];
const NO_LENGTHS: SignalLook[3] = { trace: null, attempt: null, solution: null, prompt: 0 };
