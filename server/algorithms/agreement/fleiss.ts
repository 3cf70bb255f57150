import { agreementOf } from './raw.ts';
import { categoryShares, countsOf, type Ratings, sum } from './table.ts';

/**
 * Fleiss' kappa (Fleiss 1971, Psychological Bulletin 76). Null where no unit has two raters, or chance alone would
 * agree always.
 * Differs: a unit may have its own number of raters; each unit then counts alike for the shares of the categories, as
 * in Gwet's generalisation (Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition, chapter 2). With the same
 * number on each unit it is Fleiss' own. Units with a single rater tell of the shares only.
 */
export function fleissKappa(ratings: Ratings, weights?: readonly number[]): number | null {
  const counts = countsOf(ratings);
  const observed = agreementOf(counts, weights);
  if (observed === null) return null;
  const chance = sum(categoryShares(counts, weights).map((share) => share ** 2));
  return chance > 1 - 1e-12 ? null : (observed - chance) / (1 - chance);
}
