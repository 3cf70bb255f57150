import type { EvaluationComparison } from '../../../shared/schemas/evaluation-comparison.ts';
import { count } from '../../lib/format.ts';
import { bestOf, type Series } from './series.ts';

/** `62 %`, `56.7 %` */
export const share = (of: number): string => `${Number((100 * of).toFixed(1))}\u00a0%`;

const about = (tokens: number): string => `about ${count(tokens)} thinking tokens`;

/** Difference of two shares: `+6.7`, `−3.3`, `0`. Unit: percentage points. */
export function pointsOf(difference: number): string {
  const points = Number((100 * Math.abs(difference)).toFixed(1));
  return points === 0 ? '0' : `${difference > 0 ? '+' : '\u2212'}${points}`;
}

/**
 * What the picture says, in one sentence. Whether the order of the first two may be chance is said by the paired
 * interval of their difference, item by item.
 * @param comparisons of others with the best
 */
export function findingOf(
  series: readonly Series[],
  benchmark: string,
  comparisons: readonly EvaluationComparison[],
): string {
  const first = bestOf(series);
  if (first === undefined) return `Nobody was asked ${benchmark} yet`;
  const second = bestOf(series.filter((one) => one !== first));
  const { accuracy, thinkingTokens } = first.best;
  const one = `${first.label} answers ${share(accuracy)} of ${benchmark} right with ${about(thinkingTokens.mean)}`;
  if (second === undefined) return one;
  if (second.best.accuracy === accuracy) return `${one}, and ${second.label} as many`;
  const other = `${second.label} with ${share(second.best.accuracy)}`;
  const pair = comparisons.find(
    (of) => of.first.evaluationId === second.id && of.second.evaluationId === first.id,
  );
  if (pair === undefined) return `${one}; next comes ${other}`;
  return `${one}: ${pair.plainly === 'less' ? 'plainly' : 'not plainly'} more than ${other}`;
}

/** A round step of a scale: 1, 2 or 5 times a power of ten. */
function stepFor(range: number, most: number): number {
  const rough = range / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough;
}

export interface Scale {
  ticks: number[];
  /** 0 at the start of the axis, 1 at its end. */
  at: (value: number) => number;
  isLog: boolean;
}

/** Tokens: even steps, or doublings where the points lie further apart than eight times. */
export function tokenScale(values: readonly number[]): Scale {
  const least = Math.max(0, Math.min(...values));
  const low = Math.max(1, least);
  const high = Math.max(low, ...values);
  if (high / low >= 8) {
    const first = Math.floor(Math.log2(low));
    const last = Math.max(first + 1, Math.ceil(Math.log2(high)));
    const every = Math.ceil((last - first) / 6);
    const ticks = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
      (_, i) => i % every === 0,
    );
    const at = (value: number) => (Math.log2(Math.max(1, value)) - first) / (last - first);
    return { ticks: ticks.map((power) => 2 ** power), at, isLog: true };
  }
  const step = stepFor(Math.max(high - least, high / 4, 1), 5);
  const from = Math.floor(least / step) * step;
  const to = Math.max(from + step, Math.ceil(high / step) * step);
  return { ...even(from, to, step), isLog: false };
}

/** Shares of the items, from the lowest interval to the highest, by whole steps. */
export function shareScale(lows: readonly number[], highs: readonly number[]): Scale {
  const from = Math.floor(Math.min(...lows) * 10) / 10;
  const to = Math.max(from + 0.1, Math.ceil(Math.max(...highs) * 10) / 10);
  return { ...even(from, to, to - from > 0.5 ? 0.2 : 0.1), isLog: false };
}

function even(from: number, to: number, step: number): Omit<Scale, 'isLog'> {
  const ticks = Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_, i) => from + i * step);
  return { ticks, at: (value) => (value - from) / (to - from) };
}
