import { promptOf } from '../../../shared/schemas/question.ts';
import type { TraceRules } from '../../../shared/schemas/trace-rules.ts';
import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import { checkAnswer } from '../../algorithms/answers/check.ts';
import { finalAnswer } from '../../algorithms/answers/final-answer.ts';
import type { Match } from '../../algorithms/overlap-match.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import { chooseTrace } from '../../decide/traces/choose.ts';
import { inspectTrace } from '../../decide/traces/inspect.ts';
import type { JudgedTrace } from '../model/opened.ts';

/** Holds the final answer of a reply against the reference of its question. */
export function verify(
  answer: string | null,
  question: Pick<StoredQuestion, 'answer' | 'options' | 'question'>,
): { verdict: Verdict; rule: string } {
  const given = answer === null ? null : (finalAnswer(answer)?.answer ?? answer);
  const { verdict, rule } = checkAnswer(given, question.answer, {
    options: question.options,
    question: question.question,
  });
  return { verdict, rule };
}

/** What looks at every trace that is stored: the detectors, and what the rules ask of the verdict. */
export const judgeBy =
  (rules: TraceRules, matches: (text: string) => readonly Match[]) =>
  ({ question, thinking, answer, verdict }: JudgedTrace) => {
    const input = {
      question: promptOf(question.question, question.options),
      options: question.options,
      thinking,
      answer,
    };
    const { findings, drops } = inspectTrace(input, rules, { matches });
    const option = { id: '', teacher: '', createdAt: '', tokens: null, verdict, drops };
    const [against] = chooseTrace([option], rules).dropped;
    return { dropped: against?.reasons[0] ?? null, findings };
  };
