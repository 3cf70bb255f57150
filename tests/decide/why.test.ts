import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildOverlapIndex } from '../../server/algorithms/overlap-index.ts';
import { overlapMatcher } from '../../server/algorithms/overlap-matcher.ts';
import { type Attempt, type Candidate, NO_EVIDENCE } from '../../server/decide/candidate.ts';
import { decide } from '../../server/decide/decide.ts';
import { poolFacts } from '../../server/decide/facts.ts';
import { type Instruments, type Measured, measurer, wantedBy } from '../../server/decide/measure.ts';
import { applySettings, parseRecipe } from '../../server/decide/recipe.ts';
import { isTextConfig, looksAs } from '../../server/decide/text-stages.ts';
import { changesFor, standingOf } from '../../server/decide/why.ts';
import { SAMPLERS } from '../../shared/schemas/diversity-settings.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { candidate } from './candidates.ts';

const LEAK = 'a train leaves the old station at noon and travels due north at a speed of forty miles';

const instruments: Instruments = {
  matches: overlapMatcher(
    buildOverlapIndex({ window: 8, items: [{ set: 'bench', id: '1', text: LEAK }], fingerprints: [] }),
  ),
  containment: null,
  countTokens: (text) => text.length,
  domainOf: ({ subject }) => ({ domain: subject ?? 'unknown', domainFrom: 'metadata' }),
  digest: (text) => text,
};

/** The index of a window is built with it, as a run does. */
const instrumentsFor = (recipe: Recipe): Instruments => {
  const window = recipe.stages.find((one) => one.stage === 'overlap')?.window ?? 8;
  const items = [{ set: 'bench', id: '1', text: LEAK }];
  return { ...instruments, matches: overlapMatcher(buildOverlapIndex({ window, items, fingerprints: [] })) };
};

const STORIES = [
  'Anna buys four red apples and nine green pears at the market near the river, how many pieces of fruit does she buy?',
  'A rectangle has a perimeter of thirty six metres and one side of seven metres, what is the length of its diagonal?',
];

/** Something that a question may be, and the reason that this leads to, given nothing earlier drops it. */
const KINDS: Readonly<Record<string, (i: number) => Partial<Candidate>>> = {
  plain: (i) => ({ question: `Find the number of primes below ${i * 17 + 10}.` }),
  malformed: () => ({ question: '...' }),
  leak: (i) => ({
    question: `${LEAK.split(' ')
      .slice(0, 8 + (i % 9))
      .join(' ')}, number ${i}?`,
  }),
  'whole leak': (i) => ({ question: `Suppose ${LEAK} exactly, case ${i}.` }),
  story: () => ({ question: STORIES[0]! }),
  copy: () => ({ question: STORIES[0]! }),
  other: () => ({ question: STORIES[1]! }),
  near: (i) => ({ question: `${i % 2 ? 'Please read carefully. ' : ''}${STORIES[1]!.toUpperCase()}` }),
  drawing: (i) => ({ question: `Find x${i} in [asy] draw((0,0)--(${i},1)); [/asy]` }),
  html: (i) => ({ question: `<div class="q"><b>What</b> is ${i} + ${i}?</div><script>x()</script>` }),
  two: (i) => ({ question: `p${i + 1}. <div>What</div> is ![Image] ${i}?` }),
  numbered: (i) => ({ question: `p${i + 1}. Find the sum of ${i} and ${i * i}.` }),
  long: (i) => ({
    question: `What is the sum of these numbers: ${Array.from({ length: 300 }, (_, k) => k * 7 + i).join(', ')}?`,
  }),
  short: (i) => ({ question: `x${i % 10}` }),
  placeholder: (i) => ({ question: `[insert question ${i} here]` }),
  solved: (i) => ({ question: `Solve x + ${i} = ${i * 3}.`, evidence: graded('small') }),
  'solved by both': (i) => ({ question: `Solve y - ${i} = ${i * 5}.`, evidence: graded('small', 'large') }),
  poor: (i) => ({ question: `Which day comes ${i} days after a Monday?`, evidence: own({ reward: 0.1 }) }),
  unknown: (i) => ({
    question: `Which day comes ${i} days before a Friday?`,
    evidence: own({ topic: 'days' }),
  }),
  excluded: (i) => ({ question: `Which month comes ${i} months after May?`, evidence: marked('exclude') }),
  pinned: (i) => ({ question: `Which month comes ${i} months before May?`, evidence: marked('pin') }),
  bare: (i) => ({ question: `Name the ${i}th prime.`, evidence: NO_EVIDENCE, solution: null }),
};

const attempt = (model: string, verdict: Attempt['verdict']): Attempt => ({ model, verdict, tokens: null });
const graded = (...solvers: string[]): Candidate['evidence'] => ({
  ...NO_EVIDENCE,
  attempts: ['small', 'large'].map((model) => attempt(model, solvers.includes(model) ? 'correct' : 'wrong')),
  label: '11',
});

