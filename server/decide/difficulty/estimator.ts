import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { mean } from '../../algorithms/learning/rank-correlation.ts';
import { configOf } from '../config-of.ts';
import { type Labelled, labelsOf } from './labels.ts';
import { difficultyAt, placing, type Scale } from './placing.ts';
import { standardTargets, type Target } from './scales.ts';
import { hasWorked } from './terms.ts';
import { type ModelToFit, scoresBy } from './text-model.ts';

/** A question as the estimator reads it. */
export interface ToEstimate extends Labelled {
  /** Of its texts; see terms.ts. */
  terms: Uint32Array;
}

export interface EstimatorSettings {
  teachers: readonly string[];
  /** Whether solutions may be read, where there are any. */
  readsSolutions: boolean;
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

/** Fewest labels that anything is learned from. Unit: labels. Source: ours. */
export const LEAST_TO_LEARN = 100;

/**
 * Most labels that a model is fitted to: those of the first questions by id, which are hashes and so a fair sample.
 * More of them make it slower, and hardly better. Unit: labels. Source: ours.
 */
export const MOST_TO_LEARN = 32_768;

/**
 * Learns how hard questions are by what the pool itself knows: from levels and graded attempts, which of the texts
 * are hard within one scale (text-model.ts); puts all scales on one (placing.ts); and reads every text. The place of
 * a source is never learned, so that the estimate ranks within a source too.
 * @param questions in the order of their ids; no other order may come in, for the bytes hang on it
 * @returns null where there are fewer than LEAST_TO_LEARN labels to learn from
 */
export function learn(questions: readonly ToEstimate[], settings: EstimatorSettings): Learned | null {
  const lesson = toLearn(questions, settings);
  return lesson && learnedFrom(lesson, lesson.models.map(scoresBy));
}

/** What is to be learned, before any text is read: its models may be fitted beside each other. */
export interface Lesson {
  targets: readonly Target[];
  /** Scales that are learned from, by name. */
  groups: string[];
  /** The question alone, and with its solution where enough labelled questions have one. */
  models: ModelToFit[];
}

/** @returns null where there are fewer than LEAST_TO_LEARN labels to learn from */
export function toLearn(
  questions: readonly ToEstimate[],
  { teachers, readsSolutions }: EstimatorSettings,
): Lesson | null {
  const { targets, groups } = standardTargets(labelsOf(questions, teachers));
  if (targets.length < LEAST_TO_LEARN) return null;
  const terms = questions.map((one) => one.terms);
  const labelled = new Uint8Array(questions.length);
  for (const { row } of targets) labelled[row] = 1;
  const head = { terms, labelled, groups: groups.length };
  const taught = (from: readonly Target[]) => from.slice(0, MOST_TO_LEARN);
  const models: ModelToFit[] = [{ ...head, targets: taught(targets), blocks: 1 }];
  const worked = readsSolutions ? targets.filter(({ row }) => hasWorked(terms[row]!)) : [];
  if (worked.length >= LEAST_TO_LEARN) models.push({ ...head, targets: taught(worked), blocks: 2 });
  return { targets, groups, models };
}

/** @param scores of every question by each model of the lesson, as `scoresBy` gives them */
export function learnedFrom({ targets, groups, models }: Lesson, [plain, full]: Float64Array[]): Learned {
  if (plain === undefined) throw new RangeError('a lesson has a model');
  const scores = full === undefined ? plain : joined(plain, full, models[1]!.targets);
  const { scale, scoreOf } = placing(scores, targets, groups.length);
  const stated = new Float64Array(scores.length).fill(Number.NaN);
  for (const target of targets) if (!target.isAttempt) stated[target.row] = scoreOf(target);
  const labels: LearnedLabels = {
    rows: Uint32Array.from(targets, ({ row }) => row),
    groups: Uint16Array.from(targets, ({ at }) => at),
    standard: Float64Array.from(targets, ({ standard }) => standard),
    observed: Float64Array.from(targets, (target) =>
      target.isAttempt ? target.value : difficultyAt(scoreOf(target), scale),
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
function joined(plain: Float64Array, full: Float64Array, worked: ModelToFit['targets']): Float64Array {
  const shift = mean(worked.map(({ row }) => plain[row]!)) - mean(worked.map(({ row }) => full[row]!));
  return plain.map((score, row) => (Number.isNaN(full[row]!) ? score : full[row]! + shift));
}
