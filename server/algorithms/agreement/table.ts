/**
 * What raters said of units: a row for each unit, one value for each rater in the same order; null where a rater said
 * nothing of it. Every measure here takes such ratings and, where units are drawn several times, how often each counts.
 */
export type Ratings = readonly (readonly (string | null)[])[];

/** How often each category was said of a unit. */
export interface Counts {
  /** Categories, in the order of the columns. */
  categories: readonly string[];
  /** A row for each unit. */
  rows: readonly (readonly number[])[];
}

/**
 * Counts categories by unit; units of which nobody said anything have a row of zeros.
 * @param known categories that could have been said, said or not
 */
export function countsOf(ratings: Ratings, known: readonly string[] = []): Counts {
  const said = ratings.flat().filter((value) => value !== null);
  const categories = [...new Set([...known, ...said])].sort();
  const column = new Map(categories.map((category, i) => [category, i]));
  const rows = ratings.map((unit) => {
    const row = categories.map(() => 0);
    for (const value of unit) {
      const at = value === null ? undefined : column.get(value);
      if (at !== undefined) row[at] = (row[at] ?? 0) + 1;
    }
    return row;
  });
  return { categories, rows };
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How often each category was said, as a share of all that was said: the base rates. Empty where nothing was. */
export function baseRates(ratings: Ratings, weights?: readonly number[]): Record<string, number> {
  const { categories, rows } = countsOf(ratings);
  const of = (count: (row: readonly number[]) => number) =>
    sum(rows.map((row, u) => (weights?.[u] ?? 1) * count(row)));
  const total = of(sum);
  return Object.fromEntries(categories.map((name, i) => [name, of((row) => row[i] ?? 0) / total]));
}

/**
 * Share of each category, each unit that somebody rated counting alike.
 * @param weights how often each unit counts; once where nothing is said
 */
export function categoryShares({ categories, rows }: Counts, weights?: readonly number[]): number[] {
  const totals = categories.map(() => 0);
  let units = 0;
  rows.forEach((row, u) => {
    const [raters, weight] = [sum(row), weights?.[u] ?? 1];
    if (raters === 0) return;
    units += weight;
    row.forEach((n, c) => {
      totals[c] = (totals[c] ?? 0) + (weight * n) / raters;
    });
  });
  return totals.map((total) => total / units);
}
