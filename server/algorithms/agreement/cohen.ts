import { type Ratings, sum } from './table.ts';

/**
 * Cohen's kappa of two raters over the units that both rated (Cohen 1960, Educational and Psychological Measurement
 * 20). Null where there is no such unit, or chance alone would agree always.
 */
export function cohenKappa(ratings: Ratings, weights?: readonly number[]): number | null {
  const pairs = ratings.flatMap(([a = null, b = null], u) =>
    a === null || b === null ? [] : [{ said: [a, b] as const, weight: weights?.[u] ?? 1 }],
  );
  const n = sum(pairs.map(({ weight }) => weight));
  if (n === 0) return null;
  const share = (holds: (said: readonly [string, string]) => boolean) =>
    sum(pairs.filter(({ said }) => holds(said)).map(({ weight }) => weight)) / n;
  const observed = share(([a, b]) => a === b);
  const categories = [...new Set(pairs.flatMap(({ said }) => said))];
  const chance = sum(categories.map((one) => share(([a]) => a === one) * share(([, b]) => b === one)));
  return chance > 1 - 1e-12 ? null : (observed - chance) / (1 - chance);
}
