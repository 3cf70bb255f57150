import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { StageName } from '../../shared/vocabulary/stages.ts';
import type { PoolFacts } from './candidate.ts';
import { configOf } from './config-of.ts';
import type { Measured } from './measure.ts';
import { turnedRule } from './own-signals/turned.ts';
import { contenders } from './rank.ts';
import { uniformDomains } from './samplers/baselines.ts';
import { byDomain, type DrawRow } from './samplers/sampler.ts';
import { stableChance } from './samplers/stable.ts';
import type { NarrowRow } from './stage.ts';
import { difficulty, solversOf } from './stages/difficulty.ts';
import { drawRow, selector } from './stages/diversity.ts';
import { evidence, inPool } from './stages/evidence.ts';
import { effectOf } from './stages/quality.ts';
import { signals } from './stages/signals.ts';
import type { Verdict } from './verdict.ts';

/** A setting that turns a decision, as `--set stage.key=value` takes it. */
export interface Change {
  stage: StageName;
  key: string;
  value: unknown;
}

/** Whom a question repeats: one with the same text, or one that only is the same question. */
export type Repeats = 'text' | 'question' | null;

/**
 * The settings under which a question would be selected: for each stage that drops it, or would once it
 * got there, the narrowest key that lets it through; last what makes the draw reach it. Empty for the selected.
 */
export function changesFor(
  verdict: Pick<Verdict, 'reason' | 'rank'>,
  measured: Measured,
  repeats: Repeats,
  recipe: Recipe,
  facts: PoolFacts,
): Change[] {
  if (verdict.reason === null) return [];
  const changes = recipe.stages.flatMap((config) =>
    changesAt(config.stage, measured, repeats, recipe, facts),
  );
  return [...changes, ...drawChanges(verdict, recipe, changes.length > 0)];
}

function changesAt(
  stage: StageName,
  measured: Measured,
  repeats: Repeats,
  recipe: Recipe,
  facts: PoolFacts,
): Change[] {
  switch (stage) {
    case 'wellformed':
      return isDropped(measured, 'wellformed') ? [{ stage, key: 'mode', value: 'note' }] : [];
    case 'overlap':
      return overlapChange(measured);
    case 'quality':
      return qualityChanges(measured, recipe);
    case 'duplicates':
      if (repeats === 'text') return [{ stage, key: 'mode', value: 'note' }];
      return repeats === 'question' ? [{ stage, key: 'method', value: 'exact' }] : [];
    case 'evidence':
      return evidenceChange(measured.row, recipe, facts);
    case 'signals':
      return signalsChange(measured.row, recipe, facts);
    case 'difficulty':
      return difficultyChange(measured.row, recipe, facts);
    case 'diversity':
      return isExcluded(measured.row, recipe) ? [{ stage, key: 'marks', value: 'ignore' }] : [];
  }
}

const isExcluded = (row: NarrowRow, recipe: Recipe): boolean =>
  row.evidence.marks?.exclude !== undefined && configOf(recipe, 'diversity')?.marks !== 'ignore';

const isDropped = (measured: Measured, stage: 'wellformed' | 'overlap' | 'quality'): boolean =>
  measured.outcomes[stage]?.kept === false;

/** A window one word longer than the longest shared run, or a share above all that are there; else a note. */
function overlapChange(measured: Measured): Change[] {
  const outcome = measured.outcomes.overlap;
  if (outcome === undefined || outcome.kept) return [];
  const { longestRun: run, turnsAt } = outcome.finding.evidence;
  if (typeof turnsAt === 'number') return [{ stage: 'overlap', key: 'contained', value: turnsAt }];
  return typeof run === 'number' && run < 64
    ? [{ stage: 'overlap', key: 'window', value: run + 1 }]
    : [{ stage: 'overlap', key: 'mode', value: 'note' }];
}

function qualityChanges(measured: Measured, recipe: Recipe): Change[] {
  const outcome = measured.outcomes.quality;
  const config = configOf(recipe, 'quality');
  if (outcome === undefined || outcome.kept || config === undefined) return [];
  const seen = [outcome.finding, ...outcome.notes];
  const fatal = seen.filter((finding) => effectOf(finding, config) === 'drop').map(({ reason }) => reason);
  return [...new Set(fatal)].map((key) => ({ stage: 'quality', key, value: 'note' }));
}

