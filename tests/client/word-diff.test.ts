import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Stretch, wordDiff } from '../../client/lib/word-diff.ts';

const side = (stretches: readonly Stretch[], without: Stretch['kind']): string =>
  stretches
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

const short = (stretches: readonly Stretch[]): string =>
  stretches
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}]` : `[+${text}]`))
    .join('');

describe('wordDiff(before, after)', () => {
  test.each([
    ['same', 'same', 'same'],
    ['', 'all new', '[+all new]'],
    ['all gone', '', '[-all gone]'],
    ['add 12 and 3', 'add 15 and 3', 'add [-12][+15] and 3'],
    ['a b c d e', 'a x c y e', 'a [-b][+x] c [-d][+y] e'],
    ['one two three', 'one three', 'one [-two ]three'],
    ['$x^2$ is 4', '$x^{2}$ is 4', '$x^[+{]2[+}]$ is 4'],
    ['é 中文 x', 'é 中文字 x', 'é [-中文][+中文字] x'],
  ])('of "%s" and "%s"', (before, after, shown) => {
    expect(short(wordDiff(before, after))).toBe(shown);
  });

  test('its stretches make both texts, and no two of a kind stand side by side', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'ab', '1', ' ', '.', '\n', '😀'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = wordDiff(before, after);
        expect([side(found, 'new'), side(found, 'gone')]).toEqual([before, after]);
        expect(found.some(({ kind }, i) => kind === found[i + 1]?.kind)).toBe(false);
        expect(found.every((one) => one.text !== '')).toBe(true);
      }),
    );
  });

  test('of long texts of which nothing is alike it ends soon, and still makes both', () => {
    const [before, after] = ['a ', 'b '].map((word) => word.repeat(20_000).replaceAll(' ', '. '));
    const started = performance.now();
    const found = wordDiff(before ?? '', after ?? '');
    expect(performance.now() - started).toBeLessThan(3000);
    expect([side(found, 'new'), side(found, 'gone')]).toEqual([before, after]);
  });
});
