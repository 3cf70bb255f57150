import type { EstimatorReport } from '../../../shared/schemas/estimator.ts';
import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { mean, spearman } from '../../algorithms/learning/rank-correlation.ts';
import type { PoolFacts } from '../candidate.ts';
import type { NarrowRow } from '../stage.ts';
import { cutOf } from './cut.ts';
import type { Estimates } from './estimator.ts';
import { LEAST_OF_GROUP, type Target } from './scales.ts';

type Compared = EstimatorReport['calibration'][number];

/** How far estimates can be relied on, by labels that were held out; what the decisions add comes later. */
export type EstimatorQuality = Pick<
  EstimatorReport,
  'labels' | 'rankCorrelation' | 'learnedFrom' | 'calibration'
>;

/** Measures estimates against the labels that they never saw. */
export function estimatorQuality(estimates: Estimates): EstimatorQuality {
  const { targets, groups } = estimates;
  const byGroup = groups.map((scale, at) => {
    const own = targets.filter((target) => target.at === at);
    return { scale, labels: own.length, rankCorrelation: correlationOf(own, estimates) };
  });
  return {
    labels: targets.length,
    rankCorrelation: withinScales(targets, estimates),
    learnedFrom: byGroup,
    calibration: tenths(estimates),
  };
}

/**
 * Spearman correlation within each scale, the mean of them by how many labels each has: ranks of different scales can
 * not be compared. Null where no scale has LEAST_OF_GROUP labels here.
 */
function withinScales(targets: readonly Target[], estimates: Estimates): number | null {
  const scales = new Map<number, Target[]>();
  for (const target of targets) {
    const own = scales.get(target.at);
    if (own === undefined) scales.set(target.at, [target]);
    else own.push(target);
  }
  let [sum, labels] = [0, 0];
  for (const own of scales.values()) {
    const correlation = correlationOf(own, estimates);
    if (correlation === null) continue;
    sum += correlation * own.length;
    labels += own.length;
  }
  return labels === 0 ? null : rounded(sum / labels);
}

function correlationOf(targets: readonly Target[], { scores }: Estimates): number | null {
  if (targets.length < LEAST_OF_GROUP) return null;
  const correlation = spearman(
    targets.map(({ row }) => scores[row]!),
    targets.map(({ standard }) => standard),
  );
  return correlation === null ? null : rounded(correlation);
}

/** Mean of held-out estimates and of labels, on the scale of the pool. */
const compared = (targets: readonly Target[], { placing, scores }: Estimates): Compared => ({
  labels: targets.length,
  estimated: rounded(mean(targets.map(({ row }) => placing.difficultyOf(scores[row]!)))),
  observed: rounded(mean(targets.map((target) => observedOf(target, placing)))),
});

const observedOf = (target: Target, placing: Estimates['placing']): number =>
  target.isAttempt ? target.value : placing.difficultyOf(placing.scoreOf(target));

function tenths(estimates: Estimates): Compared[] {
  const { targets, scores } = estimates;
  const order = [...targets].sort((a, b) => scores[a.row]! - scores[b.row]! || a.row - b.row || a.at - b.at);
  return Array.from({ length: 10 }, (_, tenth) =>
    order.slice(Math.floor((tenth * order.length) / 10), Math.floor(((tenth + 1) * order.length) / 10)),
  ).map((some) => compared(some, estimates));
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** The same for each domain of the pool, by name, with the cut of the recipe. @param rows in the order of the places */
export function domainReports(
  rows: readonly Pick<NarrowRow, 'domain'>[],
  estimates: Estimates,
  { harder }: ConfigOf<'difficulty'>,
  facts: PoolFacts,
): EstimatorReport['domains'] {
  const byDomain = new Map<string, { questions: number; targets: Target[] }>();
  for (const { domain } of rows) {
    const known = byDomain.get(domain);
    if (known === undefined) byDomain.set(domain, { questions: 1, targets: [] });
    else known.questions++;
  }
  for (const target of estimates.targets) byDomain.get(rows[target.row]!.domain)?.targets.push(target);
  const cuts =
    facts.estimates !== undefined && 'byDomain' in facts.estimates ? facts.estimates.byDomain : null;
  return [...byDomain]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([domain, { questions, targets }]) => ({
      domain,
      questions,
      cut: cuts?.has(domain) === true ? cutOf(cuts, domain, harder) : null,
      rankCorrelation: withinScales(targets, estimates),
      ...compared(targets, estimates),
    }));
}
