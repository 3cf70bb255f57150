import { seededRandom } from '../random.ts';
import type { Ratings } from './table.ts';

/** An estimate with its interval; the ends are null where too few of the draws have a value. */
export interface Estimate {
  value: number | null;
  low: number | null;
  high: number | null;
}

/** A measure of ratings; `weights` say how often each unit counts. */
export type Measure = (ratings: Ratings, weights?: readonly number[]) => number | null;

/** Units that are drawn together, such as the steps of one text; `n` says how many of a kind there are. */
export type Cluster = readonly { unit: readonly (string | null)[]; n: number }[];

/** Draws. Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, section 12.3: 1,000 for intervals. */
const DRAWS = 1000;

/**
 * A measure with its percentile interval of 95 %, by drawing units with replacement (Efron 1979). The same seed gives
 * the same interval. With fewer than two units, or where under half of the draws have a value, there is none.
 */
export const bootstrap = (ratings: Ratings, measure: Measure, seed: number | string): Estimate =>
  bootstrapClusters(
    ratings.map((unit) => [{ unit, n: 1 }]),
    measure,
    seed,
  );

/**
 * The same by drawing whole clusters, as what is said of the parts of one text hangs together (Davison and Hinkley
 * 1997, Bootstrap Methods and their Application, section 3.8). Units of which the same was said are one with a weight,
 * so that a draw costs little however many there are.
 */
export function bootstrapClusters(
  clusters: readonly Cluster[],
  measure: Measure,
  seed: number | string,
): Estimate {
  const { units, kinds } = gathered(clusters);
  const weigh = (drawn: Iterable<number>): number | null => {
    const weights = units.map(() => 0);
    for (const cluster of drawn)
      for (const { kind, n } of kinds[cluster] ?? []) weights[kind] = (weights[kind] ?? 0) + n;
    const there = weights.flatMap((weight, kind) => (weight === 0 ? [] : [kind]));
    return measure(
      there.map((kind) => units[kind] ?? []),
      there.map((kind) => weights[kind] ?? 0),
    );
  };
  const value = weigh(kinds.keys());
  if (value === null || kinds.length < 2) return { value, low: null, high: null };
  const random = seededRandom(seed);
  const found: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const one = weigh(kinds.map(() => random.int(kinds.length)));
    if (one !== null) found.push(one);
  }
  if (found.length < DRAWS / 2) return { value, low: null, high: null };
  found.sort((a, b) => a - b);
  const at = (share: number) => found[Math.round(share * (found.length - 1))] ?? null;
  return { value, low: at(0.025), high: at(0.975) };
}

/** Units that differ, and for each cluster which of them it holds. */
function gathered(clusters: readonly Cluster[]): {
  units: (readonly (string | null)[])[];
  kinds: { kind: number; n: number }[][];
} {
  const places = new Map<string, number>();
  const units: (readonly (string | null)[])[] = [];
  const kinds = clusters.map((cluster) =>
    cluster.map(({ unit, n }) => {
      const key = JSON.stringify(unit);
      const known = places.get(key);
      if (known !== undefined) return { kind: known, n };
      places.set(key, units.length);
      return { kind: units.push(unit) - 1, n };
    }),
  );
  return { units, kinds };
}
