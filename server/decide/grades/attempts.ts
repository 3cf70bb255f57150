import type { AttemptRule } from '../../../shared/schemas/grade-rules.ts';
import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import { normalQuantile, wilsonInterval } from '../../algorithms/wilson.ts';

/** How many more attempts of a solver a question wants, and why. */
export interface AttemptsWanted {
  more: number;
  because: 'first' | 'clear' | 'unclear' | 'straddles' | 'most' | 'enough';
}

/**
 * The plan for one question and one solver: every question gets `first` attempts; where the interval of the share of
 * correct ones lies on one side of the threshold no more are asked for, else up to `samples`, and where an interval
 * could still leave the threshold, as many again each time up to `most`. Attempts that could not be verified count as
 * asked and tell nothing; where `samples` of them are all that there is, no more are asked for. At the thresholds 0 and 1 an interval never leaves the threshold on the one side, so
 * `samples` are enough there.
 * @param history verdicts of the attempts so far, in any order
 */
export function attemptsWanted(history: readonly Verdict[], rule: AttemptRule): AttemptsWanted {
  const asked = history.length;
  const correct = history.filter((verdict) => verdict === 'correct').length;
  const told = correct + history.filter((verdict) => verdict === 'wrong').length;
  const most = Math.max(rule.most, rule.samples, rule.first);
  if (asked < rule.first) return { more: rule.first - asked, because: 'first' };
  const z = normalQuantile((1 + rule.confidence) / 2);
  if (isClear(correct, told, rule.threshold, z)) return { more: 0, because: 'clear' };
  if (asked < rule.samples) return { more: rule.samples - asked, because: 'unclear' };
  const canLeave = rule.threshold > 0 && rule.threshold < 1;
  if (!canLeave || told === 0) return { more: 0, because: 'enough' };
  if (asked >= most) return { more: 0, because: 'most' };
  return { more: Math.min(asked, most - asked), because: 'straddles' };
}

/** On one side of the threshold: above it the question counts as solved. */
function isClear(correct: number, told: number, threshold: number, z: number): boolean {
  if (threshold === 0 && correct > 0) return true; // one correct attempt is above 0 for certain
  if (threshold === 1) return told > 0; // no share is above 1
  const { low, high } = wilsonInterval(correct, told, z);
  return low > threshold || high < threshold;
}
