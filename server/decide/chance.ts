import type { ConfigOf, Recipe } from '../../shared/schemas/recipe.ts';
import type { Sequence } from '../algorithms/columns/sequence.ts';
import { configOf } from './config-of.ts';
import { type BeyondRecipe, contenders } from './rank.ts';
import { uniformDomains } from './samplers/baselines.ts';
import { byDomain, type DrawRow } from './samplers/sampler.ts';
import { stableChance } from './samplers/stable.ts';
import type { NarrowRow } from './stage.ts';
import { drawRow, selector } from './stages/diversity.ts';

/**
 * How likely a question that passed every gate is to be selected: exact where the sampler treats all alike or
 * draws nothing; else the share of `seeds` fixed seeds under which the sampler takes it, an estimate with a
 * standard error of at most 0.5 / sqrt(seeds). By distances a draw takes long: fewer seeds are tried there (20, and 5
 * for facility location, where the seed says little).
 * @param passed those that passed every gate
 */
export function chanceOf(
  id: string,
  passed: Sequence<NarrowRow>,
  recipe: Recipe,
  { seeds = 1000, keep, spaceOf }: BeyondRecipe & { seeds?: number } = {},
): number {
  const config = configOf(recipe, 'diversity');
  const { free, first } = contenders(passed, recipe, keep?.ranks);
  if (config === undefined || !has(free, id)) return 0;
  const count = Math.min(config.n === 'all' ? free.length : config.n, free.length);
  if (first.includes(id)) return first.indexOf(id) < count ? 1 : 0;
  if (count === free.length) return 1;
  const rows = free.map((row) => drawRow(row, config));
  const { sampler } = config;
  if (sampler === 'stable') return stableChance(id, rows, { selected: count, count, first }, seeds);
  if (sampler === 'random' && first.length === 0) return count / rows.length;
  if (sampler === 'diverse' && first.length === 0) return diverseChance(id, rows, count, seeds);
  const draw = selector(free, { ...config, reserve: 0 }, first, spaceOf);
  const tried = Math.min(seeds, DRAWS[sampler] ?? seeds);
  let taken = 0;
  for (let seed = 0; seed < tried; seed++) if (draw(seed).ranked.includes(id)) taken++;
  return taken / tried;
}

function has(rows: Sequence<NarrowRow>, id: string): boolean {
  for (const row of rows) if (row.id === id) return true;
  return false;
}

/** Draws that are tried where no seed has a say, or where one takes long. */
const DRAWS: Partial<Record<ConfigOf<'diversity'>['sampler'], number>> = {
  longest: 1,
  all: 1,
  'k-center': 20,
  'facility-location': 5,
};

/** Inside a domain all are alike, so it is enough to know how often the domain is drawn. */
function diverseChance(id: string, rows: Sequence<DrawRow>, count: number, seeds: number): number {
  const domains = [...byDomain(rows).values()];
  const own = domains.findIndex((members) => members.some((row) => row.id === id));
  const sizes = domains.map(({ length }) => length);
  let drawn = 0;
  for (let seed = 0; seed < seeds; seed++)
    drawn += uniformDomains(sizes, count, seed).filter((domain) => domain === own).length;
  return drawn / seeds / (sizes[own] ?? 1);
}
