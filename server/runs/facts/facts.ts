import type { Recipe } from '../../../shared/schemas/recipe.ts';
import type { Tables } from '../../db/tables.ts';
import type { Workspace } from '../../db/workspace.ts';
import { type Decided, decide } from '../../decide/decide.ts';
import { type GateMemory, reachedByGroups } from '../../decide/gates.ts';
import { wantedBy } from '../../decide/measure.ts';
import { type Outline, type Outlined, outlineOf } from '../../decide/outline.ts';
import type { BeyondRecipe } from '../../decide/rank.ts';
import { isTextConfig } from '../../decide/text-stages.ts';
import { fitsDomains } from '../domain-reference.ts';
import { textTables } from '../over-shards/texts.ts';
import type { Known } from '../pins.ts';
import { groupOnShards } from '../shards/group-on-shards.ts';
import type { LookedShards } from '../shards/look-on-shards.ts';
import { checkSignalNames } from '../signal-names.ts';
import { spacesOf } from '../spaces.ts';
import { partsAtHand, put, take } from './at-hand.ts';
import { codeSha256 } from './code-hash.ts';
import type { FactEffects } from './effects.ts';
import { groupsAhead } from './groups-ahead.ts';
import { type Identity, keyOf, readIdentity } from './identity.ts';
import { lookAtPool } from './look-at-pool.ts';
import { SHARD_RUN } from './look-in-shards.ts';
import type { MeasuredColumns } from './measured.ts';
import { type PartName, type Parts, partKeys, partsOf } from './parts.ts';
import type { PoolSource } from './pool-source.ts';
import { type Facts, factsOf, type Gathered } from './put-together.ts';

export interface Asked {
  source: PoolSource;
  recipe: Recipe;
  /**
   * What is to be known; what is known today where it is left out. What texts were compared with then is taken where
   * it is still at hand, else it is today's.
   */
  known?: Known;
  /** What of an earlier run comes before all draws. */
  keep?: BeyondRecipe['keep'];
}

/**
 * Brings together what a recipe needs to know about a pool, and decides. What was measured before, by this process
 * or another, is measured again only where something that it hangs on has changed.
 */
export async function decideOver(
  workspace: Workspace,
  asked: Asked & { seed: number },
  effects: FactEffects,
): Promise<{ facts: Facts; decided: Decided }> {
  const { facts, beyond } = await bringFacts(workspace, asked, effects, () => false);
  return { facts, decided: decide(facts.measured, asked.recipe, facts.pool, asked.seed, beyond) };
}

/** The same without a word about single questions: gates that were asked before are not asked again. */
export async function outlineOver(
  workspace: Workspace,
  asked: Asked & { seed: number },
  effects: FactEffects,
): Promise<{ facts: Facts; outline: Outline; settled: Outlined['settled'] }> {
  const isKnown = ({ fates }: Facts, groups: string) => fates.get(groups) !== undefined;
  const { facts, beyond } = await bringFacts(workspace, asked, effects, isKnown);
  const { fates } = facts;
  const { recipe, seed } = asked;
  const { outline, settled } = outlineOf(facts.measured, recipe, facts.pool, seed, { ...beyond, fates });
  return { facts, outline, settled };
}

/**
 * All that a recipe's decisions hang on, with the texts where the group stage must see them.
 * @param isKnown whether what the group stage makes of the questions is not asked for
 */
async function bringFacts(
  workspace: Workspace,
  asked: Asked,
  effects: FactEffects,
  isKnown: (facts: Facts, groups: string) => boolean,
): Promise<{ facts: Facts; beyond: BeyondRecipe & Pick<GateMemory, 'groups'> }> {
  const { recipe, keep } = asked;
  const { gathered, keys } = await gather(workspace, asked, effects);
  const facts = factsOf(gathered, recipe, keys, effects.memory);
  const groups = effects.memory.groups(keys.get('forms') ?? '');
  const group = reachedByGroups(facts.measured, recipe, facts.pool, facts.fates);
  const isNew =
    group !== null && !isKnown(facts, group.key) && groups.get(group.config, group.reached) === undefined;
  const isAtHand = () => partsAtHand(textParts(recipe), keys, effects.memory) !== null; // by a run on one machine
  if (isNew && effects.shards !== undefined && !isAtHand()) {
    const looked = await bringShards(workspace, asked, keys, effects);
    if (looked === null) return bringFacts(workspace, asked, effects, isKnown);
    const made = await groupOnShards(looked, facts.measured, group.reached, group.config);
    groups.put(group.config, group.reached, made);
  } else if (isNew && !(await bringTexts(workspace, asked, facts.measured, keys, effects)))
    return bringFacts(workspace, asked, effects, isKnown);
  checkSignalNames(recipe, facts.pool, workspace.signalVectors);
  const spaceOf = spacesOf(textTables(workspace, asked.source), recipe, effects.memory);
  return { facts, beyond: { groups, spaceOf, ...(keep === undefined ? {} : { keep }) } };
}

/** The parts that tell equal texts. */
const textParts = (recipe: Recipe): PartName[] =>
  partsOf({ ...wantedBy(recipe), signals: false, scores: false, stages: [] });

