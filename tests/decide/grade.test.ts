import { describe, expect, it } from 'vitest';
import { gradeAnswer } from '../../server/decide/grade.ts';

describe('gradeAnswer(answer, reference)', () => {
  it.each([
    ['12', '12', 'correct'],
    [' $12$. ', '12', 'correct'],
    ['\\boxed{12}', '12', 'correct'],
    ['0.50', '1/2', 'correct'],
    ['\\frac{2}{4}', '1/2', 'correct'],
    ['1,234', '1234', 'correct'],
    ['007', '7', 'correct'],
    ['(B)', 'B', 'correct'],
    ['b', 'B', 'correct'],
    ['x + 1', 'x+1', 'correct'],
    ['12', '13', 'wrong'],
    ['-12', '12', 'wrong'],
    ['A', 'B', 'wrong'],
    ['12345678901234567890', '12345678901234567891', 'wrong'],
    ['x+1', '1+x', 'unverifiable'],
    ['12 apples', '12', 'unverifiable'],
    ['A', '12', 'unverifiable'],
    ['1/0', '1', 'unverifiable'],
    ['', '12', 'unverifiable'],
    [null, '12', 'unverifiable'],
    ['12', null, 'unverifiable'],
  ])('%j against %j is %s', (answer, reference, verdict) => {
    expect(gradeAnswer(answer, reference)).toBe(verdict);
  });
});
