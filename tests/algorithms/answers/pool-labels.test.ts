import { expect, test } from 'vitest';
import { checkAnswer } from '../../../server/algorithms/answers/check.ts';
import { finalAnswer } from '../../../server/algorithms/answers/final-answer.ts';
import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import { NO_POOL, REAL_POOL, recordsOf } from '../../helpers/real-pool.ts';

interface Question {
  id: string;
  question: string;
  answer: string;
}

/** How often each verdict was given to answers that somebody else had called right, and to those called wrong. */
class Agreement {
  readonly right: Record<Verdict, number> = { correct: 0, wrong: 0, unverifiable: 0 };
  readonly wrong: Record<Verdict, number> = { correct: 0, wrong: 0, unverifiable: 0 };

  add(isRight: boolean, verdict: Verdict): void {
    (isRight ? this.right : this.wrong)[verdict]++;
  }
}

const questionsOf = (file: string): Map<string, Question> =>
  new Map(recordsOf<Question>('pool', file).map((record) => [record.id, record]));

test('agrees with the labels of 800 sampled solutions, and finds the answer that was labelled', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  type Line = { gold: string; question: string; samples: { text: string; pred: string; correct: boolean }[] };
  const agreement = new Agreement();
  const found: Record<Verdict, number> = { correct: 0, wrong: 0, unverifiable: 0 };
  for (const { gold, question, samples } of recordsOf<Line>('aux', 'math100-qwen2.5-math-samples.jsonl.gz'))
    for (const { text, pred, correct } of samples) {
      agreement.add(correct, checkAnswer(pred, gold, { question }).verdict);
      found[checkAnswer(finalAnswer(text)?.answer ?? null, pred).verdict]++;
    }
  // The one that was called wrong is a fault of the label: answer and reference are the same digits.
  expect(agreement.right).toEqual({ correct: 728, wrong: 0, unverifiable: 0 });
  expect(agreement.wrong).toEqual({ correct: 1, wrong: 60, unverifiable: 11 });
  expect(found).toEqual({ correct: 792, wrong: 0, unverifiable: 8 });
});

test('agrees with the labels of 3,001 worked answers, from the answer as extracted and from the whole reply', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  type Line = { id: string; output: string; pred: string | null; gold: string; correct: boolean };
  const questions = questionsOf('bbh.jsonl.gz');
  const [extracted, whole] = [new Agreement(), new Agreement()];
  for (const { id, output, pred, gold, correct } of recordsOf<Line>(
    'aux',
    'bbh-code-davinci-002-cot.jsonl.gz',
  )) {
    const known = { question: questions.get(id)?.question ?? '' };
    extracted.add(correct, checkAnswer(pred, gold, known).verdict);
    whole.add(correct, checkAnswer(finalAnswer(output)?.answer ?? null, gold, known).verdict);
  }
  // The five called right that can not be told are brackets that the labels cut off before they compared them.
  expect(extracted.right).toEqual({ correct: 2224, wrong: 0, unverifiable: 5 });
  expect(extracted.wrong).toEqual({ correct: 0, wrong: 621, unverifiable: 151 });
  expect(whole.right).toEqual({ correct: 2224, wrong: 0, unverifiable: 5 });
  expect(whole.wrong.correct).toBe(0);
});

test('agrees with what is within half a per cent, or beyond four, of 3,200 answers of weak models', (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  type Line = { id: string; pred: string; gold: [string, unknown] };
  const questions = questionsOf('theoremqa.jsonl.gz');
  const agreement = new Agreement();
  for (const { id, pred, gold } of recordsOf<Line>('aux', 'theoremqa-model-outputs.jsonl.gz')) {
    const record = questions.get(id);
    const isRight = labelOf(pred, gold);
    if (record !== undefined && isRight !== null)
      agreement.add(isRight, checkAnswer(pred, record.answer, { question: record.question }).verdict);
  }
  expect(agreement.right.wrong).toBe(0);
  expect(agreement.wrong.correct).toBe(0);
  expect(agreement.right.correct).toBeGreaterThanOrEqual(458);
  expect(agreement.wrong.wrong).toBeGreaterThanOrEqual(1145);
});

/** The file has no labels: the same text is right, and so is a number by its distance; null for all else. */
function labelOf(pred: string, [text, value]: [string, unknown]): boolean | null {
  if (pred === text) return true;
  if (text === 'True' || text === 'False') return false;
  if (typeof value !== 'number' || !/^-?\d+(\.\d+)?(e-?\d+)?$/i.test(pred.trim())) return null;
  const distance = Math.abs(Number(pred) - value) / Math.abs(value || 1e-9);
  return distance <= 0.005 ? true : distance > 0.04 ? false : null;
}
