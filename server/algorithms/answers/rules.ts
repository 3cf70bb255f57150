import type { Verdict } from '../../../shared/vocabulary/signals.ts';

interface RuleInfo {
  readonly verdict: Verdict;
  readonly sentence: string;
}

/** Why an answer was found correct, wrong or unverifiable: every rule leads to one verdict. */
export const ANSWER_RULES = {
  'same-text': { verdict: 'correct', sentence: 'Both are the same text once the typesetting is off.' },
  'same-number': { verdict: 'correct', sentence: 'Both are the same number.' },
  'within-rounding': {
    verdict: 'correct',
    sentence:
      'The reference is a rounded decimal and the answer rounds to it, or the answer is the reference as a decimal of at least six digits.',
  },
  'same-quantity': { verdict: 'correct', sentence: 'Both are the same number of the same unit.' },
  'same-expression': {
    verdict: 'correct',
    sentence: 'Both expressions have the same value at every point tried.',
  },
  'same-equation': { verdict: 'correct', sentence: 'Both equations or inequalities say the same.' },
  'same-tuple': { verdict: 'correct', sentence: 'Both list the same things in the same order.' },
  'same-set': { verdict: 'correct', sentence: 'Both hold the same things; their order does not matter.' },
  'same-interval': { verdict: 'correct', sentence: 'Both are the same set of real numbers.' },
  'same-matrix': { verdict: 'correct', sentence: 'Both matrices agree in every entry.' },
  'same-ratio': { verdict: 'correct', sentence: 'Both ratios have the same terms once reduced.' },
  'same-time': { verdict: 'correct', sentence: 'Both name the same time of day.' },
  'same-date': { verdict: 'correct', sentence: 'Both name the same day.' },
  'same-word': {
    verdict: 'correct',
    sentence: 'Both are the same words but for case, article and punctuation, or known to mean the same.',
  },
  'same-choice': { verdict: 'correct', sentence: 'Both choose the same options.' },
  'choice-by-text': {
    verdict: 'correct',
    sentence: 'One is the letter of an option and the other is the text of that option and of no other.',
  },
  'different-number': { verdict: 'wrong', sentence: 'The numbers differ by more than any rounding.' },
  'different-unit': { verdict: 'wrong', sentence: 'The units measure different things.' },
  'different-expression': {
    verdict: 'wrong',
    sentence: 'The expressions of the same variables differ at every point tried.',
  },
  'different-tuple': { verdict: 'wrong', sentence: 'The lists differ in an entry or in length.' },
  'different-set': { verdict: 'wrong', sentence: 'One holds something that the other does not.' },
  'different-interval': { verdict: 'wrong', sentence: 'The sets of real numbers differ.' },
  'different-matrix': { verdict: 'wrong', sentence: 'The matrices of one shape differ in an entry.' },
  'different-ratio': { verdict: 'wrong', sentence: 'The ratios differ.' },
  'different-time': { verdict: 'wrong', sentence: 'The times of day differ.' },
  'different-date': { verdict: 'wrong', sentence: 'The days differ.' },
  'different-word': {
    verdict: 'wrong',
    sentence: 'The words are of one closed list, such as yes and no, and differ.',
  },
  'different-choice': { verdict: 'wrong', sentence: 'The chosen options differ.' },
  'no-reference': { verdict: 'unverifiable', sentence: 'There is no reference.' },
  'no-answer': { verdict: 'unverifiable', sentence: 'There is no answer.' },
  'too-long': { verdict: 'unverifiable', sentence: 'One of them is too long to be read as an answer.' },
  'not-parsed': { verdict: 'unverifiable', sentence: 'One of them could not be read as an answer.' },
  'different-kind': {
    verdict: 'unverifiable',
    sentence: 'They are of kinds that are not compared, such as a number and a name.',
  },
  'different-text': { verdict: 'unverifiable', sentence: 'The words differ, but may mean the same.' },
  'may-be-rounded': {
    verdict: 'unverifiable',
    sentence: 'The numbers differ, but one may be a rounding of the other.',
  },
  'may-be-converted': {
    verdict: 'unverifiable',
    sentence: 'The numbers differ, but only one has a unit, and a change of unit would make them equal.',
  },
  'unit-unclear': {
    verdict: 'unverifiable',
    sentence: 'The units or labels differ in a way that leaves the meaning open.',
  },
  'variables-differ': {
    verdict: 'unverifiable',
    sentence: 'The expressions differ and so do their variables.',
  },
  'variables-bound': {
    verdict: 'unverifiable',
    sentence: 'The expressions differ, but a condition or a free constant may make them equal.',
  },
  'equal-in-part': {
    verdict: 'unverifiable',
    sentence: 'They agree in part only: at some points, in some entries, or as a set but not in order.',
  },
  'several-answers': {
    verdict: 'unverifiable',
    sentence: 'It offers several answers of which one would have to be picked.',
  },
  'equations-differ': {
    verdict: 'unverifiable',
    sentence: 'The equations are no multiples of each other, but may hold for the same values.',
  },
  'two-readings': {
    verdict: 'unverifiable',
    sentence: 'It can be read in more than one way, and the readings disagree.',
  },
  'repeats-the-question': {
    verdict: 'unverifiable',
    sentence: 'The answer is an expression of the question; whether that was asked can not be told.',
  },
  'not-decided': {
    verdict: 'unverifiable',
    sentence: 'The values could not be computed within the limits, or lie too close together.',
  },
} as const satisfies Record<string, RuleInfo>;

export type AnswerRule = keyof typeof ANSWER_RULES;

export const verdictOf = (rule: AnswerRule): Verdict => ANSWER_RULES[rule].verdict;

/** An answer held against a reference: the verdict, the rule it follows from, and the normal forms compared. */
export interface AnswerCheck {
  readonly verdict: Verdict;
  readonly rule: AnswerRule;
  /** The answer as it was understood; null where there is none. */
  readonly given: string | null;
  readonly reference: string | null;
}

/**
 * One rule out of those that several readings of the same two texts led to. Readings that say nothing
 * stand back; the others must agree.
 */
export function merged(rules: readonly AnswerRule[]): AnswerRule {
  const telling = rules.filter((rule) => !SILENT.has(rule));
  const first = telling[0];
  if (first === undefined) return rules[0] ?? 'not-parsed';
  return telling.every((rule) => verdictOf(rule) === verdictOf(first)) ? first : 'two-readings';
}

const SILENT: ReadonlySet<AnswerRule> = new Set(['not-parsed', 'different-kind', 'different-text']);
