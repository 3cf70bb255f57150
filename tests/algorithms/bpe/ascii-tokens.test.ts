import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asciiEnd } from '../../../server/algorithms/bpe/ascii-tokens.ts';
import { preTokenEnd } from '../../../server/algorithms/bpe/pre-tokens.ts';

/** What stands beside each other in English and in mathematics, and what is no plain ASCII. */
const pieces = fc.constantFrom(
  ...[
    'a',
    'Zq',
    '7',
    ' ',
    '  ',
    '\\frac',
    '{',
    '}',
    '$',
    "'",
    "'s",
    "'re",
    '.',
    '-',
    '_',
    '\n',
    '\r\n',
    '\t',
  ],
  ...['\0', '\u001f', '\u007f', 'é', 'e\u0301', '函', '。', '\u00a0', '²', '😀'],
);
const texts = fc.array(pieces, { maxLength: 24 }).map((some) => some.join(''));

test('a quick look at a pre-token of ASCII finds the end that a closer look finds', () => {
  let quick = 0;
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ maxLength: 24 })), (text) => {
      const bytes = new TextEncoder().encode(`${text}word behind the end`);
      const end = new TextEncoder().encode(text).length;
      for (let from = 0; from < end; ) {
        const to = preTokenEnd(bytes, from, end);
        const found = asciiEnd(bytes, from, end);
        if (found > 0) {
          quick++;
          expect([text, from, found]).toEqual([text, from, to]);
          expect(bytes.subarray(from, to).includes(0)).toBe(false);
        }
        from = to;
      }
    }),
    { numRuns: 3000 },
  );
  expect(quick).toBeGreaterThan(2000);
});
