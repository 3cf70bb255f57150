import type { FunnelStage } from '../../shared/schemas/decision.ts';
import type { SettledLengths } from '../../shared/schemas/length-settings.ts';
import type { ConfigOf, Recipe, StageConfig } from '../../shared/schemas/recipe.ts';
import type { PoolFacts } from './candidate.ts';
import { funnelStage, labelOf, notAppliedOf } from './funnel.ts';
import type { Measured } from './measure.ts';
import { type DuplicateFindings, nearDuplicates } from './near/near-duplicates.ts';
import { overruled } from './pins.ts';
import { type BeyondRecipe, type Ranking, rank } from './rank.ts';
import { compare } from './samplers/sampler.ts';
import { settleLengths } from './settle-lengths.ts';
import { KEPT, type Outcome } from './stage.ts';
import { difficulty } from './stages/difficulty.ts';
import { duplicates } from './stages/duplicates.ts';
import { evidence } from './stages/evidence.ts';
import { signals } from './stages/signals.ts';
import { judgedAt } from './text-stages.ts';
import { record, undecided, type Verdict } from './verdict.ts';

export interface Decided extends Ranking {
  /** One for each question, in the order of the ids. */
  verdicts: Verdict[];
  funnel: FunnelStage[];
  /** Who repeats whom, where the recipe looks for near duplicates. */
  duplicates: DuplicateFindings;
  /** In which kind lengths were compared. */
  lengths: SettledLengths;
}

/** What a group stage made of the questions that reached it: an outcome for each, in their order. */
export interface GroupOutcomes {
  outcomes: readonly Outcome[];
  findings: DuplicateFindings;
}

/** What group stages made of the same questions before, under the same configuration; see `reachedBy`. */
export interface GroupMemory {
  /** @param reached places, in the order of ids, of the questions that reach the stage */
  get(config: ConfigOf<'duplicates'>, reached: readonly number[]): GroupOutcomes | undefined;
  put(config: ConfigOf<'duplicates'>, reached: readonly number[], made: GroupOutcomes): void;
}

const FORGETFUL: GroupMemory = { get: () => undefined, put: () => undefined };

/** A question on its way through the stages. */
interface OnTheWay {
  place: number;
  measured: Measured;
  verdict: Verdict;
}

/**
 * Decides about every question: recipe x evidence x seed -> one verdict each, none lost, none twice.
 * Pure; the order of `measured` has no say. A question is asked at each stage in the order of the recipe
 * until it falls; group stages see only those that reach them, and are not asked what `groups` remembers.
 * @param beyond what a run hands in that is in no recipe
 */
export function decide(
  measured: readonly Measured[],
  recipe: Recipe,
  facts: PoolFacts,
  seed: number,
  { groups = FORGETFUL, ...beyond }: BeyondRecipe & { groups?: GroupMemory } = {},
): Decided {
  const all = inOrderOfIds(measured);
  const funnel: FunnelStage[] = [];
  const duplicates: DuplicateFindings = { edges: [], members: [] };
  let left = all;
  recipe.stages.forEach((config, at) => {
    if (config.stage === 'diversity') return;
    const outcomes = outcomesAt(config, left, facts, duplicates, groups);
    left.forEach((one, i) => {
      record(one.verdict, config.stage, at, overruledAt(outcomes[i], config, one, recipe));
    });
    const survivors = left.filter(({ verdict }) => verdict.reason === null);
    const reached = left.map(({ verdict }) => verdict);
    const label = labelOf(config, reached, facts);
    funnel.push(funnelStage(config.stage, reached, survivors.length, notAppliedOf(config, facts), label));
    left = survivors;
  });
  const lengths = settleLengths(all, left, recipe);
  const verdicts = all.map(({ verdict }) => verdict);
  const passed = left.map(({ verdict }) => verdict);
  return { verdicts, funnel, duplicates, lengths, ...rank(passed, recipe, seed, funnel, beyond) };
}

