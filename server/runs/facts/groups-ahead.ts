import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { picked } from '../../algorithms/columns/sequence.ts';
import { poolFacts } from '../../decide/facts.ts';
import { reachedByGroups } from '../../decide/gates.ts';
import { decideGroups } from '../../decide/groups.ts';
import { wantedBy } from '../../decide/measure.ts';
import { isTextConfig, type TextStageName } from '../../decide/text-stages.ts';
import type { Heads } from '../heads.ts';
import { groupOnShards } from '../shards/group-on-shards.ts';
import type { LookedShards } from '../shards/look-on-shards.ts';
import { MeasuredColumns } from './measured.ts';
import type { Memory } from './memory.ts';
import type { Parts } from './parts.ts';
import { SignalBuilder, type SignalLook } from './signal-columns.ts';

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
  const before = stagesBefore(recipe);
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
  heads: Heads,
  looked: LookedShards,
  seen: Pick<Parts, TextStageName>,
  recipe: Recipe,
  texts: string,
  memory: Memory,
): Promise<void> {
  const { stages } = wantedBy(recipe);
  if (!stagesBefore(recipe).every((config) => isTextConfig(config) && stages.includes(config.stage))) return;
  const signals = new SignalBuilder(heads.length);
  for (let place = 0; place < heads.length; place++)
    signals.put(place, { ...UNKNOWN, completeness: looked.completeness[place]! });
  const measured = new MeasuredColumns(heads, { ...seen, signals: signals.end() });
  const group = reachedByGroups(measured, recipe, poolFacts([], [], 0));
  if (group === null) return;
  const { config, reached } = group;
  const groups = memory.groups(texts);
  if (groups.get(config, reached) === undefined)
    groups.put(config, reached, await groupOnShards(looked, measured, reached, config));
}

/** Stands for what is not known yet. */
const UNKNOWN: Omit<SignalLook, 'completeness'> = {
  said: ['', 'none', null, 0, 'none', null, 'none'],
  hasSolution: false,
  lengths: { trace: null, attempt: null, solution: null, prompt: 0 },
};
