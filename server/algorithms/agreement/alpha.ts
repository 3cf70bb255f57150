import { countsOf, type Ratings, sum } from './table.ts';

/** What differences between values mean: none is larger than another; they have an order; they have distances. */
export type Level = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's alpha for any number of raters and missing values (Krippendorff 2011, "Computing Krippendorff's
 * Alpha-Reliability", section C to E). Null where no unit has two values, or all values are the same.
 * @param ratings for `ordinal` and `interval` the values are numbers, written as text
 */
export function krippendorffAlpha(
  ratings: Ratings,
  level: Level,
  weights?: readonly number[],
): number | null {
  const { categories, rows } = countsOf(ratings);
  const paired = rows
    .map((row, u) => ({ row, weight: weights?.[u] ?? 1 }))
    .filter(({ row }) => sum(row) >= 2);
  const totals = categories.map((_, c) => sum(paired.map(({ row, weight }) => weight * (row[c] ?? 0))));
  const n = sum(totals);
  if (n === 0) return null;
  const order = inOrder(categories, level);
  const distance = distances(order, totals, level);
  let observed = 0;
  for (const { row, weight } of paired) observed += (weight * spread(order, row, distance)) / (sum(row) - 1);
  const expected = spread(order, totals, distance) / (n - 1);
  return expected === 0 ? null : 1 - observed / expected;
}

type Distance = (a: number, b: number) => number;

/** The columns by the value of their category. */
function inOrder(categories: readonly string[], level: Level): { column: number; value: number }[] {
  const all = categories.map((name, column) => ({
    column,
    value: level === 'nominal' ? column : Number(name),
  }));
  return all.sort((a, b) => a.value - b.value);
}

/** Squared difference between two places of the order. */
function distances(
  order: readonly { column: number; value: number }[],
  totals: readonly number[],
  level: Level,
): Distance {
  if (level === 'nominal') return (a, b) => (a === b ? 0 : 1);
  if (level === 'interval') return (a, b) => ((order[a]?.value ?? 0) - (order[b]?.value ?? 0)) ** 2;
  const counts = order.map(({ column }) => totals[column] ?? 0);
  return (a, b) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    const between = sum(counts.slice(low, high + 1)) - ((counts[low] ?? 0) + (counts[high] ?? 0)) / 2;
    return low === high ? 0 : between ** 2;
  };
}

/** Sum of the differences of all ordered pairs of values of a row of counts. */
function spread(order: readonly { column: number }[], row: readonly number[], distance: Distance): number {
  let total = 0;
  for (let a = 0; a < order.length; a++)
    for (let b = a + 1; b < order.length; b++)
      total += 2 * (row[order[a]?.column ?? 0] ?? 0) * (row[order[b]?.column ?? 0] ?? 0) * distance(a, b);
  return total;
}
