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

export interface Ranking {
  /** Ids of the selected, by rank. */
  selection: string[];
  reserve: number;
  /** Ids that would be selected if nothing of an earlier run were kept, where something is. */
  withoutKeep?: string[];
}

/**
 * The last stage, over those that passed every gate: excluded ones are never taken; pinned ones come first, in the
 * order of their ids, then those that are kept of an earlier run, in their order there, then the draws.
 */
export function rank(
  passed: readonly Verdict[],
  recipe: Recipe,
  seed: number,
  funnel: FunnelStage[],
  { keep, spaceOf }: BeyondRecipe,
): Ranking {
  const config = configOf(recipe, 'diversity');
  if (config === undefined) throw new RangeError('a recipe ends with diversity');
  const isHeeded = heedsMarks(recipe);
  const rows = passed.map(({ row }) => row);
  const { free, first } = contenders(rows, recipe, keep?.ranks);
  const { ranked, selected } = select(free, config, seed, first, spaceOf);
  const rankOf = new Map(ranked.map((id, i) => [id, i + 1]));
  const last = recipe.stages.length - 1;
  const seen = { config, last, selected, isHeeded };
  for (const verdict of passed) place(verdict, rankOf.get(verdict.row.id) ?? null, seen);
  if (keep !== undefined) for (const verdict of passed) noteKept(verdict, keep);
  funnel.push(funnelStage('diversity', passed, selected, null));
  return {
    selection: ranked.slice(0, selected),
    reserve: ranked.length - selected,
    ...(keep === undefined ? {} : { withoutKeep: selectedWithout(rows, recipe, seed, spaceOf) }),
  };
}

function selectedWithout(
  rows: readonly NarrowRow[],
  recipe: Recipe,
  seed: number,
  spaceOf: SpaceOf | undefined,
): string[] {
  const { free, first } = contenders(rows, recipe);
  const config = configOf(recipe, 'diversity');
  if (config === undefined) return [];
  const { ranked, selected } = select(free, config, seed, first, spaceOf);
  return ranked.slice(0, selected);
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
  const isHeeded = heedsMarks(recipe);
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
  const excluded = isHeeded ? verdict.row.evidence.marks?.exclude : undefined;
  verdict.rank = at;
  const isSelected = at !== null && at <= selected;
  if (excluded !== undefined) verdict.reason = 'excluded';
  else verdict.reason = isSelected ? null : at === null ? 'not-drawn' : 'reserve';
  if (at !== null) setMargin(verdict, last, selected - at);
  const more = { ...standing(verdict), ...ownStanding(verdict, config), ...markEvidence(verdict, isHeeded) };
  verdict.evidence = isSelected ? orNone(more) : { ...drawn(verdict), ...more };
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
