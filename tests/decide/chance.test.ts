import { describe, expect, it } from 'vitest';
import { chanceOf } from '../../server/decide/chance.ts';
import { configOf } from '../../server/decide/config-of.ts';
import { applySettings, parseRecipe } from '../../server/decide/recipe.ts';
import { diverseSampler } from '../../server/decide/samplers/baselines.ts';
import { drawRow } from '../../server/decide/stages/diversity.ts';
import { narrowRow } from './candidates.ts';

const recipe = parseRecipe({ recipe: 'test', stages: [{ stage: 'diversity', n: 20 }] }, 'test');

describe('chanceOf(id, passed, recipe)', () => {
  const rows = Array.from({ length: 100 }, (_, i) => narrowRow({ id: `q${i}`, length: 100 - i }));
  const withSampler = (sampler: string) => applySettings(recipe, [`diversity.sampler=${sampler}`]);

  it('is n / m at random, and 1 or 0 by length', () => {
    expect(chanceOf('q50', rows, withSampler('random'))).toBe(0.2);
    expect([
      chanceOf('q0', rows, withSampler('longest')),
      chanceOf('q50', rows, withSampler('longest')),
    ]).toEqual([1, 0]);
  });

  it('is, with uniform domains, the share of seeds under which the sampler takes it', () => {
    const uneven = rows.map((row, i) => ({ ...row, domain: i < 10 ? '05' : i < 40 ? '11' : '26' }));
    const recipeOf = withSampler('diverse');
    const config = configOf(recipeOf, 'diversity')!;
    const draw = diverseSampler(
      uneven.map((row) => drawRow(row, config)),
      config,
      { selected: 20, count: 20 },
    );
    for (const id of ['q3', 'q20', 'q80']) {
      const taken = Array.from({ length: 600 }, (_, seed) => draw(seed)).filter((ids) => ids.includes(id));
      expect(Math.abs(chanceOf(id, uneven, recipeOf) - taken.length / 600)).toBeLessThan(0.07);
    }
  });

  it('is high for the longest and low for the short under s1', () => {
    expect(chanceOf('q0', rows, recipe)).toBeGreaterThan(0.95);
    expect(chanceOf('q90', rows, recipe)).toBeLessThan(0.05);
  });

  it('is 0 for whoever fell, and 1 where all are taken', () => {
    expect(chanceOf('elsewhere', rows, recipe)).toBe(0);
    expect(chanceOf('q0', rows, applySettings(recipe, ['diversity.n="all"']))).toBe(1);
  });
});
