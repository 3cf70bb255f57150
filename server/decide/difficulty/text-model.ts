import { crossFit, FOLDS } from '../../algorithms/learning/cross-fit.ts';
import { RowReader } from './row-reader.ts';
import type { Target } from './scales.ts';
import { hasWorked, questionKey } from './terms.ts';

/** Strength of the penalty, for rows of length 1 a block. Source: set on public questions with stated levels. */
const PENALTY = 1.5;
/** Passes over the targets; more of them change little. */
const PASSES = 4;

/** A model that is to be fitted, and the texts that it is to score. */
export interface ModelToFit {
  /** By place of a question. */
  terms: readonly Uint32Array[];
  /** 1 at the place of each question that has a label, whether it is among the targets or not. */
  labelled: Uint8Array;
  /** In the order of the questions. */
  targets: readonly Pick<Target, 'row' | 'at' | 'standard'>[];
  /** How many scales the targets are of. */
  groups: number;
  /** 1 for the question alone, 2 for its solution beside it. */
  blocks: 1 | 2;
}

/**
 * Fits a model and scores every text that it can read, NaN for the rest: labelled questions by the model that never
 * saw them.
 */
export function scoresBy({ terms, labelled, targets, groups, blocks }: ModelToFit): Float64Array {
  const model = learnText(terms, targets, groups, blocks);
  return Float64Array.from(terms, (one, row) => {
    if (blocks > 1 && !hasWorked(one)) return Number.NaN;
    return labelled[row] === 1 ? model.heldOut(one) : model.score(one);
  });
}

/** What it has learned of the texts of questions: a score in standard deviations, larger for harder. */
interface TextModel {
  score(terms: Uint32Array): number;
  /** The score by the model that never saw this question, nor another with the same text. */
  heldOut(terms: Uint32Array): number;
}

/**
 * Learns from the terms and plain counts of labelled questions: ridge regression with an intercept a group,
 * cross-fitted (row-reader.ts, algorithms/learning/cross-fit.ts).
 * @param all terms by place of a question
 */
function learnText(
  all: readonly Uint32Array[],
  targets: ModelToFit['targets'],
  groups: number,
  blocks: 1 | 2,
): TextModel {
  const rows = [...new Set(targets.map(({ row }) => row))];
  const placeOf = new Map(rows.map((row, place) => [row, place]));
  const learned = rows.map((row) => all[row]!);
  const reader = new RowReader(learned, blocks);
  const folds = learned.map(foldOf);
  const x = reader.matrix(learned);
  const places = targets.map(({ row }) => placeOf.get(row) ?? 0);
  const { weights } = crossFit(
    x,
    {
      rows: Uint32Array.from(places),
      values: Float64Array.from(targets, ({ standard }) => standard),
      weights: new Float64Array(targets.length).fill(1),
      groups: Uint16Array.from(targets, ({ at }) => at),
      groupCount: groups,
      folds: Uint8Array.from(places, (place) => folds[place]!),
    },
    reader.width,
    { penalty: PENALTY, passes: PASSES },
  );
  const mean = meanOfFolds(weights);
  return {
    score: (terms) => reader.dot(terms, mean, 1, 0),
    heldOut: (terms) => reader.dot(terms, weights, FOLDS, foldOf(terms)),
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
