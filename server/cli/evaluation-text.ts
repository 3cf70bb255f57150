import { counted } from '../../shared/counted.ts';
import type { EvaluationReport, PointFigures } from '../../shared/schemas/evaluation.ts';
import type { EvaluationComparison } from '../../shared/schemas/evaluation-comparison.ts';
import { count, table } from './text.ts';

/** An evaluation, for a terminal: a line for each benchmark and point, and what the paper asks of them. */
export function evaluationText(report: EvaluationReport): string {
  const { model, release, recipe, evaluationId, pending, failed, tokens, figures, scaling } = report;
  const on = release === null ? 'no release is known' : `${release}, recipe ${recipe ?? '?'}`;
  const rows = [
    ['benchmark', 'thinking', 'mean tokens', 'accuracy', '95 %', 'correct', 'cut'],
    ...figures.map((one) => [
      one.benchmark,
      pointText(one),
      count(Math.round(one.thinkingTokens.mean)),
      percent(one.accuracy),
      `${percent(one.interval.low)} to ${percent(one.interval.high)}`,
      `${count(one.correct)} of ${count(one.items)}`,
      count(one.forced),
    ]),
  ];
  const said = scaling.map(
    ({ benchmark, control, scaling: slope, performance }) =>
      `  ${benchmark}: control ${figure(control, ' %')}, scaling ${figure(slope, ' points a 1,000 tokens')}, performance ${figure(performance, ' %')}`,
  );
  const open = pending === 0 ? '' : `, ${counted(pending, 'item')} open`;
  const lost = failed === 0 ? '' : `, ${count(failed)} without a reply`;
  return [
    `${model} (${on})`,
    '',
    table(rows),
    '',
    ...said,
    '',
    `  ${evaluationId}: ${counted(tokens, 'token')}${open}${lost}`,
  ].join('\n');
}

/** Evaluations beside each other, for a terminal. */
export function comparisonsText(all: readonly EvaluationComparison[]): string {
  if (all.length === 0) return 'No two evaluations on the same items of a benchmark were made yet.';
  const rows = all.map(({ benchmark, first, second, items, onlyFirst, onlySecond, difference, ...one }) => [
    benchmark,
    nameOf(first),
    nameOf(second),
    points(difference),
    `${points(one.interval.low)} to ${points(one.interval.high)}`,
    `${count(onlyFirst)} and ${count(onlySecond)} of ${count(items)}`,
    one.plainly === null ? 'may be chance' : `plainly ${one.plainly}`,
  ]);
  const head = ['benchmark', 'evaluation', 'compared with', 'points', '95 %', 'right alone', ''];
  return `${table([head, ...rows])}\n\n  Points: accuracy less that of the other, in per cent of the items that both were asked; 95 % by the paired bootstrap.`;
}

const nameOf = ({ recipe, model, ...point }: EvaluationComparison['first']): string =>
  `${recipe ?? 'no recipe'} (${model}, ${pointText(point)})`;

const points = (difference: number): string => `${difference > 0 ? '+' : ''}${(100 * difference).toFixed(1)}`;

const pointText = ({ budget, waits }: Pick<PointFigures, 'budget' | 'waits'>): string =>
  budget !== null ? `up to ${count(budget)}` : waits === 0 ? 'as it ends' : `Wait ${waits}x`;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const figure = (value: number | null, unit: string): string =>
  value === null ? 'unknown' : `${value.toFixed(1)}${unit}`;
