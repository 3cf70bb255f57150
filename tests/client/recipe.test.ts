import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOfTrial, linesOf, type Trial, trialOf } from '../../client/features/recipe/address.ts';
import { besides } from '../../client/features/recipe/beside.ts';
import { commandsOf } from '../../client/features/recipe/commands.ts';
import {
  changesFrom,
  faultsOf,
  withStage,
  withStageUp,
  withValue,
} from '../../client/features/recipe/draft.ts';
import { serverFaults } from '../../client/features/recipe/headline.ts';
import { faultOf, formOf } from '../../client/features/recipe/schema.ts';
import { showOf } from '../../client/features/recipe/show.ts';
import { lensArea, vennOf } from '../../client/features/recipe/venn.ts';
import { applySettings, parseRecipe } from '../../server/decide/recipe.ts';
import { recipeSchema, STAGE_SCHEMAS } from '../../shared/schemas/recipe.ts';
import { shippedRecipe } from '../helpers/run.ts';

const NAMES = ['winnow', 's1', 'random', 'longest', 'diverse', 'full'];
const form = formOf(JSON.parse(JSON.stringify(recipeSchema)));
const winnow = shippedRecipe('winnow');
const shipped = new Map(NAMES.map((name) => [name, shippedRecipe(name)]));
const starts = { own: { recipe: winnow, seed: 42 }, shipped };

describe('formOf(schema)', () => {
  it('has every setting of every stage, with what it means, and takes every default', () => {
    for (const [name, { properties }] of Object.entries(STAGE_SCHEMAS)) {
      const settings = form.stages.get(name as keyof typeof STAGE_SCHEMAS) ?? [];
      expect(settings.map(({ key }) => key)).toEqual(
        Object.keys(properties).filter((key) => key !== 'stage'),
      );
      for (const setting of settings) {
        expect(setting.help).not.toBe('');
        if (setting.byDefault !== undefined)
          expect([setting.key, faultOf(setting, setting.byDefault)]).toEqual([setting.key, null]);
      }
    }
  });

  it('tells unit and source apart from what a setting means', () => {
    const harder = form.stages.get('difficulty')?.find(({ key }) => key === 'harder');
    expect(harder).toMatchObject({ kind: 'number', least: 0, isAbove: true, most: 1, byDefault: 0.5 });
    expect(harder?.unit).toMatch(/^share of the questions/);
    expect(harder?.source).toMatch(/^s1 kept 47 %/);
    expect(harder?.help).not.toMatch(/Unit|Source/);
  });
});

describe('faultOf(setting, value)', () => {
  it.each([
    ['difficulty', 'harder', 0, 'A number above 0, at most 1.'],
    ['difficulty', 'harder', 1.5, 'A number above 0, at most 1.'],
    ['difficulty', 'harder', 'much', 'A number above 0, at most 1.'],
    ['overlap', 'window', 8.5, 'A whole number from 1 to 64.'],
    ['diversity', 'n', 'every', 'A whole number of at least 0, or all.'],
    ['diversity', 'n', 'all', null],
    ['diversity', 'sampler', 'best', expect.stringMatching(/^One of s1, random,/)],
    ['diversity', 'quotas', '{"physics"', expect.stringMatching(/^A JSON object/)],
    ['signals', 'keep', ' ', 'Something has to stand here.'],
  ] as const)('says of %s.%s that %j: %j', (stage, key, value, fault) => {
    const setting = form.stages.get(stage)?.find((one) => one.key === key);
    expect(setting && faultOf(setting, value)).toEqual(fault);
  });

  it('agrees with the server about numbers', () => {
    const numbers = fc.oneof(fc.double({ noNaN: true, min: -3, max: 70 }), fc.integer({ min: -3, max: 70 }));
    const places = [
      'difficulty.harder',
      'difficulty.confidence',
      'overlap.window',
      'duplicates.threshold',
      'diversity.n',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), numbers, (place, value) => {
        const mine = faultsOf(form, withValue(winnow, place, value)).has(place);
        let theirs = false;
        try {
          parseRecipe(withValue(winnow, place, value), 'It');
        } catch {
          theirs = true;
        }
        expect(mine).toBe(theirs);
      }),
    );
  });
});

describe('the address of a trial', () => {
  const there = (trial: Trial, search = new URLSearchParams()): Trial =>
    trialOf(new URLSearchParams(addressOfTrial(search, form, starts, trial).toString()), starts);

  it('gives the trial back, however it was changed', () => {
    const edits = fc.array(
      fc.oneof(
        fc.tuple(fc.constant('difficulty.harder'), fc.double({ min: 0.01, max: 1, noNaN: true })),
        fc.tuple(fc.constant('diversity.n'), fc.oneof(fc.nat(9999), fc.constant('all'))),
        fc.tuple(fc.constant('diversity.benchmarkLike'), fc.array(fc.string({ minLength: 1 }))),
        fc.tuple(fc.constant('diversity.quotas'), fc.dictionary(fc.string({ minLength: 1 }), fc.nat(50))),
        fc.tuple(fc.constant('looksAt'), fc.constantFrom('question', 'prompt')),
        fc.tuple(fc.constant('traces.repetition-loop.repeats'), fc.integer({ min: 2, max: 99 })),
      ),
    );
    fc.assert(
      fc.property(edits, fc.integer({ min: -99, max: 99 }), fc.boolean(), (made, seed, isRaised) => {
        const edited = made.reduce((recipe, [place, value]) => withValue(recipe, place, value), winnow);
        const recipe = isRaised ? withStageUp(edited, 'quality') : edited;
        const trial = { recipe, seed };
        expect(there(trial).seed).toBe(seed);
        expect(changesFrom(form, recipe, there(trial).recipe)).toEqual([]);
      }),
    );
  });

  it('is as short as the change, and starts from another recipe where that is asked for', () => {
    const trial = { recipe: withValue(winnow, 'quality.longest', 800), seed: 7 };
    expect(addressOfTrial(new URLSearchParams('run=run-1'), form, starts, trial).toString()).toBe(
      'run=run-1&set=quality.longest%3D800&seed=7',
    );
    expect(trialOf(new URLSearchParams('recipe=s1&set=diversity.n=5'), starts)).toEqual({
      recipe: withValue(shipped.get('s1') ?? winnow, 'diversity.n', 5),
      seed: 42,
    });
    expect(trialOf(new URLSearchParams('set=nonsense&set=diversity.n=%7B&seed=x&json=%7B'), starts)).toEqual(
      starts.own,
    );
  });
});

