import { describe, expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../server/decide/candidate.ts';
import { difficultyOf, lengthOf } from '../../server/decide/signals.ts';

const words = (text: string) => text.split(' ').length;
const attempt = (tokens: number | null, verdict: 'correct' | 'wrong' | null = null, model = 'm') => ({
  model,
  verdict,
  tokens,
});

describe('lengthOf(question, prompt, countTokens)', () => {
  it.each([
    [
      'the trace',
      { solution: 'a b', evidence: { ...NO_EVIDENCE, traceTokens: 0, attempts: [attempt(7)] } },
      { length: 0, lengthFrom: 'trace' },
    ],
    [
      'the longest attempt',
      { solution: 'a b', evidence: { ...NO_EVIDENCE, attempts: [attempt(7), attempt(9), attempt(null)] } },
      { length: 9, lengthFrom: 'attempt' },
    ],
    ['the solution', { solution: 'a b', evidence: NO_EVIDENCE }, { length: 2, lengthFrom: 'solution' }],
    [
      'the prompt, where the solution is blank',
      { solution: ' ', evidence: NO_EVIDENCE },
      { length: 3, lengthFrom: 'prompt' },
    ],
    ['the prompt', { solution: null, evidence: NO_EVIDENCE }, { length: 3, lengthFrom: 'prompt' }],
  ] as const)('takes %s', (_what, question, expected) => {
    expect(lengthOf(question, 'x y z', words)).toEqual(expected);
  });
});

describe('difficultyOf(attempts, level, teachers)', () => {
  it.each([
    [
      [attempt(1, 'wrong'), attempt(1, 'correct')],
      'Level 5',
      { difficulty: 0.5, difficultyFrom: 'attempts' },
    ],
    [[attempt(1, 'wrong')], null, { difficulty: 1, difficultyFrom: 'attempt' }],
    [[attempt(1, 'wrong', 'gemini-2'), attempt(1)], 'Level 2', { difficulty: 0.25, difficultyFrom: 'level' }],
    [[], '5', { difficulty: 1, difficultyFrom: 'level' }],
    [[], 'Hard', { difficulty: 0.9, difficultyFrom: 'level' }],
    [[], 'constructor', { difficulty: null, difficultyFrom: 'none' }],
    [[], '1800', { difficulty: null, difficultyFrom: 'none' }],
    [[], null, { difficulty: null, difficultyFrom: 'none' }],
  ])('%j with level %j is %j', (attempts, level, expected) => {
    expect(difficultyOf(attempts, level, ['gemini'])).toEqual(expected);
  });
});
