import { describe, expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../server/decide/candidate.ts';
import { bestLength, difficultyOf, lengthsOf } from '../../server/decide/signals.ts';

const words = (text: string) => text.split(' ').length;
const attempt = (tokens: number | null, verdict: 'correct' | 'wrong' | null = null, model = 'm') => ({
  model,
  verdict,
  tokens,
});

describe('lengthsOf(question, prompt, countTokens)', () => {
  it.each([
    [
      'of a trace and the longest attempt',
      { solution: 'a b', evidence: { ...NO_EVIDENCE, traceTokens: 0, attempts: [attempt(7), attempt(9)] } },
      { trace: 0, attempt: 9, solution: 2, prompt: 3 },
      { length: 0, lengthFrom: 'trace' },
    ],
    [
      'without a trace',
      { solution: 'a b', evidence: { ...NO_EVIDENCE, attempts: [attempt(7), attempt(null)] } },
      { trace: null, attempt: 7, solution: 2, prompt: 3 },
      { length: 7, lengthFrom: 'attempt' },
    ],
    [
      'of a solution alone',
      { solution: 'a b', evidence: NO_EVIDENCE },
      { trace: null, attempt: null, solution: 2, prompt: 3 },
      { length: 2, lengthFrom: 'solution' },
    ],
    [
      'where the solution is blank',
      { solution: ' ', evidence: NO_EVIDENCE },
      { trace: null, attempt: null, solution: null, prompt: 3 },
      { length: 3, lengthFrom: 'prompt' },
    ],
  ] as const)('%s', (_what, question, lengths, best) => {
    const found = lengthsOf(question, 'x y z', words);
    expect([found, bestLength(found)]).toEqual([lengths, best]);
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
