import type { EstimatorReport } from '../../../shared/schemas/estimator.ts';
import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { Sequence } from '../../algorithms/columns/sequence.ts';
import { groupBy } from '../../algorithms/group-by.ts';
import { mean, spearman } from '../../algorithms/learning/rank-correlation.ts';
import type { EstimatesByDomain } from '../candidate.ts';
import type { NarrowRow } from '../stage.ts';
import { cutOf } from './cut.ts';
import type { Learned } from './estimator.ts';
import { difficultyAt } from './placing.ts';
import { LEAST_OF_GROUP } from './scales.ts';

type Compared = EstimatorReport['calibration'][number];

/** How far estimates can be relied on, by labels that were held out. */
export type EstimatorQuality = Pick<
  EstimatorReport,
  'labels' | 'rankCorrelation' | 'learnedFrom' | 'calibration'
>;

/** Measures estimates of texts against the labels that they never saw. */
export function estimatorQuality(learned: Learned): EstimatorQuality {
  const all = placesOf(learned);
  const members = groupBy(all, (at) => learned.labels.groups[at]!);
  const byGroup = learned.groups.map((scale, group) => {
    const own = members.get(group) ?? [];
    return { scale, labels: own.length, rankCorrelation: correlationOf(own, learned) };
  });
  return {
    labels: all.length,
    rankCorrelation: withinScales(all, learned),
    learnedFrom: byGroup,
    calibration: tenths(learned),
  };
}

const placesOf = ({ labels }: Learned): number[] => Array.from(labels.rows, (_, at) => at);

/**
 * Spearman correlation within each scale, the mean of them by how many labels each has: ranks of different scales can
 * not be compared. Null where no scale has LEAST_OF_GROUP labels here.
 */
function withinScales(places: readonly number[], learned: Learned): number | null {
  let [sum, labels] = [0, 0];
  for (const own of groupBy(places, (at) => learned.labels.groups[at]!).values()) {
    const correlation = correlationOf(own, learned);
    if (correlation === null) continue;
    sum += correlation * own.length;
    labels += own.length;
  }
  return labels === 0 ? null : rounded(sum / labels);
}

function correlationOf(places: readonly number[], { scores, labels }: Learned): number | null {
  if (places.length < LEAST_OF_GROUP) return null;
  const correlation = spearman(
    places.map((at) => scores[labels.rows[at]!]!),
    places.map((at) => labels.standard[at]!),
  );
  return correlation === null ? null : rounded(correlation);
}

/** Mean of held-out estimates and of labels, on the scale of the pool. */
const compared = (places: readonly number[], { labels, scores, scale }: Learned): Compared => ({
  labels: places.length,
  estimated: meanOf(places.map((at) => difficultyAt(scores[labels.rows[at]!]!, scale))),
  observed: meanOf(places.map((at) => labels.observed[at]!)),
});

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : rounded(mean(values));

function tenths(learned: Learned): Compared[] {
  const { scores, labels } = learned;
  const order = placesOf(learned).sort(
    (a, b) => scores[labels.rows[a]!]! - scores[labels.rows[b]!]! || a - b,
  );
  const end = (tenth: number): number => Math.floor((tenth * order.length) / 10);
  return Array.from({ length: 10 }, (_, tenth) => compared(order.slice(end(tenth), end(tenth + 1)), learned));
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/**
 * The same for each domain of the pool, by name, with the cut of the recipe.
 * @param rows in the order of the places
 * @param cuts what the cut is read from
 */
export function domainReports(
  rows: Sequence<Pick<NarrowRow, 'domain'>>,
  learned: Learned,
  { harder }: ConfigOf<'difficulty'>,
  cuts: EstimatesByDomain,
): EstimatorReport['domains'] {
  const questions = new Map<string, number>();
  for (const { domain } of rows) questions.set(domain, (questions.get(domain) ?? 0) + 1);
  const labels = groupBy(placesOf(learned), (at) => rows.at(learned.labels.rows[at]!)!.domain);
  return [...questions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([domain, count]) => {
      const own = labels.get(domain) ?? [];
      return {
        domain,
        questions: count,
        cut: cuts.has(domain) ? cutOf(cuts, domain, harder) : null,
        rankCorrelation: withinScales(own, learned),
        ...compared(own, learned),
      };
    });
}