const own = (values: Record<string, number | string>): Candidate['evidence'] => ({
  ...graded(),
  own: values,
});
const SAID = { by: 'ann', why: 'by hand', at: '2026-11-24' };
const marked = (mark: 'pin' | 'exclude'): Candidate['evidence'] => ({
  ...own({ reward: 0.9 }),
  marks: mark === 'pin' ? { pin: { ...SAID, despite: [] } } : { exclude: SAID },
});
/** Questions of the largest pool. */
const MOST = 28;

/** Some of every kind, in any order. */
const pools = fc
  .tuple(
    fc.shuffledSubarray(Object.keys(KINDS), { minLength: Object.keys(KINDS).length }),
    fc.array(fc.constantFrom(...Object.keys(KINDS)), {
      minLength: 4,
      maxLength: MOST - Object.keys(KINDS).length,
    }),
    fc.array(
      fc.record({ domain: fc.constantFrom('05', '11', '51'), length: fc.integer({ min: 1, max: 60 }) }),
      { minLength: MOST, maxLength: MOST },
    ),
  )
  .map(([each, more, about]) =>
    [...each, ...more].map((kind, i) => {
      const { domain, length } = about[i]!;
      const solution = 'so '.repeat(length);
      const id = `q${String(i).padStart(2, '0')}`;
      return candidate({ id, subject: domain, solution, evidence: own({ reward: 0.9 }), ...KINDS[kind]!(i) });
    }),
  );

const stages = (rule: 's1' | 'detectors', method: 'exact' | 'join') => [
  { stage: 'wellformed' },
  { stage: 'overlap' },
  { stage: 'duplicates', method },
  { stage: 'evidence', gate: 'strict', features: ['attempts', 'solution'] },
  { stage: 'quality', rule, longest: 800 },
  { stage: 'difficulty' },
  { stage: 'signals', keep: 'reward >= 0.5 or topic == "weeks"', missing: 'drop' },
];

const recipes = fc
  .record({
    rule: fc.constantFrom('s1' as const, 'detectors' as const),
    method: fc.constantFrom('exact' as const, 'join' as const),
    sampler: fc.constantFrom(...SAMPLERS),
    n: fc.integer({ min: 0, max: 6 }),
    reserve: fc.constantFrom(0, 3, 'n'),
  })
  .map(({ rule, method, ...draw }) =>
    parseRecipe(
      { recipe: 'test', stages: [...stages(rule, method), { stage: 'diversity', ...draw }] },
      'test',
    ),
  );

/** Decides a pool from its texts, as a run does. */
const decideTexts = (pool: readonly Candidate[], recipe: Recipe, seed: number) =>
  decideMeasured(pool.map(measurer(recipe, instrumentsFor(recipe))), recipe, seed);

function decideMeasured(measured: readonly Measured[], recipe: Recipe, seed: number) {
  const facts = poolFacts(
    measured.map(({ row }) => row),
    ['gemini'],
    1,
  );
  return { measured, facts, decided: decide(measured, recipe, facts, seed) };
}

/** The same for one pool, whose texts are looked at again only where a look differs, as the cache of a run does. */
function redecider(pool: readonly Candidate[], seed: number) {
  const looked = new Map<string, ReturnType<typeof decideTexts>['measured']>();
  return (recipe: Recipe) => {
    const looks = recipe.stages
      .filter(isTextConfig)
      .map((config) => [config.mode === 'off', looksAs(config)]);
    const at = JSON.stringify([looks, wantedBy(recipe)]);
    const measured = looked.get(at) ?? pool.map(measurer(recipe, instrumentsFor(recipe)));
    looked.set(at, measured);
    return decideMeasured(measured, recipe, seed);
  };
}

describe('changesFor(recipe, redecide)', () => {
  it('turns every question that is not selected: set on the recipe, the changes select it', async () => {
    const turned = new Set<string>();
    await fc.assert(
      fc.asyncProperty(pools, recipes, fc.nat(9), async (pool, recipe, seed) => {
        const redecide = redecider(pool, seed);
        for (const { row, reason } of redecide(recipe).decided.verdicts) {
          if (reason === null) continue;
          const { change, after } = await changesFor(recipe, (changed) => {
            const { decided, measured, facts } = redecide(changed);
            return Promise.resolve(standingOf(row.id, decided, measured, facts)!);
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
      const { decided, measured, facts } = decideTexts(pool, changed, 1);
      return Promise.resolve(standingOf('a', decided, measured, facts)!);
    };
    expect((await changesFor(recipe, redecide)).change).toEqual([]);
    const never = async (changed: Recipe) => {
      const standing = await redecide(changed);
      return { ...standing, verdict: { ...standing.verdict, reason: 'not-drawn' as const } };
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
          const { decided, measured, facts } = decideTexts(pool, changed, 1);
          return Promise.resolve(standingOf(id, decided, measured, facts)!);
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
