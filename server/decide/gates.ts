import type { ConfigOf, Recipe, StageConfig } from '../../shared/schemas/recipe.ts';
import type { PoolFacts } from './candidate.ts';
import { configOf } from './config-of.ts';
import { type Fates, fatesOf, survivorsOf } from './fates.ts';
import { decideGroups, type GroupMemory, type GroupOutcomes } from './groups.ts';
import type { Measured } from './measure.ts';
import { heedsMarks, overruled } from './pins.ts';
import { KEPT, type NarrowRow, type Outcome } from './stage.ts';
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
  /** What was made of each that was not simply kept; null where the fates come from memory. */
  outcomes: readonly (Outcome | undefined)[] | null;
  /** Of the stage `duplicates`, where it was carried out. */
  groups: GroupOutcomes | null;
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
  measured: readonly Measured[],
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
  measured: readonly Measured[],
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
  measured: readonly Measured[];
  recipe: Recipe;
  facts: PoolFacts;
}

type Passed = Pick<Passage, 'fates' | 'outcomes'>;

/** All questions are asked, whoever reaches the gate, so that what it makes of them can be kept. */
function passEach(config: EachConfig, { measured, recipe, facts }: Asked, memory?: FateMemory): Passed {
  const key = JSON.stringify([config, heedsMarks(recipe)]);
  const known = memory?.get(key);
  if (known !== undefined) return { fates: known, outcomes: null };
  const outcomes = new Array<Outcome | undefined>(measured.length);
  for (let place = 0; place < measured.length; place++) {
    const one = measured[place]!;
    const outcome = overruled(outcomeAt(config, one, facts), config.stage, one.row, recipe);
    if (outcome !== KEPT) outcomes[place] = outcome;
  }
  const fates = fatesOf(outcomes, estimatedAt(config, measured, facts));
  memory?.put(key, fates);
  return { fates, outcomes };
}

function outcomeAt(config: EachConfig, { row, outcomes }: Measured, facts: PoolFacts): Outcome {
  switch (config.stage) {
    case 'wellformed':
    case 'overlap':
    case 'quality':
      return judgedAt(config, outcomes[config.stage]);
    case 'evidence':
      return evidence.decide(row, config, facts);
    case 'signals':
      return signals.decide(row, config, facts);
    case 'difficulty':
      return difficulty.decide(row, config, facts);
  }
}

function estimatedAt(config: EachConfig, measured: readonly Measured[], facts: PoolFacts): Uint8Array | null {
  if (config.stage !== 'difficulty') return null;
  const estimated = new Uint8Array(measured.length);
  for (let place = 0; place < measured.length; place++) {
    if (isEstimated(measured[place]!.row, config, facts)) estimated[place] = 1;
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
  if (known !== undefined) return { fates: known, outcomes: null, groups: null };
  const groups = groupsAmong(config, reached, measured, memory.groups);
  const outcomes = new Array<Outcome | undefined>(measured.length);
  reached.forEach((place, i) => {
    const outcome = overruled(groups.outcomes[i] ?? KEPT, config.stage, rowAt(measured, place), recipe);
    if (outcome !== KEPT) outcomes[place] = outcome;
  });
  const fates = fatesOf(outcomes);
  memory.fates?.put(key, fates);
  return { fates, outcomes, groups };
}

const rowAt = (measured: readonly Measured[], place: number): NarrowRow => measured[place]!.row;

function groupsAmong(
  config: ConfigOf<'duplicates'>,
  places: Uint32Array,
  measured: readonly Measured[],
  memory?: GroupMemory,
): GroupOutcomes {
  if (config.mode === 'off') return { outcomes: [], findings: { edges: [], members: [] } };
  const reached = Array.from(places);
  const before = memory?.get(config, reached);
  if (before !== undefined) return before;
  const made = decideGroups(
    reached.map((place) => measured[place]!),
    config,
  );
  memory?.put(config, reached, made);
  return made;
}