describe('commandsOf(form, shipped, run, trial)', () => {
  const run = { runId: 'run-1', seed: 42, recipe: winnow };
  it('names commands that give the same recipe', () => {
    const recipe = withValue(withValue(winnow, 'quality.longest', 800), 'diversity.quotas', { physics: 0.2 });
    const [preview, same] = commandsOf(form, shipped, run, { recipe, seed: 7 });
    expect(preview?.command).toBe(
      `preview --run run-1 --set quality.longest=800 --set 'diversity.quotas={"physics":0.2}' --seed 7`,
    );
    expect(same?.command).toBe(
      `run --recipe winnow --set quality.longest=800 --set 'diversity.quotas={"physics":0.2}' --seed 7`,
    );
    expect(applySettings(winnow, linesOf(changesFrom(form, winnow, recipe) ?? []))).toEqual(recipe);
  });

  it('asks for the file where settings alone do not say it', () => {
    const recipe = { ...withStage(form, winnow, 'signals'), recipe: 'my own' };
    expect(commandsOf(form, shipped, run, { recipe, seed: 42 }).map(({ command }) => command)).toEqual([
      'preview --run run-1 --recipe my-own.json',
      'run --recipe my-own.json --seed 42',
    ]);
  });
});

describe('vennOf(before, after, both)', () => {
  it('draws circles and overlap true to the counts', () => {
    const sets = fc
      .tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }))
      .chain(([a, b]) =>
        fc.tuple(fc.constant(a), fc.constant(b), fc.integer({ min: 1, max: Math.min(a, b) })),
      );
    fc.assert(
      fc.property(sets, ([a, b, both]) => {
        const { left, right, width } = vennOf(a, b, both);
        const unit = (Math.PI * left.r * left.r) / a;
        expect(right.r * right.r * a).toBeCloseTo(left.r * left.r * b, 3);
        expect(lensArea(left.r, right.r, right.x - left.x) / unit).toBeCloseTo(both, 0);
        expect(left.x - left.r).toBeGreaterThanOrEqual(-1e-6);
        expect(right.x + right.r).toBeLessThanOrEqual(width + 1e-6);
      }),
    );
  });
});

it('shows what the address asks for, and nothing where it asks for nonsense', () => {
  expect(
    [
      ...['added', 'selected', 'selected/source/a/b', 'selected/rain/a', 'stay', 'passed/quality'],
      ...['fell/quality/numbering', 'fell/nowhere', 'x', null],
    ].map((text) => showOf(text, 'seed::seed')),
  ).toEqual([
    { side: 'added', cause: 'seed::seed' },
    { kept: true },
    { kept: true, source: 'a/b' },
    null,
    { stays: true },
    { passed: 'quality' },
    { stage: 'quality', reason: 'numbering' },
    null,
    null,
    null,
  ]);
});

it('puts what the server says of a recipe at the field that it is about', () => {
  const refused = (recipe: object) => {
    try {
      parseRecipe(recipe, 'The recipe');
    } catch (cause) {
      return serverFaults(cause as Error);
    }
    return null;
  };
  expect(refused(withValue(winnow, 'quality.longest', -1))).toEqual(
    new Map([['quality.longest', expect.stringMatching(/^Must be >= /)]]),
  );
  const withRule = withValue(withStage(form, winnow, 'signals'), 'signals.keep', 'reward >');
  expect([...(refused(withRule) ?? [])].map(([place]) => place)).toEqual(['signals.keep']);
});

it('puts funnels beside each other, stage by stage', () => {
  const stage = (name: string) => ({
    stage: name,
    in: 1,
    kept: 1,
    dropped: {},
    notes: {},
    applied: true,
    notApplied: null,
  });
  const [a, b] = [
    ['wellformed', 'overlap', 'diversity'],
    ['quality', 'wellformed', 'diversity'],
  ].map((names) => names.map(stage)) as unknown as [
    Parameters<typeof besides>[0],
    Parameters<typeof besides>[1],
  ];
  expect(besides(a, b).map((one) => [one.stage, one.before !== null, one.after !== null])).toEqual([
    ['quality', false, true],
    ['wellformed', true, true],
    ['overlap', true, false],
    ['diversity', true, true],
  ]);
});
