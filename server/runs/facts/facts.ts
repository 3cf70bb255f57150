import type { Recipe } from '../../../shared/schemas/recipe.ts';
import type { Tables } from '../../db/tables.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { PoolFacts } from '../../decide/candidate.ts';
import { configOf } from '../../decide/config-of.ts';
import { type Decided, decide, reachedBy } from '../../decide/decide.ts';
import { poolFacts } from '../../decide/facts.ts';
import { type Measured, wantedBy } from '../../decide/measure.ts';
import type { BeyondRecipe } from '../../decide/rank.ts';
import { type DomainsPart, fitsDomains } from '../domain-reference.ts';
import {
  type Estimation,
  estimatesFact,
  estimationOf,
  settingsOfEstimates,
  writeEstimates,
} from '../estimates.ts';
import type { Known } from '../pins.ts';
import { hashLines } from '../pool.ts';
import { checkSignalNames } from '../signal-names.ts';
import { spacesOf } from '../spaces.ts';
import { addTexts, assemble } from './assemble.ts';
import { partsAtHand, put, take } from './at-hand.ts';
import { codeSha256 } from './code-hash.ts';
import type { FactEffects } from './effects.ts';
import { groupsAhead } from './groups-ahead.ts';
import { type Identity, keyOf, readIdentity } from './identity.ts';
import { lookAtPool } from './look-at-pool.ts';
import type { Memory } from './memory.ts';
import { type PartName, type Parts, partKeys, partsOf, type ReferencePart } from './parts.ts';
import type { PoolSource } from './pool-source.ts';

/** All that a recipe's decisions hang on, beside the seed. */
export interface Facts {
  identity: Identity;
  reference: ReferencePart;
  /** Null where the recipe does not ask for it. */
  domains: DomainsPart | null;
  /** In the order of ids. */
  measured: readonly Measured[];
  pool: PoolFacts;
  /** What was learned about difficulty; null where the recipe asks for no estimates. */
  estimation: Estimation | null;
  /** Hash over benchmarks, their fit, that of domains, estimates, and what was known about every question. */
  evidenceSha256: string;
  /** Parts that were measured now, and not taken from the cache. */
  measuredNow: PartName[];
  /** Who reaches the group stage, by the stages up to there. */
  reached: Map<string, ReturnType<typeof reachedBy>>;
}

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
  const { recipe, seed, keep } = asked;
  const { gathered, keys } = await gather(workspace, asked, effects);
  const facts = factsOf(gathered, recipe, keys, effects.memory);
  const groups = effects.memory.groups(keys.get('forms') ?? '');
  const group = reachedOnce(facts, recipe);
  const isNew = group !== null && groups.get(group.config, group.reached) === undefined;
  if (isNew && !(await bringTexts(workspace, asked, facts.measured, keys, effects)))
    return decideOver(workspace, asked, effects);
  checkSignalNames(recipe, facts.pool, workspace.signalVectors);
  const spaceOf = spacesOf(workspace, recipe, effects.memory);
  const beyond = { groups, spaceOf, ...(keep === undefined ? {} : { keep }) };
  return { facts, decided: decide(facts.measured, recipe, facts.pool, seed, beyond) };
}

/** The parts that tell equal texts. */
const textParts = (recipe: Recipe): PartName[] =>
  partsOf({ ...wantedBy(recipe), signals: false, terms: false, stages: [] });

interface Gathered {
  identity: Identity;
  parts: Partial<Parts>;
  measuredNow: PartName[];
  /** The questions, where they were put together already. */
  measured?: Measured[] | null;
}

/** The parts that are always needed, and those that tell equal texts where the texts are looked at anyway. */
async function gather(
  workspace: Workspace,
  asked: Asked,
  effects: FactEffects,
): Promise<{ gathered: Gathered; keys: ReadonlyMap<PartName, string> }> {
  const { source, recipe, known } = asked;
  const fitted: PartName[] = fitsDomains(recipe) ? ['domains'] : [];
  const needed: PartName[] = ['reference', ...fitted, ...partsOf({ ...wantedBy(recipe), texts: 'none' })];
  const nameNow = () => keyOf('identity', source, workspace.stamp(), known?.sha256 ?? null);
  const at = nameNow();
  const today =
    effects.memory.recall<Identity>(at) ??
    (await workspace.snapshot(async (tables) => readIdentity(tables, source, known))); // its pages go with it
  effects.memory.keep(at, today);
  const then = known === undefined ? [] : [{ ...today, compared: known.compared, live: known.live }];
  for (const identity of [...then, today]) {
    const keys = partKeys(recipe, identity, codeSha256(effects.assets));
    const parts = partsAtHand(needed, keys, effects.memory);
    if (parts !== null) return { gathered: { identity, parts, measuredNow: [] }, keys };
  }
  return workspace.snapshot((tables) => {
    tables.sources.all(); // the view begins with its first look: what was read before it holds if nobody wrote since
    return measureMissing(tables, asked, needed, effects, nameNow() === at ? today : undefined);
  });
}

