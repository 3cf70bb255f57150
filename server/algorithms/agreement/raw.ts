import { type Counts, countsOf, type Ratings, sum } from './table.ts';

/**
 * Share of pairs of raters who agree, a unit at a time, over the units that two or more rated; null where there is
 * none. For two raters this is the share of units on which they agree. Source: the observed agreement of Fleiss
 * (1971), with a unit's own number of raters as in Gwet (2008), so that raters may be missing.
 */
export const rawAgreement = (ratings: Ratings, weights?: readonly number[]): number | null =>
  agreementOf(countsOf(ratings), weights);

export function agreementOf({ rows }: Counts, weights?: readonly number[]): number | null {
  let [agreed, units] = [0, 0];
  rows.forEach((row, u) => {
    const [raters, weight] = [sum(row), weights?.[u] ?? 1];
    if (raters < 2) return;
    units += weight;
    agreed += (weight * sum(row.map((n) => n * (n - 1)))) / (raters * (raters - 1));
  });
  return units === 0 ? null : agreed / units;
}
