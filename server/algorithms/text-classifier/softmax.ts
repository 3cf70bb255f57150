import { exponential } from '../exponential.ts';
import type { SeededRandom } from '../random.ts';
import type { Scorer } from './scores.ts';

/** Texts with their classes, as columns: the features of text i are features[starts[i], starts[i + 1]). */
export interface Examples {
  starts: Int32Array;
  features: Int32Array;
  classes: Uint16Array;
  /** How much an example counts; 1 is usual. */
  weights: Float32Array;
}

export interface Learning {
  /** Times that all examples are gone through. */
  epochs: number;
  /** Size of a step. */
  rate: number;
}

/** An error of a class that is smaller moves nothing. Unit: probability. */
const LEAST_ERROR = 0.01;
/** What a feature's sum of squares starts with, so that its first step is finite. */
const FIRST_SQUARE = 1e-3;

/**
 * Moves the weights of a multinomial logistic regression towards the examples, in an order that `random` gives:
 * stochastic gradient descent with the step of a feature shrinking as it is used (AdaGrad: Duchi, Hazan and
 * Singer 2011, JMLR 12). The features of a text count 1 / sqrt(number of features) each.
 * Differs: one sum of squares a feature, not one a weight; errors under 0.01 are passed over.
 */
export function learn(
  model: Scorer,
  examples: Examples,
  { epochs, rate }: Learning,
  random: SeededRandom,
): void {
  const { starts, features, classes, weights: counts } = examples;
  const { weights, width } = model;
  const squares = new Float32Array(weights.length / width).fill(FIRST_SQUARE);
  const errors = errorsOf(model.classes);
  const order = Int32Array.from(classes, (_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const i of order) {
      const own = features.subarray(starts[i], starts[i + 1]);
      if (own.length === 0) continue;
      const scale = 1 / Math.sqrt(own.length);
      const wrong = errors.find(model.sum(own), scale, classes[i]!);
      if (wrong.length === 0) continue;
      const count = counts[i]! * scale;
      const square = wrong.square * count * count;
      for (let j = 0; j < own.length; j += 1) {
        const feature = own[j]!;
        const sum = squares[feature]! + square;
        squares[feature] = sum;
        const step = (rate * count) / Math.sqrt(sum);
        const row = feature * width;
        for (let t = 0; t < wrong.length; t += 1) weights[row + wrong.at[t]!]! -= step * wrong.by[t]!;
      }
    }
  }
}

/** The errors of one text: `at` which class, `by` how much; both are written anew for each text. */
function errorsOf(classes: number) {
  const odds = new Float64Array(classes);
  const found = { at: new Int32Array(classes), by: new Float64Array(classes), length: 0, square: 0 };
  return { find };

  function find(sums: Float32Array, scale: number, truth: number) {
    const total = oddsOf(sums, scale, odds);
    found.length = 0;
    found.square = 0;
    for (let k = 0; k < classes; k += 1) {
      const error = odds[k]! / total - (k === truth ? 1 : 0);
      if (error <= LEAST_ERROR && error >= -LEAST_ERROR) continue;
      found.at[found.length] = k;
      found.by[found.length] = error;
      found.length += 1;
      found.square += error * error;
    }
    return found;
  }
}

/** Writes exp(scale * sum - the largest) for each class. @returns their sum */
export function oddsOf(sums: ArrayLike<number>, scale: number, odds: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < odds.length; k += 1) if (sums[k]! > most) most = sums[k]!;
  let total = 0;
  for (let k = 0; k < odds.length; k += 1) {
    const exponent = scale * (sums[k]! - most);
    const one = exponent < -30 ? 0 : exponential(exponent);
    odds[k] = one;
    total += one;
  }
  return total;
}

/** Fisher and Yates. */
function shuffle(order: Int32Array, random: SeededRandom): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = random.int(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}
