import { expect, test } from 'vitest';
import { type GivenGrade, weighGrades } from '../../../server/decide/grades/graders.ts';

const NONE = { kappa: 0.6, verdicts: 0, bound: 'low' } as const;
const model = (grader: string, subject: string, verdict: GivenGrade['verdict'], sample = 0): GivenGrade => ({
  subject,
  origin: 'model',
  grader,
  prompt: 'grade@1',
  sample,
  verdict,
});
const human = (grader: string, subject: string, verdict: GivenGrade['verdict']): GivenGrade => ({
  subject,
  origin: 'human',
  grader,
  prompt: null,
  sample: 0,
  verdict,
});

test.each<[string, GivenGrade[], string | null]>([
  ['nobody says anything', [], null],
  ['one grader', [model('a', 's', 'correct')], 'correct'],
  ['one grader, the same in both orders', [model('a', 's', 'wrong'), model('a', 's', 'wrong', 1)], 'wrong'],
  [
    'one grader, not the same in both orders',
    [model('a', 's', 'wrong'), model('a', 's', 'correct', 1)],
    'unverifiable',
  ],
  ['two graders that agree', [model('a', 's', 'wrong'), model('b', 's', 'wrong')], 'wrong'],
  ['two graders that differ', [model('a', 's', 'wrong'), model('b', 's', 'correct')], 'unverifiable'],
  [
    'two graders of which one can not tell',
    [model('a', 's', 'unverifiable'), model('b', 's', 'wrong')],
    'wrong',
  ],
  ['a person over a grader', [model('a', 's', 'wrong'), human('p', 's', 'correct')], 'correct'],
  ['the last word of a person', [human('p', 's', 'correct'), human('p', 's', 'wrong')], 'wrong'],
  ['most people', [human('p', 's', 'correct'), human('q', 's', 'wrong'), human('r', 's', 'wrong')], 'wrong'],
  ['a tie of people, and no grader', [human('p', 's', 'correct'), human('q', 's', 'wrong')], null],
  ['another subject', [model('a', 't', 'correct')], null],
])('verdictOf: %s', (_, grades, verdict) => {
  expect(weighGrades(grades, NONE).verdictOf('s')).toBe(verdict);
});

test('a grader is held against people, and does not count below the rule', () => {
  const subjects = Array.from({ length: 30 }, (_, i) => `s${i}`);
  const verdict = (i: number) => (i % 2 === 0 ? 'correct' : 'wrong');
  const grades = subjects.flatMap((subject, i) => [
    model('good', subject, verdict(i)),
    model('bad', subject, 'correct'),
    ...(i < 20 ? [human('p', subject, verdict(i))] : []),
  ]);
  const { graders, verdictOf } = weighGrades(grades, { kappa: 0.6, verdicts: 20, bound: 'low' });
  expect(graders).toMatchObject([
    { grader: 'bad', graded: 30, n: 20, kappa: 0, counts: false },
    { grader: 'good', graded: 30, n: 20, kappa: 1, agreement: 1, counts: true },
  ]);
  expect(verdictOf('s29')).toBe('wrong');
});
