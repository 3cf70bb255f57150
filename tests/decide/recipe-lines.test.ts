import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../server/decide/recipe.ts';
import { recipeLines } from '../../server/decide/recipe-lines.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';

const optional = [
  fc.record({ stage: fc.constant('wellformed'), mode: fc.constantFrom('drop', 'note', 'off') }),
  fc.record({ stage: fc.constant('overlap'), window: fc.integer({ min: 5, max: 9 }) }),
  fc.record({ stage: fc.constant('duplicates'), method: fc.constantFrom('exact', 'join') }),
  fc.record({ stage: fc.constant('quality'), html: fc.constantFrom('drop', 'note', 'off') }),
  fc.record({ stage: fc.constant('difficulty'), solvers: fc.constantFrom([], ['small']) }),
];

/** Any of the stages in any order, and the draw behind them. */
const recipes = fc
  .tuple(
    fc.tuple(...optional).chain((stages) => fc.shuffledSubarray(stages)),
    fc.integer({ min: 1, max: 3 }),
    fc.constantFrom('prompt', 'question'),
  )
  .map(([stages, n, looksAt]) =>
    parseRecipe({ recipe: 'test', looksAt, stages: [...stages, { stage: 'diversity', n }] }, 'test'),
  );

const changed = (recipe: Recipe, lines: ReturnType<typeof recipeLines>): Recipe =>
  lines.reduce((now, { apply }) => apply(now), recipe);

describe('recipeLines(a, b)', () => {
  it('gives the second where all are applied, and a recipe where some are', () => {
    fc.assert(
      fc.property(recipes, recipes, fc.infiniteStream(fc.boolean()), (a, b, coins) => {
        const lines = recipeLines(a, b);
        expect(changed(a, lines)).toEqual(b);
        const some = changed(
          a,
          lines.filter(() => coins.next().value),
        );
        expect(parseRecipe(some, 'some')).toEqual(some);
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('names stage, key and both values, in the order of the stages', () => {
    const of = (...stages: object[]) => parseRecipe({ recipe: 'test', looksAt: 'prompt', stages }, 'test');
    const a = of({ stage: 'overlap', window: 8 }, { stage: 'evidence' }, { stage: 'diversity', n: 5 });
    const b = of(
      { stage: 'wellformed' },
      { stage: 'overlap', window: 9, mode: 'note' },
      { stage: 'diversity', n: 'all' },
    );
    expect(recipeLines(a, b).map(({ apply: _apply, ...line }) => line)).toEqual([
      { stage: 'evidence', key: 'stage', from: expect.objectContaining({ gate: 'available' }), to: null },
      { stage: 'wellformed', key: 'stage', from: null, to: { mode: 'drop' } },
      { stage: 'overlap', key: 'mode', from: 'drop', to: 'note' },
      { stage: 'overlap', key: 'window', from: 8, to: 9 },
      { stage: 'diversity', key: 'n', from: 5, to: 'all' },
    ]);
    expect(recipeLines(b, b)).toEqual([]);
  });
});
