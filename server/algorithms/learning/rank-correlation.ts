/** Ranks from 1, equal values sharing the mean of theirs (midranks). */
export function midranks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i);
  order.sort((a, b) => values[a]! - values[b]! || a - b);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let end = from + 1;
    while (end < order.length && values[order[end]!] === values[order[from]!]) end++;
    for (let i = from; i < end; i++) ranks[order[i]!] = (from + end + 1) / 2;
    from = end;
  }
  return ranks;
}

/**
 * Spearman's rank correlation (1904): Pearson's correlation of midranks, so that ties are allowed.
 * @returns -1 to 1; null where it is not defined, since there are fewer than two pairs or one side is constant
 */
export const spearman = (a: ArrayLike<number>, b: ArrayLike<number>): number | null =>
  pearson(midranks(a), midranks(b));

/** Pearson's correlation; null where it is not defined. */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  const meanA = mean(a);
  const meanB = mean(b);
  let [both, squareA, squareB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    both += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  const scale = Math.sqrt(squareA * squareB);
  return scale > 0 ? Math.max(-1, Math.min(1, both / scale)) : null;
}

/** The arithmetic mean; 0 of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length === 0 ? 0 : sum / values.length;
}
