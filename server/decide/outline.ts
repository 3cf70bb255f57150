import type { FunnelStage } from '../../shared/schemas/decision.ts';
import type { SettledLengths } from '../../shared/schemas/length-settings.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { StageName } from '../../shared/vocabulary/stages.ts';
import { type Sequence, sequenceOf } from '../algorithms/columns/sequence.ts';
import type { PoolFacts } from './candidate.ts';
import { countEstimated, talliesOf } from './fates.ts';
import { funnelStage, labelOf, notAppliedOf } from './funnel.ts';
import { type GateMemory, type Passage, passGates } from './gates.ts';
import type { Measured } from './measure.ts';
import { type BeyondRecipe, type Draw, draw, drawnStage } from './rank.ts';
import { type Settled, settleLengths } from './settle-lengths.ts';
import type { NarrowRow } from './stage.ts';

/** What a recipe makes of a pool, without a word about single questions. */
export interface Outline {
  funnel: FunnelStage[];
  /** In which kind lengths were compared. */
  lengths: SettledLengths;
  /** Ids of the selected, by rank. */
  selection: string[];
  reserve: number;
  /** Ids that would be selected if nothing of an earlier run were kept, where something is. */
  withoutKeep?: string[];
  /** Rows of the selected, in the order of ids. */
  chosen: readonly NarrowRow[];
  /** How many pinned questions fell, by the gate at which they did. */
  fallenPins: ReadonlyMap<StageName, number>;
}

/** An outline, and what verdicts are made from. */
export interface Outlined {
  outline: Outline;
  passages: Passage[];
  /** Places of those that passed every gate. */
  left: Uint32Array;
  settled: Settled;
  drawn: Draw;
}

/**
 * Decides about a pool: recipe x evidence x seed -> who passes, who is drawn. Pure.
 * @param measured in the order of ids
 * @param beyond what a run hands in that is in no recipe, and what is remembered
 */
export function outlineOf(
  measured: Sequence<Measured>,
  recipe: Recipe,
  facts: PoolFacts,
  seed: number,
  { groups, fates, ...beyond }: BeyondRecipe & GateMemory = {},
): Outlined {
  const memory = { ...(groups && { groups }), ...(fates && { fates }) };
  const { passages, left } = passGates(measured, recipe, facts, memory);
  const settled = settleLengths(measured, left, recipe);
  const rows = sequenceOf(left.length, (i) => settled.rowOf(measured.at(left[i]!)!));
  const drawn = draw(rows, recipe, seed, beyond);
  const { ranked, selected, withoutKeep } = drawn;
  const { stage, chosen } = drawnStage(rows, drawn, recipe);
  const outline: Outline = {
    funnel: [...passages.map((passage) => gateStage(passage, facts)), stage],
    lengths: settled.lengths,
    selection: ranked.slice(0, selected),
    reserve: ranked.length - selected,
    ...(withoutKeep === undefined ? {} : { withoutKeep }),
    chosen,
    fallenPins: fallenPins(measured, passages),
  };
  return { outline, passages, left, settled, drawn };
}

function gateStage({ config, reached, kept, fates }: Passage, facts: PoolFacts): FunnelStage {
  const label = labelOf(config.stage, reached.length, countEstimated(reached, fates));
  const counts = { in: reached.length, kept, ...talliesOf(reached, fates) };
  return funnelStage(config.stage, counts, notAppliedOf(config, facts), label);
}

function fallenPins(measured: Sequence<Measured>, passages: readonly Passage[]): Map<StageName, number> {
  const fallen = new Map<StageName, number>();
  measured.forEach(({ row }, place) => {
    if (row.evidence.marks?.pin === undefined) return;
    const at = passages.find(({ fates }) => fates.fell[place] !== 0)?.config.stage;
    if (at !== undefined) fallen.set(at, (fallen.get(at) ?? 0) + 1);
  });
  return fallen;
}
