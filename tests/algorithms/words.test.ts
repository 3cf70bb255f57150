import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordNgrams } from '../../server/algorithms/ngrams.ts';
import { isWhiteSpace, normalForm, wordSpans, words } from '../../server/algorithms/words.ts';
import { mixedText } from './texts.ts';

/** Every character for which Python's str.isspace() and `\s` hold (Python 3.11). */
const PYTHON_WHITE_SPACE = [
  0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002,
  0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
];

test("white space is Python's, unit by unit", () => {
  const ours = Array.from({ length: 0x10000 }, (_, unit) => unit).filter(isWhiteSpace);
  expect(ours).toEqual(PYTHON_WHITE_SPACE);
});

describe('words', () => {
  // What Python 3.11 gives for text.lower().split().
  test.each([
    ['', []],
    [' \t\n ', []],
    ['  Find  the\tSUM.\n', ['find', 'the', 'sum.']],
    ['a\u001cb\u001fc\u0085d\u00a0e\u2003f\u3000g', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['a\ufeffb\u200bc\u180ed', ['a\ufeffb\u200bc\u180ed']],
    ['İstanbul', ['i\u0307stanbul']],
    ['ΟΔΟΣ ΟΔΟΣ. ΣΑΣ Σ', ['οδος', 'οδος.', 'σας', 'σ']],
    ["ΑΣ'Σ ΑΣ\u00a0Α", ["ασ'ς", 'ας', 'α']],
    ['STRASSE ẞ ǅ ΰ', ['strasse', 'ß', 'ǆ', 'ΰ']],
    ['𝐀 𐐀 Å', ['𝐀', '𐐨', 'å']],
  ])('of %j are those of Python', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('word k is the lower case of span k of the text', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        const spans = wordSpans(text);
        expect(words(text)).toEqual(spans.map(({ start, end }) => text.slice(start, end).toLowerCase()));
      }),
    );
  });

  test('the normal form is its own normal form', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        expect(normalForm(normalForm(text))).toBe(normalForm(text));
      }),
    );
  });
});

describe('wordNgrams', () => {
  test('are the runs of words in order, with repeats', () => {
    expect(wordNgrams('A b a  B a', 2)).toEqual(['a b', 'b a', 'a b', 'b a']);
  });

  test('of a text shorter than the window are none', () => {
    expect([wordNgrams('one two', 3), wordNgrams('', 1), wordNgrams('one two three', 3)]).toEqual([
      [],
      [],
      ['one two three'],
    ]);
  });
});
