import { evenly } from './evenly.ts';
import type { VectorSpace } from './space.ts';

/** How well a choice stands for all, in cosine distances (1 - cosine, 0 to 1 for texts). */
export interface Coverage {
  /** The largest distance of anybody to the nearest chosen one. */
  radius: number;
  /** The mean of it over all. */
  mean: number;
  /** The mean distance of a chosen one to the nearest other chosen one; null where there is but one. */
  nearest: number | null;
}

/** Comparisons with all that a look may cost; beyond it a sample at even distances stands for all. */
const MOST_LOOKS = 4096;

/** @param chosen numbers of the chosen ones; null where there are none */
export function coverageOf(space: VectorSpace, chosen: readonly number[]): Coverage | null {
  if (chosen.length === 0) return null;
  return chosen.length <= MOST_LOOKS ? fromChosen(space, chosen) : fromSample(space, chosen);
}

/** One look from each chosen one at all. */
function fromChosen(space: VectorSpace, chosen: readonly number[]): Coverage {
  const best = new Float32Array(space.size).fill(-1);
  const own = new Float32Array(space.size);
  const apart: number[] = [];
  for (const one of chosen) {
    space.similarities(one, own);
    for (let i = 0; i < best.length; i++) if (own[i]! > best[i]!) best[i] = own[i]!;
    best[one] = 1;
    own[one] = -1;
    apart.push(1 - chosen.reduce((most, other) => Math.max(most, own[other]!), -1));
  }
  return {
    ...spread(Array.from(best, (similar) => 1 - similar)),
    nearest: chosen.length < 2 ? null : mean(apart),
  };
}

/** One look from each of a sample of all, and of the chosen, at the chosen. */
function fromSample(space: VectorSpace, chosen: readonly number[]): Coverage {
  const own = new Float32Array(space.size);
  const isChosen = new Uint8Array(space.size);
  for (const one of chosen) isChosen[one] = 1;
  const farFrom = (one: number, self: boolean): number => {
    if (self && isChosen[one] === 1) return 0;
    space.similarities(one, own);
    own[one] = -1;
    return 1 - chosen.reduce((most, other) => Math.max(most, own[other]!), -1);
  };
  const half = MOST_LOOKS / 2;
  const away = evenly(space.size, half).map((one) => farFrom(one, true));
  const apart = evenly(chosen.length, half).map((at) => farFrom(chosen[at]!, false));
  return { ...spread(away), nearest: mean(apart) };
}

const spread = (distances: readonly number[]): { radius: number; mean: number } => ({
  radius: rounded(distances.reduce((most, x) => Math.max(most, x), 0)),
  mean: mean(distances),
});

const mean = (values: readonly number[]): number =>
  rounded(values.reduce((sum, x) => sum + x, 0) / values.length);

/** Four digits tell samplers apart. */
const rounded = (x: number): number => Math.round(Math.min(2, Math.max(0, x)) * 10_000) / 10_000;
