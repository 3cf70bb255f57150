import type { SparseRows } from './sparse-rows.ts';

/** Parts that are held out in turn. The loops below are written out for this number. */
export const FOLDS = 4;

/** What is learned from. A row may stand for several targets. */
export interface Targets {
  /** Row of each target. */
  rows: Uint32Array;
  values: Float64Array;
  weights: Float64Array;
  /** Which intercept each target has: 0 to `groups` - 1. */
  groups: Uint16Array;
  groupCount: number;
  /** Part of each target, 0 to FOLDS - 1. */
  folds: Uint8Array;
}

export interface CrossFit {
  /** Weight of column c in the model that never saw part k, at c * FOLDS + k. */
  weights: Float32Array;
  /** Intercept of group g in that model, at g * FOLDS + k. */
  intercepts: Float64Array;
}

/**
 * Ridge regression with an intercept for each group (fixed effects: what sets whole groups apart is not learned),
 * FOLDS models at once, each on all parts but one, so that every target has a prediction that never saw it
 * (cross-fitting). Minimises sum of weight (value - intercept - w x)^2 + penalty |w|^2 by stochastic dual coordinate
 * ascent (Shalev-Shwartz and Zhang 2013, arXiv:1209.1873), the exact step for the square loss.
 * Differs: the targets come in their own order in every pass, which is the caller's to shuffle, so that the result
 * hangs on nothing else; the intercepts, which no penalty holds, move by the mean residual after each pass.
 * Additions and multiplications only: the same bytes on every machine.
 */
export function crossFit(
  x: SparseRows,
  targets: Targets,
  width: number,
  { penalty, passes }: { penalty: number; passes: number },
): CrossFit {
  const weights = new Float32Array(width * FOLDS);
  const intercepts = meansByGroup(targets);
  const duals = new Float64Array(targets.rows.length * FOLDS);
  const squares = squaredNorms(x);
  const step = new Float64Array(FOLDS);
  const { ends, columns: places, values } = x;
  for (let pass = 0; pass < passes; pass++) {
    const residuals = new Float64Array(targets.groupCount * FOLDS);
    for (let t = 0; t < targets.rows.length; t++) {
      const row = targets.rows[t]!;
      const from = row === 0 ? 0 : ends[row - 1]!;
      const end = ends[row]!;
      let [p0, p1, p2, p3] = [0, 0, 0, 0];
      for (let i = from; i < end; i++) {
        const value = values[i]!;
        const at = places[i]! * FOLDS;
        p0 += value * weights[at]!;
        p1 += value * weights[at + 1]!;
        p2 += value * weights[at + 2]!;
        p3 += value * weights[at + 3]!;
      }
      step[0] = p0;
      step[1] = p1;
      step[2] = p2;
      step[3] = p3;
      const group = targets.groups[t]! * FOLDS;
      const weight = targets.weights[t]!;
      const slope = 1 / weight + squares[row]! / penalty;
      for (let k = 0; k < FOLDS; k++) {
        if (k === targets.folds[t]) {
          step[k] = 0;
          continue;
        }
        const residual = targets.values[t]! - intercepts[group + k]! - step[k]!;
        const dual = duals[t * FOLDS + k]!;
        const move = (residual - dual / weight) / slope;
        // What is left once the weights have moved: counted before, it would be taken away twice.
        const left = residual - (move * squares[row]!) / penalty;
        residuals[group + k] = residuals[group + k]! + weight * left;
        duals[t * FOLDS + k] = dual + move;
        step[k] = move / penalty;
      }
      const [s0, s1, s2, s3] = [step[0], step[1], step[2], step[3]];
      for (let i = from; i < end; i++) {
        const value = values[i]!;
        const at = places[i]! * FOLDS;
        weights[at] = weights[at]! + value * s0;
        weights[at + 1] = weights[at + 1]! + value * s1;
        weights[at + 2] = weights[at + 2]! + value * s2;
        weights[at + 3] = weights[at + 3]! + value * s3;
      }
    }
    moveIntercepts(intercepts, residuals, targets);
  }
  return { weights, intercepts };
}

function moveIntercepts(intercepts: Float64Array, residuals: Float64Array, targets: Targets): void {
  const totals = weightsByGroup(targets);
  for (let i = 0; i < intercepts.length; i++)
    if (totals[i]! > 0) intercepts[i] = intercepts[i]! + residuals[i]! / totals[i]!;
}

function meansByGroup(targets: Targets): Float64Array {
  const totals = weightsByGroup(targets);
  const means = new Float64Array(targets.groupCount * FOLDS);
  for (let t = 0; t < targets.rows.length; t++)
    for (let k = 0; k < FOLDS; k++)
      if (k !== targets.folds[t]) {
        const at = targets.groups[t]! * FOLDS + k;
        means[at] = means[at]! + (targets.weights[t]! * targets.values[t]!) / totals[at]!;
      }
  return means;
}

function weightsByGroup(targets: Targets): Float64Array {
  const totals = new Float64Array(targets.groupCount * FOLDS);
  for (let t = 0; t < targets.rows.length; t++)
    for (let k = 0; k < FOLDS; k++)
      if (k !== targets.folds[t]) {
        const at = targets.groups[t]! * FOLDS + k;
        totals[at] = totals[at]! + targets.weights[t]!;
      }
  return totals;
}

function squaredNorms({ ends, values }: SparseRows): Float64Array {
  const squares = new Float64Array(ends.length);
  for (let row = 0, i = 0; row < ends.length; row++)
    for (; i < ends[row]!; i++) squares[row] = squares[row]! + values[i]! * values[i]!;
  return squares;
}
