import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featurizer } from '../../../server/algorithms/text-classifier/features.ts';

const features = (text: string, most = 128): number[] => [...featurizer({ bits: 20, most })(text)];

describe('featurizer({ bits, most })(text)', () => {
  test('gives each word once, and each pair of neighbours', () => {
    expect(features('')).toEqual([]);
    expect(features('circle')).toHaveLength(1);
    expect(features('red circle')).toHaveLength(3);
    expect(features('red circle red circle')).toHaveLength(4); // two words, two pairs
    expect(features('red circle').slice(0, 1)).toEqual(features('red'));
    expect(features('circle red')).not.toEqual(expect.arrayContaining(features('red circle')));
  });

  test.each([
    ['case', 'Red CIRCLE', 'red circle'],
    ['a plural s', 'red circles', 'red circle'],
    ['a possessive s', "the circle's centre", 'the circle centre'],
    ['a right quote', 'the circle’s centre', 'the circle centre'],
    ['hyphens and brackets', 'red-[circle]', 'red circle'],
    ['escapes that were doubled', 'find \\\\sqrt{x}', 'find \\sqrt{x}'],
    ['the digits of a number', 'add 17 apples', 'add 42 apples'],
  ])('looks through %s', (_what, one, other) => {
    expect(features(one)).toEqual(features(other));
  });

  test.each([
    ['words that end in ss', 'mass', 'mas'],
    ['short words', 'is', 'i'],
    ['a command and its word', '\\sin', 'sin'],
    ['short numbers and long ones', '7', '4711'],
    ['a stop', 'red. circle', 'red circle'],
    ['ideographs in another order', '函数', '数函'],
    ['signs', 'x < y', 'x > y'],
  ])('tells apart %s', (_what, one, other) => {
    expect(features(one)).not.toEqual(features(other));
  });

  test('parts pairs at signs of mathematics, not at ideographs', () => {
    expect(features('x + y')).toHaveLength(3);
    expect(features('函数')).toHaveLength(3);
  });

  test('stops at the most features', () => {
    const text = Array.from({ length: 100 }, (_, i) => `word${'abcdefghij'[i % 10]}${i}`).join(' ');
    expect(features(text, 20)).toHaveLength(20);
    expect(features(text).slice(0, 20)).toEqual(features(text, 20));
  });

  test('gives the distinct numbers under 2^bits of any text, and carries nothing over to the next', () => {
    const shared = featurizer({ bits: 8, most: 16 });
    const unit = fc.constantFrom(..."aS9\\'’-+<函é. \n\ud800", '\\frac');
    fc.assert(
      fc.property(fc.array(fc.string({ unit, maxLength: 40 }), { maxLength: 3 }), (texts) => {
        for (const text of texts) {
          const found = [...shared(text)];
          expect(found).toEqual([...featurizer({ bits: 8, most: 16 })(text)]);
          expect(new Set(found).size).toBe(found.length);
          expect(found.every((one) => one >= 0 && one < 256)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
