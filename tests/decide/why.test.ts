import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applySettings, parseRecipe } from '../../server/decide/recipe.ts';
import { changesFor, standingOf } from '../../server/decide/why.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { candidate } from './candidates.ts';
import { plainVerdict } from './plain.ts';
import { decideTexts, graded, KINDS, LEAK, own, pools, recipes, redecider, stages } from './random-pools.ts';

describe('changesFor(recipe, redecide)', () => {
  it('turns every question that is not selected: set on the recipe, the changes select it', async () => {
    const turned = new Set<string>();
    await fc.assert(
      fc.asyncProperty(pools, recipes, fc.nat(9), async (pool, recipe, seed) => {
        const redecide = redecider(pool, seed);
        for (const { row, reason } of redecide(recipe).decided.verdicts) {
          if (reason === null) continue;
          const { change, after } = await changesFor(recipe, (changed) => {
            const { decided, facts } = redecide(changed);
            return Promise.resolve(standingOf(row.id, decided, facts)!);
          });
          expect([row.id, reason, after.verdict.reason]).toEqual([row.id, reason, null]);
          const settings = change.map(({ stage, key, value }) => `${stage}.${key}=${JSON.stringify(value)}`);
          expect(change.length, `${row.id} fell for ${reason}`).toBeGreaterThan(0);
          const again = decideTexts(pool, applySettings(recipe, settings), seed).decided;
          expect([reason, settings, again.selection.includes(row.id)]).toEqual([reason, settings, true]);
          turned.add(reason);
        }
      }),
      { numRuns: 8, seed: 4 },
    );
    expect([...turned].sort()).toEqual([
      'asymptote',
      'benchmark-overlap',
      'empty',
      'exact-duplicate',
      'excluded',
      'html',
      'malformed',
      'missing-image',
      'missing-signal',
      'near-duplicate',
      'not-drawn',
      'numbering',
      'placeholder',
      'reserve',
      'signal-rule',
      'solved',
      'very-long',
    ]);
  });

  it('has nothing to change for the selected, and says where no setting helps', async () => {
    const recipe = parseRecipe({ recipe: 'test', stages: [{ stage: 'diversity', n: 'all' }] }, 'test');
    const pool = [candidate({ id: 'a' })];
    const redecide = (changed: Recipe) => {
      const { decided, facts } = decideTexts(pool, changed, 1);
      return Promise.resolve(standingOf('a', decided, facts)!);
    };
    expect((await changesFor(recipe, redecide)).change).toEqual([]);
    const never = async (changed: Recipe) => {
      const standing = await redecide(changed);
      return { ...standing, verdict: { ...plainVerdict(standing.verdict), reason: 'not-drawn' as const } };
    };
    const { change, after } = await changesFor(recipe, never);
    expect([change, after.verdict.reason]).toEqual([[], 'not-drawn']);
  });

  it('names the narrowest key: solvers that failed, the window behind the longest run, a limit, the rank', async () => {
    const pool = Object.entries({
      leak: { question: `Say ${LEAK.split(' ').slice(0, 11).join(' ')} or so?` },
      easy: { question: 'Solve x + 1 = 3.', evidence: graded('small') },
      long: {
        question: `${KINDS.long!(3).question}`,
      },
      short: { solution: 'so' },
      middle: { question: 'Why is that?', solution: 'so so so' },
      other: { question: 'Where is that?', solution: 'so so so so so' },
    }).map(([id, some]) => candidate({ id, evidence: own({ reward: 0.9 }), solution: 'so so', ...some }));
    const recipe = parseRecipe(
      {
        recipe: 'test',
        stages: [
          ...stages('detectors', 'join'),
          { stage: 'diversity', sampler: 'longest', n: 1, reserve: 0 },
        ],
      },
      'test',
    );
    const changeOf = async (id: string) =>
      (
        await changesFor(recipe, (changed) => {
          const { decided, facts } = decideTexts(pool, changed, 1);
          return Promise.resolve(standingOf(id, decided, facts)!);
        })
      ).change;
    expect({
      leak: (await changeOf('leak'))[0],
      easy: (await changeOf('easy'))[0],
      long: (await changeOf('long'))[0],
      short: await changeOf('short'),
      middle: await changeOf('middle'),
    }).toEqual({
      leak: { stage: 'overlap', key: 'window', value: 12 },
      easy: { stage: 'difficulty', key: 'solvers', value: ['large'] },
      long: { stage: 'quality', key: 'longest', value: pool[2]!.question.length },
      short: [{ stage: 'diversity', key: 'n', value: 3 }],
      middle: [{ stage: 'diversity', key: 'n', value: 2 }],
    });
  });
});
