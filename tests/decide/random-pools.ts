import fc from 'fast-check';
import { buildOverlapIndex } from '../../server/algorithms/overlap-index.ts';
import { overlapMatcher } from '../../server/algorithms/overlap-matcher.ts';
import { type Attempt, type Candidate, NO_EVIDENCE } from '../../server/decide/candidate.ts';
import { decide } from '../../server/decide/decide.ts';
import { poolFacts } from '../../server/decide/facts.ts';
import { type Instruments, type Measured, measurer, wantedBy } from '../../server/decide/measure.ts';
import { parseRecipe } from '../../server/decide/recipe.ts';
import { isTextConfig, looksAs } from '../../server/decide/text-stages.ts';
import { SAMPLERS } from '../../shared/schemas/diversity-settings.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { candidate } from './candidates.ts';

export const LEAK = 'a train leaves the old station at noon and travels due north at a speed of forty miles';

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
export const KINDS: Readonly<Record<string, (i: number) => Partial<Candidate>>> = {
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
export const graded = (...solvers: string[]): Candidate['evidence'] => ({
  ...NO_EVIDENCE,
  attempts: ['small', 'large'].map((model) => attempt(model, solvers.includes(model) ? 'correct' : 'wrong')),
  label: '11',
});

export const own = (values: Record<string, number | string>): Candidate['evidence'] => ({
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
export const pools = fc
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

export const stages = (rule: 's1' | 'detectors', method: 'exact' | 'join') => [
  { stage: 'wellformed' },
  { stage: 'overlap' },
  { stage: 'duplicates', method },
  { stage: 'evidence', gate: 'strict', features: ['attempts', 'solution'] },
  { stage: 'quality', rule, longest: 800 },
  { stage: 'difficulty' },
  { stage: 'signals', keep: 'reward >= 0.5 or topic == "weeks"', missing: 'drop' },
];

export const recipes = fc
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
export const decideTexts = (pool: readonly Candidate[], recipe: Recipe, seed: number) =>
  decideMeasured(pool.map(measurer(recipe, instrumentsFor(recipe))), recipe, seed);

export const factsOf = (measured: readonly Measured[]) =>
  poolFacts(
    measured.map(({ row }) => row),
    ['gemini'],
    1,
  );

function decideMeasured(measured: readonly Measured[], recipe: Recipe, seed: number) {
  const facts = factsOf(measured);
  return { measured, facts, decided: decide(measured, recipe, facts, seed) };
}

/** A pool whose texts are looked at again only where a look differs, as the cache of a run does. */
export function looker(pool: readonly Candidate[]): (recipe: Recipe) => Measured[] {
  const looked = new Map<string, Measured[]>();
  return (recipe) => {
    const looks = recipe.stages
      .filter(isTextConfig)
      .map((config) => [config.mode === 'off', looksAs(config)]);
    const at = JSON.stringify([looks, wantedBy(recipe)]);
    const measured = looked.get(at) ?? pool.map(measurer(recipe, instrumentsFor(recipe)));
    looked.set(at, measured);
    return measured;
  };
}

/** Decides such a pool. */
export function redecider(pool: readonly Candidate[], seed: number) {
  const look = looker(pool);
  return (recipe: Recipe) => decideMeasured(look(recipe), recipe, seed);
}
