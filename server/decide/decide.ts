import type { FunnelStage } from '../../shared/schemas/decision.ts';
import type { SettledLengths } from '../../shared/schemas/length-settings.ts';
import type { ConfigOf, Recipe, StageConfig } from '../../shared/schemas/recipe.ts';
import type { PoolFacts } from './candidate.ts';
import { funnelStage, notAppliedOf } from './funnel.ts';
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

/** A question on its way through the stages. */
interface OnTheWay {
  measured: Measured;
  verdict: Verdict;
}

/**
 * Decides about every question: recipe x evidence x seed -> one verdict each, none lost, none twice.
 * Pure; the order of `measured` has no say. A question is asked at each stage in the order of the recipe
 * until it falls; group stages see only those that reach them.
 * @param beyond what a run hands in that is in no recipe
 */
export function decide(
  measured: readonly Measured[],
  recipe: Recipe,
  facts: PoolFacts,
  seed: number,
  beyond: BeyondRecipe = {},
): Decided {
  const inOrder = [...measured].sort((a, b) => compare(a.row.id, b.row.id));
  const all: OnTheWay[] = inOrder.map((one) => ({ measured: one, verdict: undecided(one) }));
  const funnel: FunnelStage[] = [];
  const duplicates: DuplicateFindings = { edges: [], members: [] };
  let left = all;
  recipe.stages.forEach((config, at) => {
    if (config.stage === 'diversity') return;
    const outcomes = outcomesAt(config, left, facts, duplicates);
    left.forEach(({ verdict }, i) => {
      record(verdict, config.stage, at, overruled(outcomes[i] ?? KEPT, config.stage, verdict.row, recipe));
    });
    const survivors = left.filter(({ verdict }) => verdict.reason === null);
    const reached = left.map(({ verdict }) => verdict);
    funnel.push(funnelStage(config.stage, reached, survivors.length, notAppliedOf(config, facts)));
    left = survivors;
  });
  const lengths = settleLengths(all, left, recipe);
  const verdicts = all.map(({ verdict }) => verdict);
  const passed = left.map(({ verdict }) => verdict);
  return { verdicts, funnel, duplicates, lengths, ...rank(passed, recipe, seed, funnel, beyond) };
}

/** One outcome for each question, in their order. */
function outcomesAt(
  config: Exclude<StageConfig, { stage: 'diversity' }>,
  left: readonly OnTheWay[],
  facts: PoolFacts,
  found: DuplicateFindings,
): Outcome[] {
  switch (config.stage) {
    case 'wellformed':
    case 'overlap':
    case 'quality':
      return left.map(({ measured }) => measured.outcomes[config.stage] ?? KEPT);
    case 'evidence':
      return left.map(({ measured }) => evidence.decide(measured.row, config, facts));
    case 'signals':
      return left.map(({ measured }) => signals.decide(measured.row, config, facts));
    case 'difficulty':
      return left.map(({ measured }) => difficulty.decide(measured.row, config, facts));
    case 'duplicates':
      return config.method === 'exact' ? decideGroups(left, config) : decideNear(left, config, found);
  }
}

function decideGroups(left: readonly OnTheWay[], config: ConfigOf<'duplicates'>): Outcome[] {
  const outcomes: Outcome[] = left.map(() => KEPT);
  for (const members of repeated(left.map(({ measured }) => measured.row.key))) {
    const rows = members.flatMap((i) => left[i]?.measured.row ?? []);
    duplicates.decide(rows, config).forEach((outcome, j) => {
      outcomes[members[j] ?? -1] = outcome;
    });
  }
  return outcomes;
}

/** Writes who repeats whom into `found`. */
function decideNear(
  left: readonly OnTheWay[],
  config: ConfigOf<'duplicates'>,
  found: DuplicateFindings,
): Outcome[] {
  const rows = left.map(({ measured: { row, near } }) => {
    if (near === null || near === undefined) throw new RangeError(`${row.id} has no normal form`);
    return { row, near };
  });
  const { outcomes, findings } =
    config.mode === 'off'
      ? { outcomes: left.map(() => KEPT), findings: found }
      : nearDuplicates(rows, config);
  Object.assign(found, findings);
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