/** The parts that are always needed, and those that tell equal texts where the texts are looked at anyway. */
async function gather(
  workspace: Workspace,
  asked: Asked,
  effects: FactEffects,
): Promise<{ gathered: Gathered; keys: ReadonlyMap<PartName, string> }> {
  const { source, recipe, known } = asked;
  const fitted: PartName[] = fitsDomains(recipe) ? ['domains'] : [];
  const needed: PartName[] = ['reference', ...fitted, ...partsOf({ ...wantedBy(recipe), texts: 'none' })];
  const nameNow = () =>
    keyOf('identity', source, workspace.stamp(), known?.sha256 ?? null, recipe.graders ?? null);
  const at = nameNow();
  const today =
    effects.memory.recall<Identity>(at) ??
    (await workspace.snapshot(async (tables) => readIdentity(tables, asked, effects.memory))); // its pages go with it
  effects.memory.keep(at, today);
  const then = known === undefined ? [] : [{ ...today, compared: known.compared, live: known.live }];
  for (const identity of [...then, today]) {
    const keys = partKeys(recipe, identity, codeSha256(effects.assets));
    const parts = partsAtHand(needed, keys, effects.memory);
    if (parts !== null) {
      takeUnasked(recipe, keys, effects.memory, parts);
      return { gathered: { identity, parts, measuredNow: [] }, keys };
    }
  }
  return workspace.snapshot((tables) => {
    tables.sources.all(); // the view begins with its first look: what was read before it holds if nobody wrote since
    return measureMissing(tables, asked, needed, effects, nameNow() === at ? today : undefined);
  });
}

/**
 * What a text stage saw that is switched off makes no difference: where this process has it at hand, it is taken all
 * the same, so that the questions need not be put together anew without it.
 */
function takeUnasked(
  recipe: Recipe,
  keys: ReadonlyMap<PartName, string>,
  { recall }: FactEffects['memory'],
  parts: Partial<Parts>,
): void {
  for (const { stage } of recipe.stages.filter(isTextConfig)) {
    const seen = stage in parts ? undefined : recall<Parts[typeof stage]>(keys.get(stage) ?? '');
    if (seen !== undefined) parts[stage] = seen;
  }
}

/** Within one view of the database: what is there is read again, and what is missing is measured in one pass. */
async function measureMissing(
  tables: Tables,
  asked: Asked,
  needed: readonly PartName[],
  effects: FactEffects,
  identity = readIdentity(tables, asked, effects.memory),
): Promise<{ gathered: Gathered; keys: ReadonlyMap<PartName, string> }> {
  const keys = partKeys(asked.recipe, identity, codeSha256(effects.assets));
  const parts: Partial<Parts> = {};
  const texts = textParts(asked.recipe);
  const missing = [
    ...needed.filter((name) => !take(name, keys, effects.memory, parts)),
    ...texts.filter((name) => !needed.includes(name) && !effects.memory.has(keys.get(name) ?? '')),
  ];
  const { recipe } = asked;
  const made = await lookAtPool(tables, { ...asked, identity, missing, keys }, effects);
  const seen = Object.fromEntries(
    Object.entries(made).filter(([name]) => missing.includes(name as PartName)),
  );
  const groupKey = keys.get('forms') ?? '';
  const measured = groupsAhead(identity.heads, { ...parts, ...seen }, recipe, groupKey, effects.memory);
  for (const name of missing) put(name, made, keys, effects.memory, parts);
  return { gathered: { identity, parts, measuredNow: missing, measured }, keys };
}

/**
 * What tells equal texts is brought only where a group stage is asked about questions that it has not seen together.
 * @returns false where the pool was changed meanwhile
 */
async function bringTexts(
  workspace: Workspace,
  asked: Asked,
  measured: MeasuredColumns,
  keys: ReadonlyMap<PartName, string>,
  effects: FactEffects,
): Promise<boolean> {
  const names = textParts(asked.recipe);
  const atHand = partsAtHand(names, keys, effects.memory);
  if (atHand !== null) {
    measured.addTexts(atHand);
    return true;
  }
  return workspace.snapshot(async (tables) => {
    const { gathered, keys: now } = await measureMissing(tables, asked, names, effects);
    if (names.some((name) => now.get(name) !== keys.get(name))) return false;
    measured.addTexts(gathered.parts);
    return true;
  });
}

/** The shards of these texts, looked at anew where they are not at hand. @returns null where the pool was changed meanwhile */
async function bringShards(
  workspace: Workspace,
  asked: Asked,
  keys: ReadonlyMap<PartName, string>,
  effects: FactEffects,
): Promise<LookedShards | null> {
  const texts = keys.get('forms') ?? '';
  const atHand = effects.memory.recall<LookedShards>(SHARD_RUN);
  if (atHand?.texts === texts) return atHand;
  const now = await workspace.snapshot(
    async (tables) => (await measureMissing(tables, asked, textParts(asked.recipe), effects)).keys,
  );
  return (now.get('forms') === texts && effects.memory.recall<LookedShards>(SHARD_RUN)) || null;
}
