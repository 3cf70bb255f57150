import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingOf, pointsOf, shareScale, tokenScale } from '../../client/features/evaluations/findings.ts';
import { benchmarksIn, numbered, seriesOn, sharedPoints } from '../../client/features/evaluations/series.ts';
import type { EvaluationReport } from '../../shared/schemas/evaluation.ts';
import type { EvaluationComparison } from '../../shared/schemas/evaluation-comparison.ts';

const evaluation = (
  recipe: string | null,
  model: string,
  right: readonly number[],
  benchmark = 'b',
): EvaluationReport => ({
  ...{ evaluationId: `e-${recipe}-${model}`, createdAt: '', model, release: null, runId: null, recipe },
  ...{ template: 't@1', points: [], mostThinking: 1, mostAnswer: 1, temperature: 0, seed: null },
  benchmarks: [{ name: benchmark, sha256: '', items: 10, clean: null }],
  ...{ asked: 10, pending: 0, failed: 0, tokens: 0 },
  figures: right.map((correct, i) => ({
    ...{
      benchmark,
      budget: 100 * (right.length - i),
      waits: 0,
      items: 10,
      correct,
      unverifiable: 0,
      failed: 0,
    },
    ...{ accuracy: correct / 10, interval: { low: correct / 10 - 0.05, high: correct / 10 + 0.05 } },
    ...{ thinkingTokens: { mean: 100 * (right.length - i), max: 1000 }, forced: 0 },
  })),
  scaling: [{ benchmark, control: 100, scaling: 1, performance: 50 }],
});

describe('seriesOn(evaluations, benchmark)', () => {
  test('has the recipes of the ablation in their order, strangers last, and tells apart what is named alike', () => {
    const all = [
      evaluation(null, 'base', [1]),
      evaluation('winnow', 'b', [5]),
      evaluation('mine', 'm', [2]),
      evaluation('winnow', 'a', [4]),
      evaluation('random', 'r', [3]),
      evaluation('s1', 'x', [9], 'other'),
    ];
    expect(seriesOn(all, 'b').map(({ label }) => label)).toEqual([
      'random',
      'winnow, a',
      'winnow, b',
      'base',
      'mine',
    ]);
    expect(numbered(seriesOn(all, 'b')).map(({ n }) => n)).toEqual([0, 5, 6, 7, 8]);
    expect(benchmarksIn(all)).toEqual(['b', 'other']);
  });

  test('orders points by thinking, and the best is the one that thinks least for it', () => {
    const [one] = seriesOn([evaluation('s1', 'x', [5, 5, 1])], 'b');
    expect(one?.points.map(({ thinkingTokens }) => thinkingTokens.mean)).toEqual([100, 200, 300]);
    expect(one?.best).toMatchObject({ correct: 5, budget: 200 });
  });
});

const sides = (recipe: string, model: string) => ({
  ...{ evaluationId: `e-${recipe}-${model}`, model, release: null, runId: null, recipe },
  ...{ budget: 100, waits: 0, accuracy: 0 },
});
const compared = (plainly: EvaluationComparison['plainly']): EvaluationComparison => ({
  benchmark: 'b',
  first: sides('random', 'y'),
  second: sides('s1', 'x'),
  ...{ items: 10, onlyFirst: 0, onlySecond: 7, difference: -0.7, interval: { low: -1, high: -0.4 } },
  ...{ mcnemar: 0.02, plainly },
});

test('the finding names the best, and says by the paired interval whether the order may be chance', () => {
  const say = (a: number, b: number, ...comparisons: EvaluationComparison[]) =>
    findingOf(
      seriesOn([evaluation('s1', 'x', [a]), evaluation('random', 'y', [b])], 'b'),
      'b',
      comparisons,
    ).replaceAll('\u00a0', ' ');
  const one = 's1 answers 90 % of b right with about 100 thinking tokens';
  expect(say(9, 2, compared('less'))).toBe(`${one}: plainly more than random with 20 %`);
  expect(say(9, 2, compared(null))).toBe(`${one}: not plainly more than random with 20 %`);
  expect(say(9, 2)).toBe(`${one}; next comes random with 20 %`);
  // a comparison the other way round says nothing of this one
  const turned = { ...compared('more'), first: sides('s1', 'x'), second: sides('random', 'y') };
  expect(say(9, 2, turned)).toBe(`${one}; next comes random with 20 %`);
  expect(say(3, 3)).toMatch(/^random answers 30 % .*, and s1 as many$/);
  expect(findingOf([], 'b', [])).toBe('Nobody was asked b yet');
});

test('differences have their sign, and nothing has none', () => {
  expect([0.0667, -0.0333, 0, -0.0004, 1].map(pointsOf)).toEqual(['+6.7', '\u22123.3', '0', '0', '+100']);
});

test('points that several evaluations have are those to compare at', () => {
  const all = seriesOn([evaluation('s1', 'x', [5, 6]), evaluation('random', 'y', [4])], 'b');
  expect(sharedPoints(all)).toEqual([{ at: 'budget-100', name: 'ended at 100' }]);
});

test('scales hold every value, with few ticks in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 20 }), (values) => {
      const { ticks, at } = tokenScale(values);
      expect(ticks.length).toBeLessThanOrEqual(12);
      expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
      for (const value of values) {
        expect(at(value)).toBeGreaterThanOrEqual(-1e-9);
        expect(at(value)).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
    { examples: [[[0]], [[0, 5]], [[0, 9]]] },
  );
  const share = shareScale([0.21], [0.58]);
  expect(share.ticks.map((tick) => Math.round(100 * tick))).toEqual([20, 30, 40, 50, 60]);
  expect([share.at(0.2), share.at(0.6)]).toEqual([0, 1]);
});
