import type { FunnelStage } from '../../shared/schemas/decision.ts';
import type { ConfigOf, Recipe } from '../../shared/schemas/recipe.ts';
import { configOf } from './config-of.ts';
import { funnelStage } from './funnel.ts';
import { ownValue } from './own-signals/evaluate.ts';
import { heedsMarks } from './pins.ts';
import { compare, type SpaceOf } from './samplers/sampler.ts';
import type { NarrowRow } from './stage.ts';
import { rankedBy, select } from './stages/diversity.ts';
import { NO_EVIDENCE, setMargin, type Verdict } from './verdict.ts';

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
  passed: readonly NarrowRow[],
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
  passed: readonly NarrowRow[],
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
  { selected, isHeeded }: Pick<Seen, 'selected' | 'isHeeded'>,
): Verdict['reason'] {
  if (isHeeded && evidence.marks?.exclude !== undefined) return 'excluded';
  if (at === null) return 'not-drawn';
  return at <= selected ? null : 'reserve';
}

/** Writes into the verdicts of those that passed every gate where the draw put them. */
export function writeRanks(
  passed: readonly Verdict[],
  { ranked, selected }: Draw,
  recipe: Recipe,
  keep: BeyondRecipe['keep'],
): void {
  const rankOf = ranksOf(ranked);
  const seen: Seen = {
    config: drawConfig(recipe),
    last: recipe.stages.length - 1,
    selected,
    isHeeded: heedsMarks(recipe),
  };
  for (const verdict of passed) {
    place(verdict, rankOf.get(verdict.row.id) ?? null, seen);
    if (keep !== undefined) noteKept(verdict, keep);
  }
}

const NOBODY: ReadonlyMap<string, number> = new Map();

/**
 * Who may be selected of those that passed every gate, and who of them stands before all draws.
 * @param kept ids that are kept of an earlier run, with their ranks there
 */
export function contenders(
  passed: readonly NarrowRow[],
  recipe: Recipe,
  kept = NOBODY,
): { free: readonly NarrowRow[]; first: string[] } {
  const isHeeded = heedsMarks(recipe) && passed.some(({ evidence }) => evidence.marks !== undefined);
  if (!isHeeded && kept.size === 0) return { free: passed, first: [] };
  const free = isHeeded ? passed.filter(({ evidence }) => evidence.marks?.exclude === undefined) : passed;
  const isPinned = ({ evidence }: NarrowRow) => isHeeded && evidence.marks?.pin !== undefined;
  const pinned = free.flatMap((row) => (isPinned(row) ? row.id : [])).sort(compare);
  const others = free.flatMap((row) => (kept.has(row.id) && !isPinned(row) ? row.id : []));
  others.sort((a, b) => (kept.get(a) ?? 0) - (kept.get(b) ?? 0) || compare(a, b));
  return { free, first: [...pinned, ...others] };
}

/** Says of a question that it was to be kept, and which rank it had. */
function noteKept(verdict: Verdict, { run, ranks }: NonNullable<BeyondRecipe['keep']>): void {
  const rank = ranks.get(verdict.row.id);
  if (rank !== undefined) verdict.evidence = { ...verdict.evidence, keptFrom: { run, rank } };
}

interface Seen {
  config: ConfigOf<'diversity'>;
  /** Number of the stage in the recipe. */
  last: number;
  selected: number;
  /** Whether marks count. */
  isHeeded: boolean;
}

/** Writes into a verdict where it came to stand. */
function place(verdict: Verdict, at: number | null, { config, last, selected, isHeeded }: Seen): void {
  verdict.rank = at;
  verdict.reason = reasonOf(verdict.row, at, { selected, isHeeded });
  if (at !== null) setMargin(verdict, last, selected - at);
  const more = { ...standing(verdict), ...ownStanding(verdict, config), ...markEvidence(verdict, isHeeded) };
  verdict.evidence = verdict.reason === null ? orNone(more) : { ...drawn(verdict), ...more };
}

const orNone = (evidence: Verdict['evidence']): Verdict['evidence'] =>
  Object.keys(evidence).length === 0 ? NO_EVIDENCE : evidence;

/** By which values of one's own a question was drawn, where the recipe draws by any. */
const ownStanding = ({ row }: Verdict, config: ConfigOf<'diversity'>): Record<string, unknown> => ({
  ...(config.stratify === 'domain'
    ? {}
    : { stratum: { [config.stratify]: ownValue(config.stratify, row.evidence.own ?? {}) ?? null } }),
  ...(config.rankBy === 'length' ? {} : { rankedBy: { [config.rankBy]: rankedBy(row, config) } }),
});

/** Who pinned or excluded a question. */
function markEvidence({ row: { evidence } }: Verdict, isHeeded: boolean): Record<string, unknown> {
  const { pin, exclude } = (isHeeded ? evidence.marks : undefined) ?? {};
  return {
    ...(pin === undefined ? {} : { pinned: pin }),
    ...(exclude === undefined ? {} : { excluded: exclude }),
  };
}

/** What a person can check about a draw: the domain, and the place in it that the length gives. */
const drawn = ({ row, signals, rank: at }: Verdict) => ({
  domain: row.domain,
  length: signals.length,
  rank: at,
});

/** As what length a question stood, where its own is of another kind than those of the run. */
const standing = ({ row, signals }: Verdict) =>
  row.length === signals.length ? {} : { standsAt: row.length };
