import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { normalQuantile, wilsonInterval } from '../../algorithms/wilson.ts';
import type { Attempt } from '../candidate.ts';

/** What graded attempts say of a question. */
export interface PassRate {
  correct: number;
  /** Attempts that are graded correct or wrong; others tell nothing. */
  graded: number;
  /** Wilson interval of the share of correct ones, at the confidence of the recipe. */
  low: number;
  high: number;
}

type Config = ConfigOf<'difficulty'>;

/** Counts attempts; `unverifiable` and missing verdicts count neither way. */
export function passRateOf(attempts: readonly Attempt[], { confidence }: Config): PassRate {
  const correct = attempts.filter(({ verdict }) => verdict === 'correct').length;
  const graded = correct + attempts.filter(({ verdict }) => verdict === 'wrong').length;
  const { low, high } = wilsonInterval(correct, graded, quantileOf(confidence));
  return { correct, graded, low: round(low), high: round(high) };
}

/** Worked out once for a run of questions: it takes sixty steps. */
function quantileOf(confidence: number): number {
  if (known.confidence !== confidence) known = { confidence, z: normalQuantile((1 + confidence) / 2) };
  return known.z;
}

let known = { confidence: Number.NaN, z: 0 };

const round = (share: number): number => Math.round(share * 10_000) / 10_000;

/**
 * Whether a question counts as solved, and how far that is from turning: for `any-correct` and `each-solver` how many
 * correct attempts would have to turn, else by how much the share (or its lower end) is above `passRate`.
 */
export function isSolved(
  attempts: readonly Attempt[],
  rate: PassRate,
  config: Config,
): { solved: boolean; margin: number } {
  switch (config.rule) {
    case 'any-correct':
      return { solved: rate.correct > 0, margin: rate.correct };
    case 'each-solver': {
      const fewest = Math.min(...correctBySolver(attempts));
      return { solved: rate.graded > 0 && fewest > 0, margin: fewest };
    }
    case 'pass-rate':
      return above(rate.graded === 0 ? 0 : rate.correct / rate.graded, config);
    case 'surely-above':
      return above(rate.low, config);
  }
}

const above = (share: number, { passRate }: Config): { solved: boolean; margin: number } => ({
  solved: share > passRate,
  margin: round(share - passRate),
});

/** Correct attempts of each solver that was graded; one 0 where none was. */
function correctBySolver(attempts: readonly Attempt[]): number[] {
  const counts = new Map<string, number>();
  for (const { model, verdict } of attempts)
    if (verdict === 'correct' || verdict === 'wrong')
      counts.set(model, (counts.get(model) ?? 0) + (verdict === 'correct' ? 1 : 0));
  return counts.size === 0 ? [0] : [...counts.values()];
}
