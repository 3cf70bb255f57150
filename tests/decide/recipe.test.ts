import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configOf } from '../../server/decide/config-of.ts';
import { applySettings, parseRecipe, recipeSha256 } from '../../server/decide/recipe.ts';
import { recipeLines } from '../../server/decide/recipe-lines.ts';

const folder = join(import.meta.dirname, '../../data/recipes');
const shipped = (name: string) =>
  parseRecipe(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')), name);
const message = (act: () => unknown): string => {
  try {
    act();
  } catch (cause) {
    return (cause as Error).message;
  }
  throw new Error('nothing was thrown');
};

describe('the shipped recipes', () => {
  it.each(readdirSync(folder))('%s is valid, and says what it is', (file) => {
    const recipe = shipped(file.replace('.json', ''));
    expect([`${recipe.recipe}.json`, recipe.says === undefined, recipe.looksAt]).toEqual([
      file,
      false,
      file === 'winnow.json' ? 'prompt' : 'question',
    ]);
  });

  it('s1 asks in the order of the contract and looks 8 words far', () => {
    const recipe = shipped('s1');
    expect(recipe.stages.map(({ stage }) => stage)).toEqual([
      'overlap',
      'duplicates',
      'evidence',
      'quality',
      'difficulty',
      'diversity',
    ]);
    expect(configOf(recipe, 'overlap')).toMatchObject({ rule: 'any-ngram', mode: 'drop', window: 8 });
    expect(configOf(recipe, 'diversity')).toMatchObject({
      sampler: 's1',
      n: 1000,
      reserve: 'n',
      uniformShare: 0.7,
    });
  });

  it.each(['random', 'longest', 'diverse', 'full'])('%s has the gates of s1 but the difficulty', (name) => {
    const gates = shipped(name).stages.slice(0, -1);
    expect(gates).toEqual(
      shipped('s1').stages.filter(({ stage }) => stage !== 'difficulty' && stage !== 'diversity'),
    );
  });
});

describe('parseRecipe(data, what)', () => {
  const stages = [{ stage: 'overlap', window: 0 }, { stage: 'diversity' }];
  it.each([
    ['a window of 0', { recipe: 'x', stages }, 'mine: stage 1, overlap: window must be >= 1.'],
    [
      'an unknown key',
      { recipe: 'x', stages: [{ stage: 'overlap', windw: 8 }] },
      'mine: stage 1, overlap: has no field "windw".',
    ],
    [
      'an unknown stage',
      { recipe: 'x', stages: [{ stage: 'overlapp' }] },
      'mine: stage 1 is "overlapp"; the stages are wellformed, overlap, duplicates, evidence, quality, signals, difficulty, diversity.',
    ],
    ['no stages', { recipe: 'x', stages: [] }, 'mine: stages must NOT have fewer than 1 items.'],
    [
      'a stage that stands twice',
      { recipe: 'x', stages: [{ stage: 'quality' }, { stage: 'quality' }, { stage: 'diversity' }] },
      'mine: the stage quality stands twice.',
    ],
    [
      'no ranking at the end',
      { recipe: 'x', stages: [{ stage: 'quality' }] },
      'mine: the last stage must be diversity, which ranks what is left.',
    ],
    ['a list', [], 'mine: must be object.'],
  ])('says what is wrong with %s', (_what, data, expected) => {
    expect(message(() => parseRecipe(data, 'mine'))).toBe(expected);
  });
});

describe('applySettings(recipe, settings)', () => {
  it('takes JSON values and bare words, and touches nothing else', () => {
    const changed = applySettings(shipped('s1'), [
      'overlap.window=13',
      'quality.missing-image=note',
      'diversity.n=all',
      'difficulty.solvers=["a"]',
    ]);
    expect(configOf(changed, 'overlap')?.window).toBe(13);
    expect(configOf(changed, 'quality')?.['missing-image']).toBe('note');
    expect(configOf(changed, 'diversity')?.n).toBe('all');
    expect(configOf(changed, 'difficulty')?.solvers).toEqual(['a']);
    expect(shipped('s1')).toEqual(parseRecipe(shipped('s1'), 's1'));
  });

  it.each([
    ['overlap', '--set overlap: write stage.key=value, as in --set overlap.window=13.'],
    [
      'overlap.windw=3',
      '--set overlap.windw=3: overlap has no key windw; it has mode, rule, window, contained, fingerprints, review.',
    ],
    [
      'wellformed.mode=off',
      '--set wellformed.mode=off: the recipe s1 has no stage wellformed; it has overlap, duplicates, evidence, quality, difficulty, diversity.',
    ],
    ['overlap.window=0', '--set overlap.window=0, overlap: window must be >= 1.'],
    [
      'overlap.stage=quality',
      '--set overlap.stage=quality: overlap has no key stage; it has mode, rule, window, contained, fingerprints, review.',
    ],
  ])('refuses %s with one clear line', (setting, expected) => {
    expect(message(() => applySettings(shipped('s1'), [setting]))).toBe(expected);
  });
});

describe('what a recipe says of reviews and graders', () => {
  it('is left out where nothing is said, and whole where anything is', () => {
    expect(shipped('winnow')).not.toHaveProperty('review');
    const changed = applySettings(shipped('winnow'), ['review.unreviewed=replace', 'graders.kappa=0.7']);
    expect([changed.review, changed.graders]).toEqual([
      { rejected: 'replace', doubtful: 'release', unreviewed: 'replace' },
      { kappa: 0.7, verdicts: 50, bound: 'low', below: 'ignore' },
    ]);
    expect(parseRecipe(changed, 'mine')).toEqual(changed);
  });

  it.each([
    [
      'review.unreviewed=maybe',
      '--set review.unreviewed=maybe, review: unreviewed must be "release" or must be "replace" or must be "refuse".',
    ],
    ['review.other=release', '--set review.other=release, review: has no field "other".'],
    ['graders.kappa=2', '--set graders.kappa=2, graders: kappa must be <= 1.'],
  ])('refuses %s with one clear line', (setting, expected) => {
    expect(message(() => applySettings(shipped('winnow'), [setting]))).toBe(expected);
  });

  it('is part of the hash where it differs from what is so anyway', () => {
    const recipe = shipped('winnow');
    const hashOf = (...settings: string[]) => recipeSha256(applySettings(recipe, settings));
    expect(hashOf('review.rejected=replace')).toBe(recipeSha256(recipe));
    const hashes = [
      recipeSha256(recipe),
      hashOf('review.rejected=refuse'),
      hashOf('review.doubtful=refuse'),
      hashOf('graders.kappa=0.6'),
      hashOf('graders.kappa=0.7'),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('is told line by line, each of which can be applied alone', () => {
    const a = shipped('winnow');
    const b = applySettings(a, ['review.unreviewed=refuse', 'graders.below=refuse']);
    const lines = recipeLines(a, b);
    expect(lines.map(({ key, from, to }) => [key, from, to])).toEqual([
      ['review.unreviewed', 'release', 'refuse'],
      ['graders.kappa', null, 0.6],
      ['graders.verdicts', null, 50],
      ['graders.bound', null, 'low'],
      ['graders.below', null, 'refuse'],
    ]);
    expect(lines.reduce((now, { apply }) => apply(now), a)).toEqual(b);
    expect(recipeLines(b, a).reduce((now, { apply }) => apply(now), b)).toEqual(a);
  });
});

describe('recipeSha256(recipe)', () => {
  it('hangs on what is carried out, not on names or the order of keys', () => {
    const recipe = shipped('s1');
    const reordered = {
      ...recipe,
      recipe: 'mine',
      says: 'other',
      stages: recipe.stages.map((one) => Object.fromEntries(Object.entries(one).reverse())),
    };
    expect(recipeSha256(parseRecipe(reordered, 'mine'))).toBe(recipeSha256(recipe));
    expect(recipeSha256(applySettings(recipe, ['overlap.window=9']))).not.toBe(recipeSha256(recipe));
  });
});
