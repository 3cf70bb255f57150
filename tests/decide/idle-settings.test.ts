import { expect, it } from 'vitest';
import { idleSettings } from '../../server/decide/idle-settings.ts';
import { shippedRecipe } from '../helpers/run.ts';

it.each(['winnow', 's1', 'random', 'longest', 'diverse', 'full'])('finds none in the recipe %s', (name) => {
  expect(idleSettings(shippedRecipe(name))).toEqual([]);
});

it('names what was set and is not read, and what reads it', () => {
  const settings = [
    'overlap.window=13',
    'difficulty.passRate=0.2',
    'difficulty.harder=0.3',
    'diversity.quotas={"11":3}',
  ];
  expect(idleSettings(shippedRecipe('winnow', settings))).toEqual([
    'The setting overlap.window has no say while overlap.rule is contained; it is read under any-ngram.',
    'The setting difficulty.passRate has no say while difficulty.rule is any-correct; it is read under pass-rate or surely-above.',
    'The setting diversity.quotas has no say while diversity.sampler is stable; it is read under quotas.',
  ]);
  expect(
    idleSettings(shippedRecipe('s1', ['overlap.window=13', 'quality.longest=900', 'difficulty.harder=0.3'])),
  ).toEqual([
    'The setting quality.longest has no say while quality.rule is s1; it is read under detectors.',
    'The setting difficulty.harder has no say while difficulty.missing is keep; it is read under estimate.',
  ]);
});
