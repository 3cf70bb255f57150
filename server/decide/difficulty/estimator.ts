import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { mean } from '../../algorithms/learning/rank-correlation.ts';
import { type Labelled, labelsOf } from './labels.ts';
import { type Placing, placing } from './placing.ts';
import { standardTargets, type Target } from './scales.ts';
import { hasWorked } from './terms.ts';
import { learnText, type TextModel } from './text-model.ts';

/** A question as the estimator reads it. */
export interface ToEstimate extends Labelled {
  /** Of its texts; see terms.ts. */
  terms: Uint32Array;
}

export interface EstimatorSettings {
  teachers: readonly string[];
  /** Whether solutions may be read, where there are any. */
  readsSolutions: boolean;
  /** How much a stated level counts beside what the text says, 0 to 1. */
  levelWeight: number;
}

/** What was learned, and what it says of every question, by place. */
export interface Estimates {
  groups: string[];
  targets: Target[];
  /** Score of the text by a model that never saw the question's labels. Unit: standard deviations of a label. */
  scores: Float64Array;
  /** On the scale of the pool, 0 (easy) to 1. */
  difficulty: Float64Array;
  /** True where a level of its own went in. */
  hasLevel: boolean[];
  placing: Placing;
}

/** True where untried questions are judged by an estimate. */
export const asksForEstimates = ({ mode, missing }: ConfigOf<'difficulty'>): boolean =>
  mode !== 'off' && missing === 'estimate';

/** Fewest labels that anything is learned from. Unit: labels. Source: ours. */
export const LEAST_TO_LEARN = 100;

/**
 * How hard each question is, by what the pool itself knows: learns from levels and graded attempts, which of the texts
 * are hard within one scale (text-model.ts), puts all scales on one (placing.ts), and reads every text. The place of a
 * source is never learned, so that the estimate ranks within a source too.
 * @param questions in the order of their ids; no other order may come in, for the bytes hang on it
 * @returns null where there are fewer than LEAST_TO_LEARN labels to learn from
 */
export function estimate(questions: readonly ToEstimate[], settings: EstimatorSettings): Estimates | null {
  const { targets, groups } = standardTargets(labelsOf(questions, settings.teachers));
  if (targets.length < LEAST_TO_LEARN) return null;
  const terms = questions.map((one) => one.terms);
  const scores = textScores(terms, targets, groups.length, settings.readsSolutions);
  const placed = placing(scores, targets, groups.length);
  const own = ownLevels(targets, questions.length);
  const difficulty = scores.map((score, row) => {
    const level = own[row];
    const share = level === undefined ? 0 : settings.levelWeight;
    const stated = level === undefined ? 0 : placed.scoreOf(level);
    return rounded(placed.difficultyOf(share * stated + (1 - share) * score));
  });
  const hasLevel = questions.map((_, row) => own[row] !== undefined);
  return { groups, targets, scores, difficulty, hasLevel, placing: placed };
}

/** To six digits: a person is to read and compare it. */
const rounded = (difficulty: number): number => Math.round(difficulty * 1e6) / 1e6;

/** The level of each question that has one. */
function ownLevels(targets: readonly Target[], questions: number): (Target | undefined)[] {
  const own: (Target | undefined)[] = new Array(questions).fill(undefined);
  for (const target of targets) if (!target.isAttempt) own[target.row] = target;
  return own;
}

/**
 * Scores of all texts: by question and solution where a solution is there and enough labelled questions have one, else
 * by the question alone. Labelled questions are scored by the model that never saw them.
 */
function textScores(
  terms: readonly Uint32Array[],
  targets: readonly Target[],
  groups: number,
  readsSolutions: boolean,
): Float64Array {
  const labelled = new Set(targets.map(({ row }) => row));
  const scoreBy = (model: TextModel, row: number): number =>
    labelled.has(row) ? model.heldOut(terms[row]!) : model.score(terms[row]!);
  const plain = learnText(terms, targets, groups, 1);
  const scores = Float64Array.from(terms, (_, row) => scoreBy(plain, row));
  const worked = readsSolutions ? targets.filter(({ row }) => hasWorked(terms[row]!)) : [];
  if (worked.length < LEAST_TO_LEARN) return scores;
  const full = learnText(terms, worked, groups, 2);
  const rows = worked.map(({ row }) => row);
  const fuller = new Map<number, number>();
  terms.forEach((one, row) => {
    if (hasWorked(one)) fuller.set(row, scoreBy(full, row));
  });
  // Both are free up to a constant: they agree on the labelled questions that both can read.
  const shift = mean(rows.map((row) => scores[row]!)) - mean(rows.map((row) => fuller.get(row) ?? 0));
  for (const [row, score] of fuller) scores[row] = score + shift;
  return scores;
}
