import { exponential } from '../exponential.ts';
import { naturalLog } from '../logarithm.ts';
import type { Neighbours } from './neighbours.ts';

/** Pairs of rows with how surely they are neighbours, above 0 to 1. Each pair stands once. */
export interface FuzzyGraph {
  heads: Uint32Array;
  tails: Uint32Array;
  weights: Float32Array;
}

/** Halvings in which a width is found. */
const STEPS = 40;

/**
 * How surely rows are neighbours: exp(-(d - nearest) / width) from either side, joined as a + b - ab; each width such
 * that the sum over the k nearest is log2 k.
 * Source: McInnes, Healy and Melville 2018, "UMAP" (arXiv:1802.03426), sections 3.1 and 4.
 */
export function fuzzyGraph({ count, others, distances }: Neighbours): FuzzyGraph {
  const size = count === 0 ? 0 : others.length / count;
  const own = new Float32Array(others.length);
  const wanted = count > 1 ? naturalLog(count) / Math.LN2 : 1;
  const mean = distances.reduce((sum, d) => sum + d, 0) / Math.max(1, distances.length);
  for (let row = 0; row < size; row++)
    weighOwn(distances.subarray(row * count, (row + 1) * count), wanted, mean, own, row * count);
  return joined({ count, others }, own, size);
}

function weighOwn(
  distances: Float32Array,
  wanted: number,
  mean: number,
  own: Float32Array,
  to: number,
): void {
  const nearest = distances.find((d) => d > 0) ?? 0;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let width = 1;
  for (let step = 0; step < STEPS; step++) {
    let sum = 0;
    for (const d of distances) sum += d > nearest ? exponential((nearest - d) / width) : 1;
    if (Math.abs(sum - wanted) < 1e-5) break;
    if (sum > wanted) high = width;
    else low = width;
    width = high === Number.POSITIVE_INFINITY ? width * 2 : (low + high) / 2;
  }
  width = Math.max(width, 1e-3 * mean, 1e-12); // many copies of one row must not shut out everybody else
  distances.forEach((d, i) => {
    own[to + i] = d > nearest ? exponential((nearest - d) / width) : 1;
  });
}

function joined({ count, others }: Pick<Neighbours, 'count' | 'others'>, own: Float32Array, size: number) {
  const heads: number[] = [];
  const tails: number[] = [];
  const weights: number[] = [];
  const weightOf = (from: number, to: number): number => {
    for (let at = from * count; at < (from + 1) * count; at++) if (others[at] === to) return own[at]!;
    return 0;
  };
  for (let row = 0; row < size; row++)
    for (let at = row * count; at < (row + 1) * count; at++) {
      const other = others[at]!;
      if (other === row || (at > row * count && others[at - 1] === other)) continue; // it stands in for nobody
      const a = own[at]!;
      const b = weightOf(other, row);
      if (b > 0 && other < row) continue; // said from the other side
      heads.push(row);
      tails.push(other);
      weights.push(a + b - a * b);
    }
  return {
    heads: Uint32Array.from(heads),
    tails: Uint32Array.from(tails),
    weights: Float32Array.from(weights),
  };
}
