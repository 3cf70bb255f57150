import { describe, expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../server/decide/candidate.ts';
import { decide } from '../../../server/decide/decide.ts';
import { type Instruments, measurer } from '../../../server/decide/measure.ts';
import { parseRecipe } from '../../../server/decide/recipe.ts';
import { REASONS } from '../../../shared/vocabulary/reasons.ts';
import { STAGE_NAMES } from '../../../shared/vocabulary/stages.ts';
import { candidate, facts } from '../candidates.ts';
import { plainly } from '../plain.ts';

const instruments: Instruments = {
  matches: (text) =>
    text.includes('leak')
      ? [{ set: 'b', id: '1', sharedWords: 9, containment: 1, spans: [{ start: 0, end: 4, text: 'leak' }] }]
      : [],
  containment: null,
  countTokens: (text) => text.length,
  domainOf: () => ({ domain: '11', domainFrom: 'classifier' }),
  digest: (text) => text,
};

/** A recipe with every stage there is, so that a new one is looked at by these tests from its first day. */
const settings: Partial<Record<(typeof STAGE_NAMES)[number], object>> = {
  diversity: { n: 3 },
  evidence: { features: [] },
  signals: { keep: 'reward >= 0.5' },
};
const recipe = parseRecipe(
  { recipe: 'all', looksAt: 'question', stages: STAGE_NAMES.map((stage) => ({ stage, ...settings[stage] })) },
  'all',
);

const texts = [
  'Find x.',
  'Find x.',
  'a leak',
  '![Image] 1',
  '...',
  'p1. leak',
  'Solve y.',
  'Solve z.',
  'Prove it.',
  'Why?',
  'How?',
  'solved',
];
const candidates = texts.map((question, i) =>
  candidate({
    id: `q${i}`,
    question,
    evidence: {
      ...NO_EVIDENCE,
      attempts: question === 'solved' ? [{ model: 'm', verdict: 'correct', tokens: null }] : [],
    },
  }),
);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

describe('every stage', () => {
  const measured = frozen(candidates.map(measurer(frozen(recipe), instruments)));
  const run = () => decide(measured, recipe, frozen(facts({ solvers: ['m'], benchmarkItems: 1 })), 1);

  it('changes nothing of what it is given, and says the same twice', () => {
    expect(plainly(run())).toEqual(plainly(run()));
  });

  it('lets through exactly what the next one gets, and accounts for every drop', () => {
    const { funnel } = run();
    expect(funnel.map(({ stage }) => stage)).toEqual(STAGE_NAMES);
    funnel.forEach((stage, i) => {
      const fell = Object.values(stage.dropped).reduce((sum, n) => sum + n, 0);
      expect(stage.in, stage.stage).toBe(stage.kept + fell);
      if (i > 0) expect(stage.in, stage.stage).toBe(funnel[i - 1]?.kept);
    });
  });

  it('gives only reasons of its own', () => {
    for (const { stage, dropped } of run().funnel) {
      for (const reason of Object.keys(dropped))
        expect(REASONS[reason as keyof typeof REASONS].stage).toBe(stage);
    }
  });

  it('is reached in order: the first that drops decides', () => {
    const by = new Map(run().verdicts.map(({ row, stage, reason }) => [row.id, [stage, reason]]));
    expect([by.get('q1'), by.get('q2'), by.get('q3'), by.get('q4'), by.get('q5'), by.get('q11')]).toEqual([
      ['duplicates', 'exact-duplicate'],
      ['overlap', 'benchmark-overlap'],
      ['quality', 'missing-image'],
      ['wellformed', 'malformed'],
      ['overlap', 'benchmark-overlap'],
      ['difficulty', 'solved'],
    ]);
  });
});