const inOrderOfIds = (measured: readonly Measured[]): OnTheWay[] =>
  [...measured]
    .sort((a, b) => compare(a.row.id, b.row.id))
    .map((one, place) => ({ place, measured: one, verdict: undecided(one) }));

/**
 * Places, in the order of ids, of the questions that reach the duplicates stage of a recipe; null where it has none
 * that is on. What the stage makes of them hangs on nothing else.
 */
export function reachedBy(
  measured: readonly Measured[],
  recipe: Recipe,
  facts: PoolFacts,
): { config: ConfigOf<'duplicates'>; reached: number[] } | null {
  const found: DuplicateFindings = { edges: [], members: [] };
  let left = inOrderOfIds(measured);
  for (const config of recipe.stages) {
    if (config.stage === 'duplicates')
      return config.mode === 'off' ? null : { config, reached: left.map(({ place }) => place) };
    if (config.stage === 'diversity') return null;
    const outcomes = outcomesAt(config, left, facts, found, FORGETFUL);
    left = left.filter((one, i) => overruledAt(outcomes[i], config, one, recipe).kept);
  }
  return null;
}

const overruledAt = (
  outcome: Outcome | undefined,
  { stage }: StageConfig,
  { measured }: OnTheWay,
  recipe: Recipe,
): Outcome => overruled(outcome ?? KEPT, stage, measured.row, recipe);

/** One outcome for each question, in their order. */
function outcomesAt(
  config: Exclude<StageConfig, { stage: 'diversity' }>,
  left: readonly OnTheWay[],
  facts: PoolFacts,
  found: DuplicateFindings,
  groups: GroupMemory,
): readonly Outcome[] {
  switch (config.stage) {
    case 'wellformed':
    case 'overlap':
    case 'quality':
      return left.map(({ measured }) => judgedAt(config, measured.outcomes[config.stage]));
    case 'evidence':
      return left.map(({ measured }) => evidence.decide(measured.row, config, facts));
    case 'signals':
      return left.map(({ measured }) => signals.decide(measured.row, config, facts));
    case 'difficulty':
      return left.map(({ measured }) => difficulty.decide(measured.row, config, facts));
    case 'duplicates': {
      if (config.mode === 'off') return [];
      const reached = left.map(({ place }) => place);
      const before = groups.get(config, reached);
      const made =
        before ??
        groupOutcomes(
          left.map(({ measured }) => measured),
          config,
        );
      if (before === undefined) groups.put(config, reached, made);
      Object.assign(found, made.findings);
      return made.outcomes;
    }
  }
}

/**
 * What the group stage makes of the questions that reach it. @param left in the order of their ids
 * @throws RangeError where normal forms are needed and are not there
 */
export function groupOutcomes(left: readonly Measured[], config: ConfigOf<'duplicates'>): GroupOutcomes {
  return config.method === 'exact'
    ? { outcomes: equalTexts(left, config), findings: { edges: [], members: [] } }
    : nearDuplicates(
        left.map(({ row, near }) => {
          if (near === null || near === undefined) throw new RangeError(`${row.id} has no normal form`);
          return { row, near };
        }),
        config,
      );
}

function equalTexts(left: readonly Measured[], config: ConfigOf<'duplicates'>): Outcome[] {
  const outcomes: Outcome[] = left.map(() => KEPT);
  for (const members of repeated(left.map(({ row }) => row.key))) {
    const rows = members.flatMap((i) => left[i]?.row ?? []);
    duplicates.decide(rows, config).forEach((outcome, j) => {
      outcomes[members[j] ?? -1] = outcome;
    });
  }
  return outcomes;
}

/** Places of each key that stands more than once; most stand once, so no list is made for those. */
function repeated(keys: readonly string[]): Iterable<number[]> {
  const first = new Map<string, number>();
  const groups = new Map<string, number[]>();
  keys.forEach((key, i) => {
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, i);
      return;
    }
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [before, i]);
    else members.push(i);
  });
  return groups.values();
}
