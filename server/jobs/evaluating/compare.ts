import { bestPoint } from '../../../shared/best-point.ts';
import { WinnowError } from '../../../shared/error.ts';
import type { EvaluationReport, PointFigures } from '../../../shared/schemas/evaluation.ts';
import type { EvaluationComparison } from '../../../shared/schemas/evaluation-comparison.ts';
import { mcnemarExact, pairedDifference } from '../../algorithms/paired-difference.ts';
import type { ItemResult } from '../../db/evaluations.ts';
import type { Workspace } from '../../db/workspace.ts';
import { evaluationReport } from './report.ts';

export interface ComparisonOptions {
  /** All that were evaluated where none is named. */
  benchmark?: string | undefined;
  /** The evaluation that others are compared with; the best one of each benchmark where none is named. */
  to?: string | undefined;
  /** `best`: each at its best point; `budget-N` or `wait-N`: all at that point. */
  at: string;
}

/** An evaluation at the point at which it is compared. */
interface Side {
  report: EvaluationReport;
  point: PointFigures;
  /** Hash of the items that were asked. */
  items: string;
}

/**
 * Every evaluation beside one of them, item by item: only items that both gave a reply to count, and only where both
 * were asked the very same benchmark. Whoever has no such point is left out.
 * @throws WinnowError `bad-usage` where `to` names none
 */
export function compareEvaluations(
  workspace: Workspace,
  { benchmark, to, at }: ComparisonOptions,
): EvaluationComparison[] {
  const reports = workspace.evaluations.all().map((one) => evaluationReport(workspace, one));
  if (to !== undefined && !reports.some(({ evaluationId }) => evaluationId === to))
    throw new WinnowError(
      'bad-usage',
      `There is no evaluation ${to.slice(0, 60)}; see: winnow evaluations list`,
    );
  const names = new Set(reports.flatMap(({ figures }) => figures.map((one) => one.benchmark)));
  const known = resultsReader(workspace);
  return [...names]
    .filter((name) => benchmark === undefined || name === benchmark)
    .sort()
    .flatMap((name) => {
      const sides = reports.flatMap((report) => sideOf(report, name, at) ?? []);
      const second =
        to === undefined ? bestOf(sides) : sides.find(({ report }) => report.evaluationId === to);
      if (second === undefined) return [];
      const others = sides.filter((one) => one !== second && one.items === second.items);
      return others.flatMap((first) => compared(name, first, second, known) ?? []);
    });
}

function sideOf(report: EvaluationReport, benchmark: string, at: string): Side | null {
  const own = report.figures.filter((one) => one.benchmark === benchmark);
  const point = at === 'best' ? bestPoint(own) : own.find((one) => nameOf(one) === at);
  const items = report.benchmarks.find(({ name }) => name === benchmark)?.sha256;
  return point === undefined || items === undefined ? null : { report, point, items };
}

const nameOf = ({ budget, waits }: PointFigures): string =>
  budget === null ? `wait-${waits}` : `budget-${budget}`;

function bestOf(sides: readonly Side[]): Side | undefined {
  const best = bestPoint(sides.map(({ point }) => point));
  return sides.find(({ point }) => point === best);
}

/** Results of an evaluation, read once. */
function resultsReader({ evaluations }: Workspace): (id: string) => readonly ItemResult[] {
  const read = new Map<string, ItemResult[]>();
  return (id) => {
    const known = read.get(id) ?? evaluations.results(id);
    read.set(id, known);
    return known;
  };
}

/** Whether each item was answered right; items without a reply are not in it. */
function answersOf({ report, point }: Side, results: readonly ItemResult[]): Map<string, boolean> {
  const at = report.points.findIndex(({ budget, waits }) => budget === point.budget && waits === point.waits);
  const own = results.filter(
    (one) => one.benchmark === point.benchmark && one.point === at && one.verdict !== 'failed',
  );
  return new Map(own.map(({ item, verdict }) => [item, verdict === 'correct']));
}

/** @returns null where they share no item */
function compared(
  benchmark: string,
  first: Side,
  second: Side,
  resultsOf: (id: string) => readonly ItemResult[],
): EvaluationComparison | null {
  const mine = answersOf(first, resultsOf(first.report.evaluationId));
  const theirs = answersOf(second, resultsOf(second.report.evaluationId));
  const shared = [...mine].flatMap(([item, right]) => {
    const other = theirs.get(item);
    return other === undefined ? [] : [{ right, other }];
  });
  if (shared.length === 0) return null;
  const count = (is: (pair: (typeof shared)[number]) => boolean) => shared.filter(is).length;
  const trials = shared.length;
  const onlyFirst = count(({ right, other }) => right && !other);
  const onlySecond = count(({ right, other }) => other && !right);
  const { difference, interval } = pairedDifference({ trials, onlyFirst, onlySecond });
  return {
    benchmark,
    first: { ...told(first), accuracy: count(({ right }) => right) / trials },
    second: { ...told(second), accuracy: count(({ other }) => other) / trials },
    ...{ items: trials, onlyFirst, onlySecond, difference, interval },
    mcnemar: mcnemarExact({ onlyFirst, onlySecond }),
    plainly: interval.low > 0 ? 'more' : interval.high < 0 ? 'less' : null,
  };
}

const told = ({ report, point }: Side) => ({
  evaluationId: report.evaluationId,
  model: report.model,
  release: report.release,
  runId: report.runId,
  recipe: report.recipe,
  budget: point.budget,
  waits: point.waits,
});
