import type { ConfigOf, Recipe, StageConfig } from '../../shared/schemas/recipe.ts';
import { picked, type Sequence, sequenceOf } from '../algorithms/columns/sequence.ts';
import type { PoolFacts } from './candidate.ts';
import { configOf } from './config-of.ts';
import { FateBuilder, type Fates, survivorsOf } from './fates.ts';
import { decideGroups, type GroupMemory, groupOutcomes } from './groups.ts';
import type { Measured } from './measure.ts';
import { type FoundGroups, NO_GROUPS } from './near/near-duplicates.ts';
import { heedsMarks, overruled } from './pins.ts';
import { KEPT, type Outcome } from './stage.ts';
import { difficulty, isEstimated } from './stages/difficulty.ts';
import { evidence } from './stages/evidence.ts';
import { signals } from './stages/signals.ts';
import { judgedAt } from './text-stages.ts';

/** A stage that lets through or drops. */
export type GateConfig = Exclude<StageConfig, { stage: 'diversity' }>;
/** A gate that asks each question by itself, whoever else is there. */
type EachConfig = Exclude<GateConfig, { stage: 'duplicates' }>;

/** How the questions that reached a gate passed it; all by their places in the order of ids. */
export interface Passage {
  config: GateConfig;
  reached: Uint32Array;
  /** How many it let through. */
  kept: number;
  fates: Fates;
  /**
   * What was made of a question that reached it, worked out again: the outcomes of millions are never there at once.
   * Null where the stage `duplicates` was not carried out, since its fates come from memory.
   */
  outcomeOf: ((place: number) => Outcome) | null;
  /** Of the stage `duplicates`, where it was carried out. */
  groups: FoundGroups | null;
}

/** Fates that gates made of the same questions and facts before, by key. */
export interface FateMemory {
  get(key: string): Fates | undefined;
  put(key: string, fates: Fates): void;
}

/** What gates may remember: group stages across processes, fates within one pool of questions and facts. */
export interface GateMemory {
  groups?: GroupMemory;
  fates?: FateMemory;
}

/**
 * Sends all questions through the gates of a recipe: each is asked until it falls, group stages see only those that
 * reach them. Pure.
 * @param measured in the order of ids
 */
export function passGates(
  measured: Sequence<Measured>,
  recipe: Recipe,
  facts: PoolFacts,
  memory: GateMemory = {},
): { passages: Passage[]; left: Uint32Array } {
  let left = everyone(measured.length);
  const passages = gatesOf(recipe).map((config): Passage => {
    const reached = left;
    const asked = { measured, recipe, facts };
    const passage =
      config.stage === 'duplicates'
        ? passGroups(config, reached, asked, memory)
        : { ...passEach(config, asked, memory.fates), groups: null };
    left = survivorsOf(reached, passage.fates);
    return { config, reached, kept: left.length, ...passage };
  });
  return { passages, left };
}

/**
 * Who reaches the stage `duplicates` of a recipe, by their places; null where it has none that is on. What that stage
 * makes of them hangs on nothing else.
 */
export function reachedByGroups(
  measured: Sequence<Measured>,
  recipe: Recipe,
  facts: PoolFacts,
  fates?: FateMemory,
): { config: ConfigOf<'duplicates'>; key: string; reached: Uint32Array } | null {
  const config = configOf(recipe, 'duplicates');
  if (config === undefined || config.mode === 'off') return null;
  const before = recipe.stages.slice(0, recipe.stages.indexOf(config));
  const memory = fates === undefined ? {} : { fates };
  const { left } = passGates(measured, { ...recipe, stages: [...before, ...drawOf(recipe)] }, facts, memory);
  return { config, key: groupsKey(recipe), reached: left };
}

function everyone(count: number): Uint32Array {
  const places = new Uint32Array(count);
  for (let place = 0; place < count; place++) places[place] = place;
  return places;
}

const gatesOf = ({ stages }: Recipe): GateConfig[] =>
  stages.filter((config): config is GateConfig => config.stage !== 'diversity');

/** It says whether marks count. */
const drawOf = ({ stages }: Recipe): StageConfig[] => stages.filter(({ stage }) => stage === 'diversity');

