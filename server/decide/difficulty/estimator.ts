import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { mean } from '../../algorithms/learning/rank-correlation.ts';
import { atOnce, type Slices } from '../../algorithms/slices.ts';
import { configOf } from '../config-of.ts';
import type { Labelled } from './labels.ts';
import { type EstimatorSettings, type Lesson, pickTaught, type Taught, toLearn } from './lesson.ts';
import { difficultyAt, placing, type Scale } from './placing.ts';
import { hasWorked } from './terms.ts';
import { fitText, textScorer } from './text-model.ts';

/** A question as the estimator reads it. */
export interface ToEstimate extends Labelled {
  /** Of its texts; see terms.ts. */
  terms: Uint32Array;
}

/** What was learned from a pool, and what it says of every question. Questions are told by their places. */
export interface Learned {
  /** Scales that were learned from, by name. */
  groups: string[];
  /** Score of the text by a model that never saw the question's labels. Unit: standard deviations of a label. */
  scores: Float64Array;
  /** The stated level as such a score; NaN where none is known. */
  stated: Float64Array;
  labels: LearnedLabels;
  scale: Scale;
}

/** The labels that were learned from, in the order of the questions: a place in each array for each. */
export interface LearnedLabels {
  /** Place of the question. */
  rows: Uint32Array;
  /** Place of the scale. */
  groups: Uint16Array;
  /** Unit: standard deviations within its scale. */
  standard: Float64Array;
  /** On the scale of the pool, 0 (easy) to 1. */
  observed: Float64Array;
}

/** True where untried questions are judged by an estimate. */
export function asksForEstimates(recipe: Recipe): boolean {
  const config = configOf(recipe, 'difficulty');
  return config !== undefined && config.mode !== 'off' && config.missing === 'estimate';
}

/**
 * Learns how hard questions are by what the pool itself knows: from levels and graded attempts, which of the texts
 * are hard within one scale (text-model.ts); puts all scales on one (placing.ts); and reads every text. The place of
 * a source is never learned, so that the estimate ranks within a source too. A run does the same in steps, so that
 * it holds the terms of no more questions than it is taught by (runs/learning.ts).
 * @param questions in the order of their ids; no other order may come in, for the bytes hang on it
 * @returns null where there are fewer than LEAST_TO_LEARN labels to learn from
 */
export function learn(questions: readonly ToEstimate[], settings: EstimatorSettings): Learned | null {
  const lesson = toLearn(questions, settings);
  if (lesson === null) return null;
  const termsOf = function* (rows: readonly number[]): Slices<{ text: Uint32Array; isWorked: boolean }[]> {
    yield; // nothing is read: one pause is as good as none
    return rows.map((row) => {
      const { terms } = questions[row]!;
      return { text: terms, isWorked: hasWorked(terms) };
    });
  };
  const taught = atOnce(pickTaught(lesson, termsOf));
  const scores = taught.map(({ texts, targets, blocks }) => {
    const score = textScorer(fitText({ terms: texts, targets, groups: lesson.groups.length, blocks }));
    return Float64Array.from(questions, ({ terms }, row) => score(terms, lesson.labelled[row] === 1));
  });
  return learnedFrom(lesson, taught, scores);
}

/** @param scores of every question by each model, NaN where it can not be read (`textScorer`) */
export function learnedFrom(
  { targets, groups }: Lesson,
  taught: readonly Pick<Taught<unknown>, 'rows' | 'targets'>[],
  [plain, full]: readonly Float64Array[],
): Learned {
  if (plain === undefined) throw new RangeError('a lesson has a model');
  const scores = full === undefined ? plain : joined(plain, full, taught[1]!);
  const { scale, scoreOf } = placing(scores, targets, groups.length);
  const stated = new Float64Array(scores.length).fill(Number.NaN);
  for (let i = 0; i < targets.length; i++)
    if (!targets.isAttempt(i)) stated[targets.rows[i]!] = scoreOf(targets.at(i));
  const labels: LearnedLabels = {
    rows: targets.rows,
    groups: targets.ats,
    standard: targets.standards,
    observed: targets.values.map((value, i) =>
      targets.isAttempt(i) ? value : difficultyAt(scoreOf(targets.at(i)), scale),
    ),
  };
  return { groups, scores, stated, labels, scale };
}

/**
 * Estimated difficulties, 0 (easy) to 1, to six digits, since a person is to read and compare them.
 * @param levelWeight how much a stated level counts beside what the text says, 0 to 1
 */
export const estimatesOf = ({ scores, stated, scale }: Learned, levelWeight: number): Float64Array =>
  scores.map((score, row) => {
    const level = stated[row]!;
    const joined = Number.isNaN(level) ? score : levelWeight * level + (1 - levelWeight) * score;
    return Math.round(difficultyAt(joined, scale) * 1e6) / 1e6;
  });

/**
 * Scores by question and solution where there is a solution, else by the question alone. Both are free up to a
 * constant: they agree on the labelled questions that both can read.
 */
function joined(
  plain: Float64Array,
  full: Float64Array,
  { rows, targets }: Pick<Taught<unknown>, 'rows' | 'targets'>,
): Float64Array {
  const meanOf = (scores: Float64Array) => mean(targets.map(({ row }) => scores[rows[row]!]!));
  const shift = meanOf(plain) - meanOf(full);
  return plain.map((score, row) => (Number.isNaN(full[row]!) ? score : full[row]! + shift));
}
