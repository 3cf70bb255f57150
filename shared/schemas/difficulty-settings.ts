import { Type } from '@sinclair/typebox';
import { effect, stage } from './stage-schema.ts';

export const SOLVED_RULES = {
  'any-correct':
    'one correct attempt of any solver is enough, so that only what all got wrong stays, as in s1',
  'each-solver': 'each solver that was graded has a correct attempt',
  'pass-rate': 'the share of correct attempts is above `passRate`',
  'surely-above': 'the lower end of the interval of that share is above `passRate`',
} as const;

export const difficultySchema = stage('difficulty', {
  mode: effect('a question that solvers answer, or that is estimated to be easy'),
  solvers: Type.Array(Type.String({ minLength: 1 }), {
    uniqueItems: true,
    default: [],
    description:
      'Models whose attempts count; empty means every model that is not a teacher. Source: s1 uses two.',
  }),
  rule: Type.Union(
    (Object.keys(SOLVED_RULES) as (keyof typeof SOLVED_RULES)[]).map((name) => Type.Literal(name)),
    {
      default: 'any-correct',
      description: `When a question counts as solved. ${Object.entries(SOLVED_RULES)
        .map(([name, says]) => `${name}: ${says}`)
        .join('; ')}. An attempt that could not be verified counts neither way. Source: s1 section 2.2.`,
    },
  ),
  passRate: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 0.5,
    description:
      'Share of correct attempts above which a question is solved, for the rules pass-rate and surely-above. Unit: share of the graded attempts. Source: ours.',
  }),
  confidence: Type.Number({
    minimum: 0.5,
    maximum: 0.999,
    default: 0.95,
    description: 'Level of the interval of that share (Wilson 1927). Unit: probability. Source: 0.95, usual.',
  }),
  missing: Type.Union([Type.Literal('keep'), Type.Literal('estimate')], {
    default: 'keep',
    description:
      'What becomes of a question without a graded attempt. keep: it stays, as nothing speaks against it. estimate: it stays if it is in the harder part of its domain, by an estimate that is learned from the levels and attempts that the pool has.',
  }),
  harder: Type.Number({
    exclusiveMinimum: 0,
    maximum: 1,
    default: 0.5,
    description:
      'How much of each domain stays by the estimate, the hardest first. Unit: share of the questions of the domain without a graded attempt, over the whole pool. Source: s1 kept 47 % by its solvers.',
  }),
  reads: Type.Union([Type.Literal('question'), Type.Literal('solution')], {
    default: 'solution',
    description:
      'What the estimate reads: the question with its options alone, or also its worked solution where there is one.',
  }),
  levelWeight: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 0.8,
    description:
      'How much a level of its own counts in the estimate of a question; the rest is what its text says. Unit: share. Source: ours.',
  }),
  leastCorrelation: Type.Number({
    minimum: 0,
    maximum: 1,
    default: 0.2,
    description:
      'The estimate decides only where it ranks held-out questions at least that well. Unit: Spearman correlation within the scales it learned from. Source: ours.',
  }),
});
