import type { PointFigures, Scaling } from '../../../shared/schemas/evaluation.ts';
import { groupBy } from '../../algorithms/group-by.ts';
import { wilsonInterval } from '../../algorithms/wilson.ts';
import type { ItemResult } from '../../db/evaluations.ts';
import type { Point } from './forcing.ts';

const Z = 1.959964;

/** Figures of every benchmark at every point. @param results of all items that are settled */
export function pointFigures(results: readonly ItemResult[], points: readonly Point[]): PointFigures[] {
  const groups = groupBy(results, ({ benchmark, point }) => JSON.stringify([benchmark, point]));
  return [...groups.values()]
    .map((group) => figuresOf(group, points))
    .sort((a, b) => (a.benchmark < b.benchmark ? -1 : a.benchmark > b.benchmark ? 1 : meanOf(a) - meanOf(b)));
}

const meanOf = ({ thinkingTokens }: PointFigures): number => thinkingTokens.mean;

function figuresOf(group: readonly ItemResult[], points: readonly Point[]): PointFigures {
  const [first] = group;
  const { budget = null, waits = 0 } = points[first?.point ?? 0] ?? {};
  const count = (verdict: ItemResult['verdict']) => group.filter((one) => one.verdict === verdict).length;
  const tokens = group.map(({ thinkingTokens }) => thinkingTokens);
  const correct = count('correct');
  return {
    benchmark: first?.benchmark ?? '',
    budget,
    waits,
    items: group.length,
    correct,
    unverifiable: count('unverifiable'),
    failed: count('failed'),
    accuracy: correct / group.length,
    interval: wilsonInterval(correct, group.length, Z),
    thinkingTokens: {
      mean: tokens.reduce((sum, one) => sum + one, 0) / group.length,
      max: tokens.reduce((most, one) => Math.max(most, one), 0),
    },
    forced: group.filter(({ forced }) => forced).length,
  };
}

/**
 * Control, scaling and performance of each benchmark, where a point is one evaluation of the paper.
 * Source: Muennighoff et al. 2025 (arXiv 2501.19393), section 3.2: control is the share of evaluations a with
 * a_min <= a <= a_max, where a_max alone is usually set; scaling the mean of (f(b) - f(a)) / (b - a) over all pairs
 * a < b; performance the maximum of f. Here a_max is the budget of the point.
 * Differs: a point without a budget has no bound and does not count for control; two points of equal mean thinking
 * have no slope and are no pair.
 */
export function scalingOf(figures: readonly PointFigures[]): Scaling[] {
  const names = [...new Set(figures.map(({ benchmark }) => benchmark))];
  return names.map((benchmark) => {
    const own = figures.filter((one) => one.benchmark === benchmark);
    const bound = own.filter(({ budget }) => budget !== null);
    const kept = bound.filter((one) => meanOf(one) <= (one.budget ?? 0)).length;
    const best = own.reduce((most, { accuracy }) => Math.max(most, accuracy), 0);
    return {
      benchmark,
      control: bound.length === 0 ? null : (100 * kept) / bound.length,
      scaling: meanSlope(own),
      performance: own.length === 0 ? null : 100 * best,
    };
  });
}

function meanSlope(figures: readonly PointFigures[]): number | null {
  const slopes: number[] = [];
  for (const a of figures)
    for (const b of figures)
      if (meanOf(b) > meanOf(a)) slopes.push((100_000 * (b.accuracy - a.accuracy)) / (meanOf(b) - meanOf(a)));
  return slopes.length === 0 ? null : slopes.reduce((sum, one) => sum + one, 0) / slopes.length;
}