interface Asked {
  measured: Sequence<Measured>;
  recipe: Recipe;
  facts: PoolFacts;
}

type Passed = Pick<Passage, 'fates' | 'outcomeOf'>;

/** All questions are asked, whoever reaches the gate, so that what it makes of them can be kept. */
function passEach(config: EachConfig, { measured, recipe, facts }: Asked, memory?: FateMemory): Passed {
  const key = JSON.stringify([config, heedsMarks(recipe)]);
  const outcomeOf = (place: number): Outcome => {
    const one = measured.at(place)!;
    const outcome = outcomeAt(config, one, facts);
    return outcome.kept ? outcome : overruled(outcome, config.stage, one.row, recipe);
  };
  const known = memory?.get(key);
  if (known !== undefined) return { fates: known, outcomeOf };
  const builder = new FateBuilder(measured.length);
  for (let place = 0; place < measured.length; place++) {
    const outcome = outcomeOf(place);
    if (outcome !== KEPT) builder.add(place, outcome);
  }
  const fates = builder.end(estimatedAt(config, measured, facts));
  memory?.put(key, fates);
  return { fates, outcomeOf };
}

function outcomeAt(config: EachConfig, one: Measured, facts: PoolFacts): Outcome {
  switch (config.stage) {
    case 'wellformed':
    case 'overlap':
    case 'quality':
      return judgedAt(config, one.outcomes[config.stage]);
    case 'evidence':
      return evidence.decide(one.row, config, facts);
    case 'signals':
      return signals.decide(one.row, config, facts);
    case 'difficulty':
      return difficulty.decide(one.row, config, facts);
  }
}

function estimatedAt(config: EachConfig, measured: Sequence<Measured>, facts: PoolFacts): Uint8Array | null {
  if (config.stage !== 'difficulty') return null;
  const estimated = new Uint8Array(measured.length);
  for (let place = 0; place < measured.length; place++) {
    if (isEstimated(measured.at(place)!.row, config, facts)) estimated[place] = 1;
  }
  return estimated;
}

/** Marks, and every setting up to the stage, have a say in who reaches it. */
function groupsKey(recipe: Recipe): string {
  const behind = recipe.stages.findIndex(({ stage }) => stage === 'duplicates') + 1;
  return JSON.stringify([recipe.looksAt, recipe.stages.slice(0, behind), heedsMarks(recipe)]);
}

function passGroups(
  config: ConfigOf<'duplicates'>,
  reached: Uint32Array,
  { measured, recipe }: Asked,
  memory: GateMemory,
): Passed & Pick<Passage, 'groups'> {
  const key = groupsKey(recipe);
  const known = memory.fates?.get(key);
  if (known !== undefined) return { fates: known, outcomeOf: null, groups: null };
  const groups = groupsAmong(config, reached, measured, memory.groups);
  const rows = sequenceOf(reached.length, (i) => measured.at(reached[i]!)!.row);
  const outcomes = groupOutcomes(groups, rows, config);
  const outcomeAmong = (i: number): Outcome => {
    const outcome = outcomes.at(i)!;
    return outcome.kept ? outcome : overruled(outcome, config.stage, measured.at(reached[i]!)!.row, recipe);
  };
  const builder = new FateBuilder(measured.length);
  for (let i = 0; i < reached.length; i++) {
    const outcome = outcomeAmong(i);
    if (outcome !== KEPT) builder.add(reached[i]!, outcome);
  }
  const fates = builder.end();
  memory.fates?.put(key, fates);
  return { fates, outcomeOf: (place) => outcomeAmong(placeIn(reached, place)), groups };
}

/** Where a place stands among some, which are ascending. */
function placeIn(places: Uint32Array, place: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function groupsAmong(
  config: ConfigOf<'duplicates'>,
  reached: Uint32Array,
  measured: Sequence<Measured>,
  memory?: GroupMemory,
): FoundGroups {
  if (config.mode === 'off') return NO_GROUPS;
  const before = memory?.get(config, reached);
  if (before !== undefined) return before;
  const made = decideGroups(picked(measured, reached), config);
  memory?.put(config, reached, made);
  return made;
}
