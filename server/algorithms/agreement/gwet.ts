import { agreementOf } from './raw.ts';
import { categoryShares, countsOf, type Ratings } from './table.ts';

/**
 * Gwet's AC1, which stays sensible where one category prevails (Gwet 2008, British Journal of Mathematical and
 * Statistical Psychology 61). Null where no unit has two raters, or there is a single category.
 * @param known categories that could have been said, said or not; chance hangs on their number
 */
export function gwetAc1(
  ratings: Ratings,
  weights?: readonly number[],
  known: readonly string[] = [],
): number | null {
  const counts = countsOf(ratings, known);
  const observed = agreementOf(counts, weights);
  const shares = categoryShares(counts, weights);
  if (observed === null || shares.length < 2) return null;
  const chance = shares.reduce((total, share) => total + share * (1 - share), 0) / (shares.length - 1);
  return (observed - chance) / (1 - chance);
}
