import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitMaths } from '../../client/lib/maths.ts';

const formulas = (text: string) =>
  splitMaths(text).flatMap((piece) => ('tex' in piece ? [[piece.kind, piece.tex]] : []));
const codes = (text: string) =>
  splitMaths(text).flatMap((piece) => (piece.kind === 'code' ? [piece.raw] : []));

describe('splitMaths(text) finds', () => {
  test.each([
    ['Let $x$ be.', [['inline', 'x']]],
    ['$x$', [['inline', 'x']]],
    [
      'Both $a$ and $b$ are prime.',
      [
        ['inline', 'a'],
        ['inline', 'b'],
      ],
    ],
    [
      '\\(x^2\\) or \\[x^3\\]',
      [
        ['inline', 'x^2'],
        ['display', 'x^3'],
      ],
    ],
    ['$$\\sum_i i$$', [['display', '\\sum_i i']]],
    ['It is $100$ degrees.', [['inline', '100']]],
    ['A coin of $5\\,\\text{cents each and more}$.', [['inline', '5\\,\\text{cents each and more}']]],
    ['costs \\$5 and $x$ more', [['inline', 'x']]],
    [
      'earns $\\$$60 and $\\times$12',
      [
        ['inline', '\\$'],
        ['inline', '\\times'],
      ],
    ],
    [
      'where $1 \\le j \\le n $ and $ PQR $',
      [
        ['inline', '1 \\le j \\le n '],
        ['inline', ' PQR '],
      ],
    ],
    ['$\\$5$ is a price', [['inline', '\\$5']]],
    ['$2AB = 3CD$ holds', [['inline', '2AB = 3CD']]],
    ['$ x + y $ spaced out', [['inline', ' x + y ']]],
    ['$ n$ sloppy', [['inline', ' n']]],
    ['the $ n $ of it', [['inline', ' n ']]],
    ['pays $5, then $x$ more', [['inline', 'x']]],
    ['\\begin{align*}a&=b\\\\c&=d\\end{align*}', [['display', '\\begin{align*}a&=b\\\\c&=d\\end{align*}']]],
    ['a matrix \\\\[2pt] is no formula', []],
    [
      '$a$$b$',
      [
        ['inline', 'a'],
        ['inline', 'b'],
      ],
    ],
  ])('the formulas of %j', (text, wanted) => {
    expect(formulas(text)).toEqual(wanted);
  });

  test.each([
    'It costs $5 and $10.',
    'between $5-$10 a piece',
    'from $5/$3 to $20,$30',
    '$1,000,000 is much; $2 is little.',
    'She has $5 (was $7) left.',
    'US$ and A$ are currencies',
    '$5 each and $6 each, or 3 for $12',
    '$20 more than he had, and he had $x dollars',
    'a lone $',
    '$$ without an end',
    '\\( without an end',
    '\\[ without an end \\)',
    '\\begin{align} without an end',
    '\\begin{verbatim}$x$ is not mine\\end{verbatim}'.replace('$x$', 'x'),
    '$ $ $\t$',
    '$a\n\nb$',
  ])('nothing in %j', (text) => {
    expect(splitMaths(text)).toEqual([{ kind: 'text', raw: text }]);
  });

  test('no mathematics in a fenced block or in drawing code', () => {
    expect(codes('before\n```\necho $HOME $x$\n```\nafter $y$')).toEqual(['```\necho $HOME $x$\n```']);
    expect(codes('[asy]label("$A$", (0,0));[/asy] then $A$')).toEqual(['[asy]label("$A$", (0,0));[/asy]']);
    expect(formulas('```\n$x$\n```\n$y$')).toEqual([['inline', 'y']]);
    expect(codes("``quoted'' as LaTeX has it")).toEqual([]);
  });
});

const MARKUP =
  '# no heading\n1. no list\n   * no bullet *or* _emphasis_ <b>or</b> [link](javascript:1)\n    indented\n~~~';

test('a text without mathematics is one piece, word for word', () => {
  expect(splitMaths(MARKUP)).toEqual([{ kind: 'text', raw: MARKUP }]);
  expect(splitMaths('')).toEqual([]);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab *_#>-+1.\n\t(){}<>&~|"\'é中') }), (text) => {
      expect(splitMaths(text)).toEqual(text === '' ? [] : [{ kind: 'text', raw: text }]);
    }),
  );
});

const mixed = fc.array(
  fc.constantFrom(
    '$',
    '$$',
    '\\(',
    '\\)',
    '\\[',
    '\\]',
    '\\',
    '`',
    '```',
    '\n',
    '[asy]',
    '[/asy]',
    '\\begin{align}',
    '\\end{align}',
    'x',
    ' ',
    '5',
    'and',
    '^',
  ),
  { maxLength: 40 },
);

test('the pieces of any text, one after the other, are the text', () => {
  fc.assert(
    fc.property(mixed, (parts) => {
      const text = parts.join('');
      expect(
        splitMaths(text)
          .map(({ raw }) => raw)
          .join(''),
      ).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  '$',
  '$$',
  '\\(',
  '\\[',
  '```\n',
  '[asy]',
  '\\begin{align}',
  '\\$',
  '$a ',
  '$5 ',
  '`',
  '\\',
  '$\\$',
])('a hundred thousand times %j takes no time to speak of', (part) => {
  const text = part.repeat(100_000);
  const started = performance.now();
  expect(
    splitMaths(text)
      .map(({ raw }) => raw)
      .join(''),
  ).toBe(text);
  expect(performance.now() - started).toBeLessThan(1500);
});

test('a formula longer than a page, and those after the first hundreds, stay text', () => {
  expect(formulas(`$${'x+'.repeat(3000)}y$`)).toEqual([]);
  expect(formulas('$x$ '.repeat(1000)).length).toBe(400);
});
