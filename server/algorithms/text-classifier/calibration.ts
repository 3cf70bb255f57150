import { exponential } from '../exponential.ts';

/** A prediction that was held against the truth. */
export interface Checked {
  /** 0 to 1. */
  confidence: number;
  right: boolean;
  weight: number;
}

/** One band of confidences: what was promised, and what came true. */
export interface Band {
  from: number;
  to: number;
  /** Share of the weight of all. */
  share: number;
  /** Mean confidence. */
  confidence: number;
  /** Share that was right. */
  right: number;
}

/** The reliability of confidences in ten bands of equal width; empty bands are left out. */
export function reliability(checked: readonly Checked[]): Band[] {
  const bands = Array.from({ length: 10 }, () => ({ weight: 0, confidence: 0, right: 0 }));
  let all = 0;
  for (const { confidence, right, weight } of checked) {
    const band = bands[Math.min(9, Math.floor(confidence * 10))]!;
    band.weight += weight;
    band.confidence += weight * confidence;
    band.right += right ? weight : 0;
    all += weight;
  }
  return bands.flatMap(({ weight, confidence, right }, i) =>
    weight === 0
      ? []
      : [
          {
            from: i / 10,
            to: (i + 1) / 10,
            share: weight / all,
            confidence: confidence / weight,
            right: right / weight,
          },
        ],
  );
}

/** Mean distance between what was promised and what came true (expected calibration error: Guo et al. 2017). */
export const calibrationError = (bands: readonly Band[]): number =>
  bands.reduce((sum, { share, confidence, right }) => sum + share * Math.abs(confidence - right), 0);

/**
 * The number by which logits are to be multiplied so that their softmax says how often they are right: the one of
 * least log loss (temperature scaling: Guo et al. 2017, arXiv:1706.04599), found by golden section between
 * 1/8 and 4 on a scale of logarithms.
 * @param lossAt mean log loss under a factor; convex in it
 */
export function bestFactor(lossAt: (factor: number) => number): number {
  const factorAt = (log: number): number => 4 * exponential(log);
  const loss = (log: number): number => lossAt(factorAt(log));
  let [low, high] = [-5 * Math.LN2, 0];
  let [left, right] = [high - RATIO * (high - low), low + RATIO * (high - low)];
  let [atLeft, atRight] = [loss(left), loss(right)];
  for (let i = 0; i < STEPS; i += 1) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - RATIO * (high - low);
      atLeft = loss(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + RATIO * (high - low);
      atRight = loss(right);
    }
  }
  return factorAt((low + high) / 2);
}

const RATIO = (Math.sqrt(5) - 1) / 2;
/** Each narrows the range to 0.618 of it: the factor is found to some 1 %. */
const STEPS = 10;
