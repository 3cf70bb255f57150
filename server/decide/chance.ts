import type { Recipe } from '../../shared/schemas/recipe.ts';
import { configOf } from './config-of.ts';
import { uniformDomains } from './samplers/baselines.ts';
import { byDomain, type DrawRow } from './samplers/sampler.ts';
import type { NarrowRow } from './stage.ts';
import { drawRow, SAMPLERS } from './stages/diversity.ts';

/**
 * How likely a question that passed every gate is to be selected: exact where the sampler treats all alike or
 * draws nothing; else the share of `seeds` fixed seeds under which the sampler takes it, an estimate with a
 * standard error of at most 0.5 / sqrt(seeds).
 */
export function chanceOf(id: string, passed: readonly NarrowRow[], recipe: Recipe, seeds = 1000): number {
  const config = configOf(recipe, 'diversity');
  if (config === undefined || !passed.some((row) => row.id === id)) return 0;
  const count = Math.min(config.n === 'all' ? passed.length : config.n, passed.length);
  if (count === passed.length) return 1;
  const rows = passed.map((row) => drawRow(row, config));
  if (config.sampler === 'random') return count / rows.length;
  if (config.sampler === 'diverse') return diverseChance(id, rows, count, seeds);
  const draw = SAMPLERS[config.sampler](rows, config, { selected: count, count });
  if (config.sampler !== 's1') return draw(0).includes(id) ? 1 : 0;
  let taken = 0;
  for (let seed = 0; seed < seeds; seed++) if (draw(seed).includes(id)) taken++;
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
