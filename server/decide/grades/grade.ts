import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import { checkAnswer } from '../../algorithms/answers/check.ts';
import { finalAnswer } from '../../algorithms/answers/final-answer.ts';
import { ANSWER_RULES, type AnswerCheck } from '../../algorithms/answers/rules.ts';

/** A verdict with where it is from. */
export interface GradedAnswer {
  verdict: Verdict;
  /** `checker`: the answer checker; `model`: a grader; `none`: nobody could tell. */
  from: 'checker' | 'model' | 'none';
  says: string;
}

export interface CheckedReply {
  check: AnswerCheck;
  /** Whether a model is to be asked: there are a reference and a reply, and the checker could not tell. */
  asksModel: boolean;
}

/**
 * The deterministic part of a grade: the final answer of a reply against the reference.
 * @param reply the answer part of a reply, not its thinking
 */
export function checkReply(
  reply: string | null,
  reference: string | null,
  context: { question: string; options?: readonly string[] | null },
): CheckedReply {
  const given = reply === null ? null : (finalAnswer(reply)?.answer ?? reply);
  const check = checkAnswer(given, reference, {
    question: context.question,
    options: context.options ?? null,
  });
  const hasBoth = reply !== null && reply.trim() !== '' && reference !== null && reference.trim() !== '';
  return { check, asksModel: check.verdict === 'unverifiable' && hasBoth };
}

/**
 * The grade of an answer: the word of the checker where it has one, else that of the model, which must be the same in
 * every order in which it was asked, and counts at all.
 * @param model verdicts of one grader on this answer, one for each order
 * @param counts `graderCounts` of that grader
 */
export function gradeOf(
  { check }: CheckedReply,
  model: readonly Verdict[],
  { counts, says }: { counts: boolean; says: string },
): GradedAnswer {
  if (check.verdict !== 'unverifiable') {
    return { verdict: check.verdict, from: 'checker', says: ANSWER_RULES[check.rule].sentence };
  }
  const none = (why: string): GradedAnswer => ({ verdict: 'unverifiable', from: 'none', says: why });
  const [first] = model;
  if (first === undefined) return none(ANSWER_RULES[check.rule].sentence);
  if (!counts) return none(says);
  if (model.some((verdict) => verdict !== first))
    return none('The grader says one thing in one order and another in the other.');
  if (first === 'unverifiable') return none('The grader could not tell.');
  return {
    verdict: first,
    from: 'model',
    says: `The grader says so, asked ${model.length === 1 ? 'once' : `${model.length} times`}.`,
  };
}
