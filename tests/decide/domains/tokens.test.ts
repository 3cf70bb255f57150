import { describe, expect, test } from 'vitest';
import { scanTokens } from '../../../server/decide/domains/tokens.ts';

/** The tokens of a text, with a bar for each run of gaps between two of them. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  scanTokens(text.toLowerCase(), {
    token: (word) => tokens.push(word),
    gap: () => {
      if (tokens.at(-1) !== '|') tokens.push('|');
    },
  });
  return tokens;
}

describe('scanTokens(text, listener)', () => {
  test.each([
    ['Prime factor of n', ['prime', 'factor', 'of', 'n']],
    ['H2O and CO2', ['h2o', 'and', 'co2']],
    ['Newton-Raphson, by hand', ['newton', 'raphson', '|', 'by', 'hand']],
    ["Newton's method; Vieta’s formula", ['newton', 'method', '|', 'vieta', 'formula']],
    ["y'' + f'(x) = '' it's o'clock", ["y''", '|', "f'", 'x', '|', 'it', 'o', 'clock']],
    ['$\\frac{12}{5}$ and \\\\binom{n}{k}', ['\\frac', '|', 'and', '\\binom', 'n', 'k']],
    ['a \\\\[2pt] b', ['a', '|', 'pt', 'b']],
    ['三角形的面积，求值。', ['三', '角', '形', '的', '面', '积', '|', '求', '值', '|']],
    ['ABC≅DEF ∫x×y', ['abc', '≅', 'def', '∫', 'x', '×', 'y']],
    ['Gödel и Чебышёв', ['gödel', 'и', 'чебышёв']],
    ['', []],
  ])('cuts %j', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });

  test('takes a word of more than 40 letters for a gap', () => {
    expect(tokensOf(`a ${'b'.repeat(40)} ${'c'.repeat(41)} d`)).toEqual(['a', 'b'.repeat(40), '|', 'd']);
  });
});
