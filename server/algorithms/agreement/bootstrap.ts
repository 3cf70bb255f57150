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

/** Draws. Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, section 12.3: 1,000 for intervals. */
const DRAWS = 1000;

/**
 * A measure with its percentile interval of 95 %, by drawing units with replacement (Efron 1979). The same seed gives
 * the same interval. With fewer than two units, or where under half of the draws have a value, there is none.
 * Units of which the same was said are one with a weight, so that a draw costs little however many there are.
 */
export function bootstrap(ratings: Ratings, measure: Measure, seed: number | string): Estimate {
  const { units, kinds } = gathered(ratings);
  const value = measure(ratings);
  if (value === null || ratings.length < 2) return { value, low: null, high: null };
  const random = seededRandom(seed);
  const found: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const weights = units.map(() => 0);
    for (let i = 0; i < kinds.length; i++) {
      const kind = kinds[random.int(kinds.length)] ?? 0;
      weights[kind] = (weights[kind] ?? 0) + 1;
    }
    const drawn = weights.flatMap((weight, kind) => (weight === 0 ? [] : [kind]));
    const one = measure(
      drawn.map((kind) => units[kind] ?? []),
      drawn.map((kind) => weights[kind] ?? 0),
    );
    if (one !== null) found.push(one);
  }
  if (found.length < DRAWS / 2) return { value, low: null, high: null };
  found.sort((a, b) => a - b);
  const at = (share: number) => found[Math.round(share * (found.length - 1))] ?? null;
  return { value, low: at(0.025), high: at(0.975) };
}

/** Units that differ, and for each unit which of them it is. */
function gathered(ratings: Ratings): { units: (readonly (string | null)[])[]; kinds: number[] } {
  const places = new Map<string, number>();
  const units: (readonly (string | null)[])[] = [];
  const kinds = ratings.map((unit) => {
    const key = JSON.stringify(unit);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, units.length);
    return units.push(unit) - 1;
  });
  return { units, kinds };
}
