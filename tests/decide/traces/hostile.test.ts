import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inspectTrace } from '../../../server/decide/traces/inspect.ts';
import { DEFAULT_TRACE_RULES } from '../../../server/decide/traces/rules.ts';

/** Seconds of processor time, which other processes do not add to. */
function secondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  return process.cpuUsage(start).user / 1e6;
}

const PIECES = [
  ...[
    'a',
    '1',
    ' ',
    '\n',
    '$',
    '$a ',
    '$ a',
    '`',
    '```',
    '```\n',
    '\\[',
    '\\(',
    '\\begin{a}',
    '\\boxed{',
    '{',
    '}',
    '(',
    ' (',
  ],
  ...[
    '"',
    '“',
    "'",
    '*',
    '**a',
    '*a ',
    '<',
    '<|',
    '[',
    '@',
    'a@',
    'a@b.',
    '1.',
    '1-',
    '1 ',
    '1111 ',
    '+1 ',
    'DE12',
    ':',
    '2a:',
  ],
  ...[
    'I cannot ',
    'the ',
    'the given ',
    'answer is ',
    'sorry ',
    'Action:',
    '{"name":"a",',
    '中',
    '中文。',
    'а',
    '\ud800',
    '\udc00',
    '\ufffd',
  ],
  ...[
    'Ã',
    'wait, ',
    'x = 1. ',
    '- a\n',
    '# a\n',
    '**Doing it**\n',
    '####',
    'so 1',
    '\\frac{1}{',
    'é ',
    'que de la ',
    '\u0000',
    'a\n\n$',
  ],
];

test.each(PIECES)('300,000 characters of %j take a bounded time', (piece) => {
  const text = piece.repeat(Math.ceil(300_000 / piece.length));
  const input = { question: 'What is 1 + 1?', thinking: text, answer: text.slice(0, 60_000) };
  expect(secondsOf(() => inspectTrace(input, DEFAULT_TRACE_RULES))).toBeLessThan(3);
});

test('any text is taken, every span lies in its field, and the same input gives the same findings', () => {
  const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 }));
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, text, (question, thinking, answer) => {
      const input = Object.freeze({ question, thinking, answer });
      const found = inspectTrace(input, DEFAULT_TRACE_RULES);
      for (const { field, start, end } of found.findings) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(input[field].length);
      }
      expect(inspectTrace(input, DEFAULT_TRACE_RULES)).toEqual(found);
    }),
    { numRuns: 300 },
  );
});
