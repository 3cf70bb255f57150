import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import { checkAnswer } from '../../algorithms/answers/check.ts';

/** What the answer checker needs of a question. */
export interface Checked {
  question: string;
  options: readonly string[] | null;
  /** The reference. */
  answer: string | null;
}

/** The verdict of an attempt: the one that came with it, else its answer is held against the reference. */
export const attemptVerdict = (
  attempt: { answer: string | null; verdict: Verdict | null },
  { question, options, answer }: Checked,
): Verdict => attempt.verdict ?? checkAnswer(attempt.answer, answer, { question, options }).verdict;

/** What a grader may hold an answer against: the reference, else the worked solution; null where there is neither. */
export function gradingReference(question: {
  answer: string | null;
  solution: string | null;
}): string | null {
  const isThere = (text: string | null): text is string => text !== null && text.trim() !== '';
  if (isThere(question.answer)) return question.answer;
  return isThere(question.solution) ? question.solution : null;
}
