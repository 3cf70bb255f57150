import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attemptsWanted } from '../../../server/decide/grades/attempts.ts';
import type { AttemptRule } from '../../../shared/schemas/grade-rules.ts';
import { VERDICTS, type Verdict } from '../../../shared/vocabulary/signals.ts';

const RULE: AttemptRule = { first: 2, samples: 4, most: 16, threshold: 0, confidence: 0.9 };
const HALF: AttemptRule = { ...RULE, threshold: 0.5 };
const history = (correct: number, wrong: number, unverifiable = 0): Verdict[] => [
  ...Array.from({ length: correct }, (): Verdict => 'correct'),
  ...Array.from({ length: wrong }, (): Verdict => 'wrong'),
  ...Array.from({ length: unverifiable }, (): Verdict => 'unverifiable'),
];

describe('attemptsWanted', () => {
  test.each([
    [RULE, history(0, 0), { more: 2, because: 'first' }],
    [RULE, history(0, 1), { more: 1, because: 'first' }],
    [RULE, history(1, 1), { more: 0, because: 'clear' }],
    [RULE, history(0, 2), { more: 2, because: 'unclear' }],
    [RULE, history(0, 4), { more: 0, because: 'enough' }],
    [RULE, history(0, 0, 4), { more: 0, because: 'enough' }],
    [HALF, history(1, 1), { more: 2, because: 'unclear' }],
    [HALF, history(4, 0), { more: 0, because: 'clear' }],
    [HALF, history(0, 4), { more: 0, because: 'clear' }],
    [HALF, history(2, 2), { more: 4, because: 'straddles' }],
    [HALF, history(4, 4), { more: 8, because: 'straddles' }],
    [HALF, history(4, 6, 2), { more: 4, because: 'straddles' }],
    [HALF, history(8, 8), { more: 0, because: 'most' }],
    [HALF, history(13, 3), { more: 0, because: 'clear' }],
    [{ ...RULE, threshold: 1 }, history(2, 0), { more: 0, because: 'clear' }],
    [{ ...RULE, first: 6 }, history(0, 4), { more: 2, because: 'first' }],
  ])('by %j after %j', (rule, verdicts, wanted) => {
    expect(attemptsWanted(verdicts, rule)).toEqual(wanted);
  });

  test('comes to an end, whatever the verdicts are, and hangs on no order', () => {
    const verdict = fc.constantFrom(...(Object.keys(VERDICTS) as Verdict[]));
    const rule = fc.record({
      first: fc.integer({ min: 1, max: 5 }),
      samples: fc.integer({ min: 1, max: 8 }),
      most: fc.integer({ min: 1, max: 20 }),
      threshold: fc.constantFrom(0, 0.25, 0.5, 1),
      confidence: fc.constantFrom(0.5, 0.9, 0.99),
    });
    fc.assert(
      fc.property(rule, fc.infiniteStream(verdict), (one, stream) => {
        const asked: Verdict[] = [];
        for (let round = 0; round < 50; round++) {
          const { more } = attemptsWanted(asked, one);
          expect(attemptsWanted([...asked].reverse(), one).more).toBe(more);
          if (more === 0) break;
          asked.push(...stream.take(more));
        }
        expect(attemptsWanted(asked, one).more).toBe(0);
        expect(asked.length).toBeLessThanOrEqual(Math.max(one.first, one.samples, one.most));
      }),
    );
  });
});
