import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classAt, LETTER, NEWLINE, NUMBER, OTHER, SPACE } from '../../../server/algorithms/bpe/characters.ts';
import { normalise } from '../../../server/algorithms/bpe/normalise.ts';
import { preTokenEnd } from '../../../server/algorithms/bpe/pre-tokens.ts';
import { mixedText } from '../texts.ts';
import { oracle } from './qwen-table.ts';

const splitter = oracle().getPreTokenizer()!;
const normaliser = oracle().getNormalizer()!;

/** UTF-8 lengths of the pre-tokens. The oracle spells each byte as one character. */
const theirs = (text: string): number[] =>
  splitter.preTokenizeString(text).map(([token]) => [...token].length);

function ours(text: string): number[] {
  const bytes = Buffer.from(text);
  const lengths: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = preTokenEnd(bytes, at, bytes.length);
    lengths.push(end - at);
    at = end;
  }
  return lengths;
}

const kindOf = (code: number): number => {
  const text = String.fromCodePoint(code);
  return /^[\p{L}\p{N}\p{M}\s]$/u.test(text) ? classAt(Buffer.from(text), 0) : -1;
};

/** Code points where a class begins or ends, by our table or by this Node, and every 31st of the others. */
const CODE_POINTS = Array.from({ length: 0x110000 }, (_, code) => code).filter((code) => {
  if (code >= 0xd800 && code <= 0xdfff) return false;
  if (code < 0x500 || code % 31 === 0) return true;
  if (code >= 0x34000) return false;
  return kindOf(code) !== kindOf(code - 1) || kindOf(code) !== kindOf(code + 1);
});

/** Marks, and what is made of several characters: what normalisation moves, takes apart or composes. */
const COMPOSED = Array.from({ length: 0x1f000 }, (_, code) => code).filter((code) => {
  if (code >= 0xd800 && code <= 0xdfff) return false;
  const text = String.fromCodePoint(code);
  const hangul = code > 0xac20 && code < 0xd780;
  return /^\p{M}$/u.test(text) || (!hangul && text.normalize('NFD') !== text);
});

test('pre-tokens are those of the oracle for any text', () => {
  fc.assert(
    fc.property(mixedText, (text) => {
      const wellFormed = text.toWellFormed();
      expect(ours(wellFormed)).toEqual(theirs(wellFormed));
    }),
    { numRuns: 3000 },
  );
});

test('characters have the class that the oracle splits by, up to the edges of each class', () => {
  for (let i = 0; i < CODE_POINTS.length; i += 256) {
    const text = CODE_POINTS.slice(i, i + 256)
      .map((code) => String.fromCodePoint(code))
      .map((character) => `a${character}!!${character}${character}1`)
      .join('');
    expect(ours(text)).toEqual(theirs(text));
  }
});

test.each([
  ['letter', LETTER, ['a', 'Z', 'é', 'Σ', '函', '𝐀']],
  ['number', NUMBER, ['7', '½', '²', '٣', 'Ⅷ']],
  ['space', SPACE, [' ', '\t', '\u000b', '\u0085', '\u00a0', '\u3000']],
  ['line break', NEWLINE, ['\n', '\r']],
  ['other', OTHER, ['!', '$', '\\', '\u0301', '\ufeff', '\u001c', '😀', '\ud800']],
])('the class of a %s', (_name, expected, characters) => {
  expect(characters.map((character) => classAt(Buffer.from(character), 0))).toEqual(
    characters.map(() => expected),
  );
});

test('normalisation is that of the oracle for marks and composed characters, with marks behind them', () => {
  const faults = [...CODE_POINTS, ...COMPOSED].filter((code) => {
    const character = String.fromCodePoint(code);
    const text = `${character}\u0316\u0301 ${character.normalize('NFD')}\u0301\u0334a\u0345${character}\u0334`;
    return normalise(text) !== normaliser.normalizeString(text);
  });
  expect(faults.map((code) => code.toString(16))).toEqual([]);
});