function evidenceChange(row: NarrowRow, recipe: Recipe, facts: PoolFacts): Change[] {
  const config = configOf(recipe, 'evidence');
  if (config === undefined) return [];
  const outcome = evidence.decide(row, config, facts);
  if (outcome.kept) return [];
  const missing = outcome.finding.evidence.missing as readonly string[];
  const left = config.features.filter((feature) => !missing.includes(feature));
  const onlyForWant =
    config.gate === 'strict' && missing.every((feature) => !inPool(feature as 'trace', facts));
  return onlyForWant
    ? [{ stage: 'evidence', key: 'gate', value: 'available' }]
    : [{ stage: 'evidence', key: 'features', value: left }];
}

function signalsChange(row: NarrowRow, recipe: Recipe, facts: PoolFacts): Change[] {
  const config = configOf(recipe, 'signals');
  if (config === undefined || signals.decide(row, config, facts).kept) return [];
  return [turnedRule(config, row.evidence.own ?? {})];
}

function difficultyChange(row: NarrowRow, recipe: Recipe, facts: PoolFacts): Change[] {
  const config = configOf(recipe, 'difficulty');
  if (config === undefined || difficulty.decide(row, config, facts).kept) return [];
  const solved = new Set(
    row.evidence.attempts.filter(({ verdict }) => verdict === 'correct').map(({ model }) => model),
  );
  const left = solversOf(config, facts).filter((model) => !solved.has(model));
  return left.length > 0
    ? [{ stage: 'difficulty', key: 'solvers', value: left }]
    : [{ stage: 'difficulty', key: 'mode', value: 'note' }];
}

/**
 * A reserve is reached by an n that is as large as its rank, with the share of the first phase scaled so
 * that the draws before it stay what they were; anything else only by taking all.
 */
function drawChanges({ rank }: Pick<Verdict, 'rank'>, recipe: Recipe, poolChanges: boolean): Change[] {
  const config = configOf(recipe, 'diversity');
  if (config === undefined || config.n === 'all') return [];
  if (rank === null || poolChanges) return [{ stage: 'diversity', key: 'n', value: 'all' }];
  const n: Change = { stage: 'diversity', key: 'n', value: rank };
  if (config.sampler !== 's1') return [n];
  const share = Math.round(config.uniformShare * config.n) / rank;
  return [n, { stage: 'diversity', key: 'uniformShare', value: share }];
}

/**
 * How likely a question that passed every gate is to be selected: exact where the sampler treats all alike or
 * draws nothing; else the share of `seeds` fixed seeds under which the sampler takes it, an estimate with a
 * standard error of at most 0.5 / sqrt(seeds).
 */
export function chanceOf(id: string, passed: readonly NarrowRow[], recipe: Recipe, seeds = 1000): number {
  const config = configOf(recipe, 'diversity');
  const { free, first } = contenders(passed, recipe);
  if (config === undefined || !free.some((row) => row.id === id)) return 0;
  const count = Math.min(config.n === 'all' ? free.length : config.n, free.length);
  if (first.includes(id)) return first.indexOf(id) < count ? 1 : 0;
  if (count === free.length) return 1;
  const rows = free.map((row) => drawRow(row, config));
  if (config.sampler === 'stable') return stableChance(id, rows, { selected: count, count, first }, seeds);
  if (config.sampler === 'random' && first.length === 0) return count / rows.length;
  if (config.sampler === 'diverse' && first.length === 0) return diverseChance(id, rows, count, seeds);
  const draw = selector(free, { ...config, reserve: 0 }, first);
  if (config.sampler === 'longest' || config.sampler === 'all') return draw(0).ranked.includes(id) ? 1 : 0;
  let taken = 0;
  for (let seed = 0; seed < seeds; seed++) if (draw(seed).ranked.includes(id)) taken++;
  return taken / seeds;
}

/** Inside a domain all are alike, so it is enough to know how often the domain is drawn. */
function diverseChance(id: string, rows: readonly DrawRow[], count: number, seeds: number): number {
  const domains = [...byDomain(rows).values()];
  const own = domains.findIndex((members) => members.some((row) => row.id === id));
  const sizes = domains.map(({ length }) => length);
  let drawn = 0;
  for (let seed = 0; seed < seeds; seed++)
    drawn += uniformDomains(sizes, count, seed).filter((domain) => domain === own).length;
  return drawn / seeds / (sizes[own] ?? 1);
}
