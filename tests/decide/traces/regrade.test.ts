import { describe, expect, test } from 'vitest';
import { type Judged, regraded } from '../../../server/decide/traces/regrade.ts';
import { parseTraceRules } from '../../../server/decide/traces/rules.ts';

const trace = (outcome: string, verdict: Judged['verdict'] = 'unverifiable'): Judged => ({
  outcome,
  verdict,
});

describe('regraded', () => {
  test.each([
    ['any', trace('usable'), 'wrong', trace('usable', 'wrong')],
    ['any', trace('usable'), 'correct', trace('usable', 'correct')],
    ['not-wrong', trace('usable'), 'wrong', trace('verdict-wrong', 'wrong')],
    ['not-wrong', trace('usable'), 'correct', trace('usable', 'correct')],
    ['correct', trace('verdict-missing'), 'correct', trace('usable', 'correct')],
    ['correct', trace('verdict-missing'), 'wrong', trace('verdict-wrong', 'wrong')],
  ] as const)('under "%s", %j of which a grader says %s is %j', (require, stored, graded, now) => {
    expect(regraded(stored, graded, parseTraceRules({ require }, 'rules'))).toEqual(now);
  });

  test.each([
    [trace('repetition-loop'), 'correct', trace('repetition-loop', 'correct')],
    [trace('truncated'), 'correct', trace('truncated', 'correct')],
  ] as const)('%j stays dropped for what a detector saw', (stored, graded, now) => {
    expect(regraded(stored, graded, parseTraceRules({ require: 'correct' }, 'rules'))).toEqual(now);
  });

  test.each([
    [trace('usable', 'correct'), 'wrong'],
    [trace('verdict-wrong', 'wrong'), 'correct'],
    [trace('usable', null), 'wrong'],
    [trace('usable'), null],
    [trace('usable'), 'unverifiable'],
  ] as const)('%j is left as it is by %j', (stored, graded) => {
    expect(regraded(stored, graded, parseTraceRules({ require: 'not-wrong' }, 'rules'))).toBe(stored);
  });
});