/** Within one view of the database: what is there is read again, and what is missing is measured in one pass. */
async function measureMissing(
  tables: Tables,
  asked: Asked,
  needed: readonly PartName[],
  effects: FactEffects,
  identity = readIdentity(tables, asked.source, asked.known),
): Promise<{ gathered: Gathered; keys: ReadonlyMap<PartName, string> }> {
  const keys = partKeys(asked.recipe, identity, codeSha256(effects.assets));
  const parts: Partial<Parts> = {};
  const texts = textParts(asked.recipe);
  const missing = [
    ...needed.filter((name) => !take(name, keys, effects.memory, parts)),
    ...texts.filter((name) => !needed.includes(name) && !effects.memory.has(keys.get(name) ?? '')),
  ];
  const { recipe } = asked;
  let measured: Measured[] | null = null;
  const made = await lookAtPool(tables, { ...asked, identity, missing }, effects, (seen) => {
    const asked = Object.entries(seen).filter(([name]) => missing.includes(name as PartName));
    const all: Partial<Parts> = { ...parts, ...Object.fromEntries(asked) };
    measured = groupsAhead(identity.heads, all, recipe, keys.get('forms') ?? '', effects.memory);
  });
  for (const name of missing) put(name, made, keys, effects.memory, parts);
  return { gathered: { identity, parts, measuredNow: missing, measured }, keys };
}

/** The same for every recipe that differs behind the group stage alone. */
function reachedOnce({ measured, pool, reached }: Facts, recipe: Recipe): ReturnType<typeof reachedBy> {
  const behind = recipe.stages.findIndex(({ stage }) => stage === 'duplicates') + 1;
  const at = JSON.stringify(recipe.stages.slice(0, behind));
  const known = reached.get(at);
  if (known !== undefined) return known;
  const found = reachedBy(measured, recipe, pool);
  if (reached.size >= MOST_REACHED) reached.clear();
  reached.set(at, found);
  return found;
}

/** Each is as long as the pool. */
const MOST_REACHED = 4;

/** Puts the parts together; the same parts are put together once. */
function factsOf(
  { identity, parts, measuredNow, measured }: Gathered,
  recipe: Recipe,
  keys: ReadonlyMap<PartName, string>,
  memory: Memory,
): Facts {
  const { reference, signals } = parts;
  if (reference === undefined || signals === undefined) throw new RangeError('parts are missing');
  const used = [...keys].filter(([name]) => name in parts && name !== 'keys' && name !== 'forms');
  const at = keyOf('facts', used, identity.evidence, settingsOfEstimates(recipe));
  const facts = memory.recall<Facts>(at) ?? newFacts(identity, reference, parts, recipe, measured);
  memory.keep(at, facts);
  addTexts(facts.measured, parts);
  return { ...facts, identity, measuredNow };
}

function newFacts(
  identity: Identity,
  reference: ReferencePart,
  parts: Partial<Parts>,
  recipe: Recipe,
  before: Measured[] | null | undefined,
): Facts {
  const measured = before ?? assemble(identity.heads, parts);
  const teachers = configOf(recipe, 'diversity')?.teachers ?? [];
  const estimation = estimationOf(parts.learned, recipe);
  if (estimation?.decides === true) writeEstimates(measured, estimation);
  return {
    identity,
    reference,
    domains: parts.domains ?? null,
    measured,
    estimation,
    pool: {
      ...poolFacts(
        measured.map(({ row }) => row),
        teachers,
        reference.benchmarkItems,
      ),
      estimates: estimatesFact(estimation, measured, teachers),
    },
    evidenceSha256: hashLines([
      ...reference.benchmarks.map(({ name, sha256 }) => `benchmark ${name} ${sha256}`),
      ...reference.fit,
      ...(parts.domains === undefined ? [] : [`domains ${parts.domains.sha256}`]),
      ...(estimation?.decides === true ? [`difficulty estimates ${estimation.sha256}`] : []),
      ...identity.evidenceLines,
    ]),
    measuredNow: [],
    reached: new Map(),
  };
}

/**
 * What tells equal texts is brought only where a group stage is asked about questions that it has not seen together.
 * @returns false where the pool was changed meanwhile
 */
async function bringTexts(
  workspace: Workspace,
  asked: Asked,
  measured: readonly Measured[],
  keys: ReadonlyMap<PartName, string>,
  effects: FactEffects,
): Promise<boolean> {
  const names = textParts(asked.recipe);
  const atHand = partsAtHand(names, keys, effects.memory);
  if (atHand !== null) {
    addTexts(measured, atHand);
    return true;
  }
  return workspace.snapshot(async (tables) => {
    const { gathered, keys: now } = await measureMissing(tables, asked, names, effects);
    if (names.some((name) => now.get(name) !== keys.get(name))) return false;
    addTexts(measured, gathered.parts);
    return true;
  });
}
