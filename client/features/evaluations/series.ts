import { bestPoint } from '../../../shared/best-point.ts';
import type { EvaluationReport, PointFigures, Scaling } from '../../../shared/schemas/evaluation.ts';

/** An evaluation on one benchmark: a line of the picture. */
export interface Series {
  id: string;
  /** The recipe of its release, with the model where two evaluations have the same; the model where none is known. */
  label: string;
  recipe: string | null;
  model: string;
  release: string | null;
  runId: string | null;
  /** By mean thinking. */
  points: PointFigures[];
  scaling: Scaling | null;
  /** Items at points that are not settled. */
  pending: number;
  /** Whether the release was kept clean of these very items; null where no release is known. */
  isClean: boolean | null;
  /** The point of the best accuracy, the one with the least thinking of several. */
  best: PointFigures;
}

/** Recipes of the ablation: s1's baselines, s1, and ours. Source: Muennighoff et al. 2025, section 5.1. */
export const ABLATION: readonly string[] = ['random', 'longest', 'diverse', 'full', 's1', 'winnow'];

/** Benchmarks that any evaluation has figures of, by name. */
export const benchmarksIn = (evaluations: readonly EvaluationReport[]): string[] =>
  [...new Set(evaluations.flatMap(({ figures }) => figures.map(({ benchmark }) => benchmark)))].sort();

/** The evaluations on a benchmark, the recipes of the ablation first, in their order. */
export function seriesOn(evaluations: readonly EvaluationReport[], benchmark: string): Series[] {
  const known = evaluations.flatMap((one) => {
    const points = one.figures
      .filter((figure) => figure.benchmark === benchmark)
      .sort((a, b) => a.thinkingTokens.mean - b.thinkingTokens.mean);
    const [first] = points;
    return first === undefined ? [] : [{ one, points, first }];
  });
  const uses = new Map<string, number>();
  for (const { one } of known) uses.set(nameOf(one), (uses.get(nameOf(one)) ?? 0) + 1);
  const series = known.map(({ one, points, first }): Series => {
    const { evaluationId: id, recipe, model, release, runId, pending } = one;
    const isShared = (uses.get(nameOf(one)) ?? 0) > 1;
    return {
      ...{ id, recipe, model, release, runId, pending, points },
      label: recipe !== null && isShared ? `${recipe}, ${model}` : nameOf(one),
      scaling: one.scaling.find((figure) => figure.benchmark === benchmark) ?? null,
      isClean: one.benchmarks.find(({ name }) => name === benchmark)?.clean ?? null,
      best: bestPoint(points) ?? first,
    };
  });
  return series.sort((a, b) => placeOf(a) - placeOf(b) || (a.label < b.label ? -1 : 1));
}

/** The best of them, the one with the least thinking of several: what others are compared with of itself. */
export function bestOf(series: readonly Series[]): Series | undefined {
  const best = bestPoint(series.map((one) => one.best));
  return series.find((one) => one.best === best);
}

/** Points that more than one of them has, as `/evaluations/comparisons` names them. */
export function sharedPoints(series: readonly Series[]): { at: string; name: string }[] {
  const known = new Map<string, { name: string; uses: number }>();
  for (const point of series.flatMap(({ points }) => points)) {
    const at = point.budget === null ? `wait-${point.waits}` : `budget-${point.budget}`;
    known.set(at, { name: pointName(point), uses: (known.get(at)?.uses ?? 0) + 1 });
  }
  return [...known].flatMap(([at, { name, uses }]) => (uses > 1 ? [{ at, name }] : []));
}

const nameOf = ({ recipe, model }: Pick<EvaluationReport, 'recipe' | 'model'>): string => recipe ?? model;

const placeOf = ({ recipe }: Series): number => {
  const place = ABLATION.indexOf(recipe ?? '');
  return place === -1 ? ABLATION.length : place;
};

/** A line with the number of its colour and shape: those of its recipe, which are the same on every picture. */
export interface Numbered {
  n: number;
  series: Series;
}

/** Numbers lines: recipes of the ablation by their place, the first of each; all others behind them. */
export function numbered(series: readonly Series[]): Numbered[] {
  const taken = new Set<number>();
  let next = ABLATION.length;
  return series.map((one) => {
    const place = placeOf(one);
    const isFree = place < ABLATION.length && !taken.has(place);
    if (isFree) taken.add(place);
    return { n: isFree ? place : next++, series: one };
  });
}

/** What a point is, for people. */
export function pointName({ budget, waits }: Pick<PointFigures, 'budget' | 'waits'>): string {
  if (budget !== null) return `ended at ${budget.toLocaleString('en-US')}`;
  return waits === 0 ? 'its own end' : `"Wait" ${waits}x`;
}
