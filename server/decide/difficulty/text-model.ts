import { crossFit, FOLDS } from '../../algorithms/learning/cross-fit.ts';
import { type RowLayout, RowReader, rowLayout } from './row-reader.ts';
import type { Target } from './scales.ts';
import { hasWorked, questionKey } from './terms.ts';

/** Strength of the penalty, for rows of length 1 a block. Source: set on public questions with stated levels. */
const PENALTY = 1.5;
/** Passes over the targets; more of them change little. */
const PASSES = 4;

/** What a model is to be fitted to. */
export interface ModelToFit {
  /** Terms of questions, in their order. */
  terms: readonly Uint32Array[];
  /** In the order of the questions; `row` is a place among the terms. */
  targets: readonly Pick<Target, 'row' | 'at' | 'standard'>[];
  /** How many scales the targets are of. */
  groups: number;
  /** 1 for the question alone, 2 for its solution beside it. */
  blocks: 1 | 2;
}

/** What was learned of the texts of questions: numbers alone, so that threads can share it. */
export interface FittedText {
  layout: RowLayout;
  /** Of the models that are held out of one part each; see algorithms/learning/cross-fit.ts. */
  weights: Float32Array;
  /** The mean of these. */
  mean: Float32Array;
}

/**
 * Learns from the terms and plain counts of labelled questions: ridge regression with an intercept a group,
 * cross-fitted (row-reader.ts, algorithms/learning/cross-fit.ts).
 */
export function fitText({ terms, targets, groups, blocks }: ModelToFit): FittedText {
  const layout = rowLayout(terms, blocks);
  const reader = new RowReader(layout);
  const folds = terms.map(foldOf);
  const { weights } = crossFit(
    reader.matrix(terms),
    {
      rows: Uint32Array.from(targets, ({ row }) => row),
      values: Float64Array.from(targets, ({ standard }) => standard),
      weights: new Float64Array(targets.length).fill(1),
      groups: Uint16Array.from(targets, ({ at }) => at),
      groupCount: groups,
      folds: Uint8Array.from(targets, ({ row }) => folds[row]!),
    },
    reader.width,
    { penalty: PENALTY, passes: PASSES },
  );
  return { layout, weights, mean: meanOfFolds(weights) };
}

/**
 * Scores texts: in standard deviations, larger for harder; NaN where the model reads solutions and there is none.
 * @returns a function of the terms of a question; a labelled one is scored by the model that never saw it, nor
 *   another with the same text
 */
export function textScorer({
  layout,
  weights,
  mean,
}: FittedText): (terms: Uint32Array, isLabelled: boolean) => number {
  const reader = new RowReader(layout);
  return (terms, isLabelled) => {
    if (layout.blocks > 1 && !hasWorked(terms)) return Number.NaN;
    return isLabelled ? reader.dot(terms, weights, FOLDS, foldOf(terms)) : reader.dot(terms, mean, 1, 0);
  };
}

const foldOf = (terms: Uint32Array): number => questionKey(terms) % FOLDS;

function meanOfFolds(weights: Float32Array): Float32Array {
  const mean = new Float32Array(weights.length / FOLDS);
  for (let i = 0; i < weights.length; i++) {
    const at = (i - (i % FOLDS)) / FOLDS;
    mean[at] = mean[at]! + weights[i]! / FOLDS;
  }
  return mean;
}
