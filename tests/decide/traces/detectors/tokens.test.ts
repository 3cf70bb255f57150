import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anySpans, plainSpans, tokensOf } from '../../../../server/decide/traces/detectors/tokens.ts';

describe('tokensOf(text)', () => {
  test('numbers words whatever their case, and numbers as one shape', () => {
    const { starts, ends, ids, shapes, wordy } = tokensOf("Let \\frac 12 = let, don't 数学 7");
    expect([...starts]).toEqual([0, 4, 10, 13, 15, 18, 20, 26, 27, 29]);
    expect([...ends]).toEqual([3, 9, 12, 14, 18, 19, 25, 27, 28, 30]);
    expect([...ids]).toEqual([0, 1, 2, 3, 0, 4, 5, 6, 7, 8]);
    expect([...shapes]).toEqual([0, 1, -1, 3, 0, 4, 5, 6, 7, -1]);
    expect([...wordy]).toEqual([1, 0, 0, 0, 1, 0, 1, 1, 1, 0]);
  });
});

describe('plainSpans(text)', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary-ascii', maxLength: 12 }),
    fc.constantFrom(
      '\\alpha',
      '\\\\',
      "n't",
      "'",
      '\\',
      '\\9',
      'a'.repeat(130),
      '4'.repeat(125),
      '\n ',
      '{x_1}',
    ),
  );
  const texts = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

  test('finds what the pattern for any text finds', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(plainSpans(text)).toEqual(anySpans(text));
      }),
    );
  });
});
