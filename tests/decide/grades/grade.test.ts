import { describe, expect, test } from 'vitest';
import { ANSWER_RULES } from '../../../server/algorithms/answers/rules.ts';
import { checkReply, gradeOf } from '../../../server/decide/grades/grade.ts';

const COUNTS = { counts: true, says: 'It counts.' };
const question = 'What is it?';

describe('checkReply', () => {
  test.each([
    ['So it is $\\boxed{42}$.', '42', { verdict: 'correct', asksModel: false }],
    ['So it is $\\boxed{41}$.', '42', { verdict: 'wrong', asksModel: false }],
    [
      'It follows from compactness.',
      'Use compactness of the unit ball.',
      { verdict: 'unverifiable', asksModel: true },
    ],
    ['It follows from compactness.', null, { verdict: 'unverifiable', asksModel: false }],
    [null, '42', { verdict: 'unverifiable', asksModel: false }],
    ['  ', '42', { verdict: 'unverifiable', asksModel: false }],
  ] as const)('of %j against %j', (reply, reference, wanted) => {
    const { check, asksModel } = checkReply(reply, reference, { question });
    expect({ verdict: check.verdict, asksModel }).toEqual(wanted);
  });
});

describe('gradeOf', () => {
  const open = checkReply('It follows from compactness.', 'Use compactness of the unit ball.', { question });
  const none = (says: string) => ({ verdict: 'unverifiable', from: 'none', says });

  test('takes the word of the checker where it has one', () => {
    const checked = checkReply('$\\boxed{41}$', '42', { question });
    expect(gradeOf(checked, ['correct', 'correct'], COUNTS)).toEqual({
      verdict: 'wrong',
      from: 'checker',
      says: ANSWER_RULES['different-number'].sentence,
    });
  });

  test.each([
    [
      ['correct', 'correct'],
      COUNTS,
      { verdict: 'correct', from: 'model', says: 'The grader says so, asked 2 times.' },
    ],
    [['wrong'], COUNTS, { verdict: 'wrong', from: 'model', says: 'The grader says so, asked once.' }],
    [['correct', 'wrong'], COUNTS, none('The grader says one thing in one order and another in the other.')],
    [['unverifiable', 'unverifiable'], COUNTS, none('The grader could not tell.')],
    [['correct', 'correct'], { counts: false, says: 'It does not count.' }, none('It does not count.')],
    [[], COUNTS, none(ANSWER_RULES[open.check.rule].sentence)],
  ] as const)('of the verdicts %j of a model', (verdicts, counts, wanted) => {
    expect(gradeOf(open, verdicts, counts)).toEqual(wanted);
  });
});
