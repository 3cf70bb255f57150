import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashedWords } from '../../server/algorithms/vectors/features.ts';
import { textSpace } from '../../server/algorithms/vectors/text-space.ts';
import { type Candidate, NO_EVIDENCE } from '../../server/decide/candidate.ts';
import { decide } from '../../server/decide/decide.ts';
import { poolFacts } from '../../server/decide/facts.ts';
import { type Instruments, measurer } from '../../server/decide/measure.ts';
import { parseRecipe } from '../../server/decide/recipe.ts';
import { SAMPLERS } from '../../shared/schemas/diversity-settings.ts';
import { candidate } from './candidates.ts';

const instruments: Instruments = {
  matches: (text) =>
    text.includes('leak')
      ? [{ set: 'b', id: '1', sharedWords: 9, containment: 1, spans: [{ start: 0, end: 4, text: 'leak' }] }]
      : [],
  containment: null,
  countTokens: (text) => text.length,
  domainOf: ({ subject }) => ({ domain: subject ?? 'unknown', domainFrom: 'metadata' }),
  digest: (text) => text,
};

const recipeOf = (sampler: string) =>
  parseRecipe(
    {
      recipe: 'all',
      stages: [
        { stage: 'wellformed' },
        { stage: 'duplicates', method: 'join' },
        { stage: 'overlap' },
        { stage: 'quality' },
        { stage: 'difficulty' },
        { keep: 'reward >= 0.2' },
        { stage: 'diversity', sampler, n: 6, reserve: 4 },
      ],
    },
    'all',
  );

/** Pools in which every gate has something to drop. */
const pools = fc
  .array(
    fc.record({
      kind: fc.constantFrom(
        'plain',
        'plain',
        'plain',
        'plain',
        'copy',
        'leak',
        'image',
        'solved',
        'malformed',
        'poor',
      ),
      domain: fc.constantFrom('11', '51', 'law'),
      words: fc.array(fc.constantFrom('red', 'green', 'sea', 'prime', 'sum', 'court', 'angle'), {
        minLength: 1,
        maxLength: 9,
      }),
    }),
    { minLength: 12, maxLength: 40 },
  )
  .map((all) =>
    all.map(({ kind, domain, words }, i): Candidate => {
      const texts: Record<string, string> = {
        copy: 'How many words of this old question are there in all of it?',
        leak: `Is there a leak of number ${i * 37}?`,
        image: `![Image](x.png) Which number is ${i * 37}?`,
        malformed: '...',
      };
      return candidate({
        id: `q${String(i).padStart(2, '0')}`,
        question: texts[kind] ?? `Find number ${i * 7919} of the ${words.join(' ')} and say why it is so`,
        subject: domain,
        evidence: {
          ...NO_EVIDENCE,
          attempts: kind === 'solved' ? [{ model: 'm', verdict: 'correct', tokens: null }] : [],
          own: { reward: kind === 'poor' ? 0.1 : 0.9 },
        },
      });
    }),
  );

/** Decides any part of a pool, whose texts are looked at once. */
function decider(pool: readonly Candidate[], sampler: string, seed: number) {
  const recipe = recipeOf(sampler);
  const all = pool.map(measurer(recipe, instruments));
  const textOf = new Map(pool.map(({ id, question }) => [id, question]));
  const spaceOf = (ids: readonly string[]) => textSpace(ids.map((id) => hashedWords(textOf.get(id) ?? '')));
  return (isThere: (id: string) => boolean = () => true) => {
    const measured = all.filter(({ row }) => isThere(row.id));
    const facts = poolFacts(
      measured.map(({ row }) => row),
      ['gemini'],
      1,
    );
    return decide(measured, recipe, facts, seed, { spaceOf });
  };
}

describe.each(SAMPLERS)('under the sampler %s', (sampler) => {
  it('removing any rows that a gate dropped changes nothing of the ranking', () => {
    fc.assert(
      fc.property(pools, fc.nat(99), fc.infiniteStream(fc.boolean()), (pool, seed, coins) => {
        const decideOf = decider(pool, sampler, seed);
        const { verdicts } = decideOf();
        const passed = new Set(
          verdicts.filter(({ stage }) => stage === 'diversity').map(({ row }) => row.id),
        );
        const left = new Set(
          pool.flatMap(({ id }) => (passed.has(id) || coins.next().value === true ? id : [])),
        );
        const placesOf = (all: typeof verdicts) =>
          [...all].flatMap(({ row, reason, rank }) => (passed.has(row.id) ? [[row.id, reason, rank]] : []));
        expect(placesOf(decideOf((id) => left.has(id)).verdicts)).toEqual(placesOf(verdicts));
      }),
      { numRuns: sampler.includes('-') ? 4 : 12 }, // a space takes memory, however few its texts
    );
  });
});

describe('under the sampler stable', () => {
  it('removing one selected question changes at most its domain, unless that is used up', () => {
    fc.assert(
      fc.property(pools, fc.nat(99), fc.nat(), (pool, seed, which) => {
        const decideOf = decider(pool, 'stable', seed);
        const { selection, verdicts } = decideOf();
        const gone = selection[which % Math.max(1, selection.length)];
        const domainOf = new Map(verdicts.map(({ row }) => [row.id, row.domain]));
        const own = domainOf.get(gone ?? '');
        const members = verdicts.filter(({ row, stage }) => stage === 'diversity' && row.domain === own);
        const isUsedUp = members.every(({ reason }) => reason === null);
        const hasCopy = pool.find(({ id }) => id === gone)?.question.startsWith('How many words') === true;
        fc.pre(gone !== undefined && !isUsedUp && !hasCopy);
        const after = decideOf((id) => id !== gone);
        const others = (ids: readonly string[]) => ids.filter((id) => domainOf.get(id) !== own);
        expect(others(after.selection)).toEqual(others(selection));
      }),
      { numRuns: 60 },
    );
  });
});
