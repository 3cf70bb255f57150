import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inspectTrace } from '../../../server/decide/traces/inspect.ts';
import { defaultTraceRules } from '../../../server/decide/traces/rules.ts';
import { PIECES, secondsFor } from './hostile-pieces.ts';

// A third of the characters in a third of the time; tests/long/traces.test.ts takes 300,000.
test.each(PIECES)('100,000 characters of %j take a bounded time', (piece) => {
  expect(secondsFor(piece, 100_000)).toBeLessThan(1);
});

test('any text is taken, every span lies in its field, and the same input gives the same findings', () => {
  const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 }));
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, text, (question, thinking, answer) => {
      const input = Object.freeze({ question, thinking, answer });
      const found = inspectTrace(input, defaultTraceRules());
      for (const { field, start, end } of found.findings) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(input[field].length);
      }
      expect(inspectTrace(input, defaultTraceRules())).toEqual(found);
    }),
    { numRuns: 150 },
  );
});
