import type { FunnelStage } from '../../shared/schemas/decision.ts';
import type { ConfigOf, Recipe } from '../../shared/schemas/recipe.ts';
import { picked, type Sequence } from '../algorithms/columns/sequence.ts';
import { configOf } from './config-of.ts';
import { funnelStage } from './funnel.ts';
import { ownValue } from './own-signals/evaluate.ts';
import { heedsMarks } from './pins.ts';
import { compare, type SpaceOf } from './samplers/sampler.ts';
import type { NarrowRow } from './stage.ts';
import { rankedBy, select } from './stages/diversity.ts';
import type { Verdict } from './verdict.ts';

/** What a run hands in that is in no recipe. */
export interface BeyondRecipe {
  /** Questions of an earlier run that come first where they pass: ids with their rank there. */
  keep?: { run: string; ranks: ReadonlyMap<string, number> };
  /** Distances between questions, made when a sampler goes by them. */
  spaceOf?: SpaceOf;
}

/** Who was drawn of those that passed every gate. */
export interface Draw {
  /** Ids by rank, the selected before the reserve. */
  ranked: string[];
  /** How many of them are selected. */
  selected: number;
  /** Ids that would be selected if nothing of an earlier run were kept, where something is. */
  withoutKeep?: string[];
}

/**
 * The last stage, over those that passed every gate: excluded ones are never taken; pinned ones come first, in the
 * order of their ids, then those that are kept of an earlier run, in their order there, then the draws.
 */
export function draw(
  passed: Sequence<NarrowRow>,
  recipe: Recipe,
  seed: number,
  { keep, spaceOf }: BeyondRecipe,
): Draw {
  const config = drawConfig(recipe);
  const { free, first } = contenders(passed, recipe, keep?.ranks);
  const drawn = select(free, config, seed, first, spaceOf);
  if (keep === undefined) return drawn;
  const others = contenders(passed, recipe);
  const without = select(others.free, config, seed, others.first, spaceOf);
  return { ...drawn, withoutKeep: without.ranked.slice(0, without.selected) };
}

function drawConfig(recipe: Recipe): ConfigOf<'diversity'> {
  const config = configOf(recipe, 'diversity');
  if (config === undefined) throw new RangeError('a recipe ends with diversity');
  return config;
}

/** What the draw did to the questions that reached it, and whom it selected. @param passed in the order of ids */
export function drawnStage(
  passed: Sequence<NarrowRow>,
  { ranked, selected }: Draw,
  recipe: Recipe,
): { stage: FunnelStage; chosen: NarrowRow[] } {
  const rankOf = ranksOf(ranked);
  const seen = { selected, isHeeded: heedsMarks(recipe) };
  const dropped: Record<string, number> = {};
  const chosen: NarrowRow[] = [];
  for (const row of passed) {
    const reason = reasonOf(row, rankOf.get(row.id) ?? null, seen);
    if (reason === null) chosen.push(row);
    else dropped[reason] = (dropped[reason] ?? 0) + 1;
  }
  const counts = { in: passed.length, kept: selected, dropped, notes: {} };
  return { stage: funnelStage('diversity', counts, null), chosen };
}

const ranksOf = (ranked: readonly string[]): ReadonlyMap<string, number> =>
  new Map(ranked.map((id, i) => [id, i + 1]));

/** Why a question that passed every gate is not selected, or null. */
function reasonOf(
  { evidence }: NarrowRow,
  at: number | null,
  { selected, isHeeded }: { selected: number; isHeeded: boolean },
): Verdict['reason'] {
  if (isHeeded && evidence.marks?.exclude !== undefined) return 'excluded';
  if (at === null) return 'not-drawn';
  return at <= selected ? null : 'reserve';
}

/** Where the draw put those that passed every gate. */
export interface DrawnRanks {
  /** Null for one that was not drawn. */
  rankOf(id: string): number | null;
  /** @param at its rank */
  reasonOf(row: NarrowRow, at: number | null): Verdict['reason'];
  marginOf(rank: number): number;
  /** What a person can check about the place of a question. */
  evidenceOf(verdict: Standing): Verdict['evidence'];
}

/** Where a question that passed every gate came to stand. */
type Standing = Pick<Verdict, 'row' | 'signals' | 'rank' | 'reason'>;

export function drawnRanks(
  { ranked, selected }: Draw,
  recipe: Recipe,
  keep: BeyondRecipe['keep'],
): DrawnRanks {
  const ranks = ranksOf(ranked);
  const config = drawConfig(recipe);
  const isHeeded = heedsMarks(recipe);
  return {
    rankOf: (id) => ranks.get(id) ?? null,
    reasonOf: (row, at) => reasonOf(row, at, { selected, isHeeded }),
    marginOf: (rank) => selected - rank,
    evidenceOf({ row, signals, rank, reason }) {
      const keptAt = keep?.ranks.get(row.id);
      return {
        ...(reason === null ? {} : { domain: row.domain, length: signals.length, rank }),
        ...(row.length === signals.length ? {} : { standsAt: row.length }), // its own is of another kind
        ...ownStanding(row, config),
        ...markEvidence(row, isHeeded),
        ...(keep === undefined || keptAt === undefined ? {} : { keptFrom: { run: keep.run, rank: keptAt } }),
      };
    },
  };
}

const NOBODY: ReadonlyMap<string, number> = new Map();

/**
 * Who may be selected of those that passed every gate, and who of them stands before all draws.
 * @param kept ids that are kept of an earlier run, with their ranks there
 */
export function contenders(
  passed: Sequence<NarrowRow>,
  recipe: Recipe,
  kept = NOBODY,
): { free: Sequence<NarrowRow>; first: string[] } {
  const isHeeded = heedsMarks(recipe);
  const [pinned, others]: [string[], string[]] = [[], []];
  const excluded: number[] = [];
  passed.forEach(({ id, evidence: { marks } }, i) => {
    if (isHeeded && marks?.exclude !== undefined) excluded.push(i);
    else if (isHeeded && marks?.pin !== undefined) pinned.push(id);
    else if (kept.has(id)) others.push(id);
  });
  pinned.sort(compare);
  others.sort((a, b) => (kept.get(a) ?? 0) - (kept.get(b) ?? 0) || compare(a, b));
  return { free: without(passed, excluded), first: [...pinned, ...others] };
}

/** All but those at some places, which are ascending. */
function without(passed: Sequence<NarrowRow>, places: readonly number[]): Sequence<NarrowRow> {
  if (places.length === 0) return passed;
  const left = new Uint32Array(passed.length - places.length);
  let [at, next] = [0, 0];
  for (let place = 0; place < passed.length; place++) {
    if (places[next] === place) next++;
    else left[at++] = place;
  }
  return picked(passed, left);
}

/** By which values of one's own a question was drawn, where the recipe draws by any. */
const ownStanding = (row: NarrowRow, config: ConfigOf<'diversity'>): Record<string, unknown> => ({
  ...(config.stratify === 'domain'
    ? {}
    : { stratum: { [config.stratify]: ownValue(config.stratify, row.evidence.own ?? {}) ?? null } }),
  ...(config.rankBy === 'length' ? {} : { rankedBy: { [config.rankBy]: rankedBy(row, config) } }),
});

/** Who pinned or excluded a question. */
function markEvidence({ evidence }: NarrowRow, isHeeded: boolean): Record<string, unknown> {
  const { pin, exclude } = (isHeeded ? evidence.marks : undefined) ?? {};
  return {
    ...(pin === undefined ? {} : { pinned: pin }),
    ...(exclude === undefined ? {} : { excluded: exclude }),
  };
}
