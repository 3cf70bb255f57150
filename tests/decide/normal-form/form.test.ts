import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formMaker } from '../../../server/decide/normal-form/form.ts';
import { formKey } from '../../../server/decide/normal-form/form-key.ts';

const make = formMaker();
const keyOf = (question: string, options: readonly string[] | null = null): string =>
  formKey(make(question, options));

/** Spellings of one question each. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  'spellings of a fraction': [
    'If $\\frac{1}{2}x + 3 = 7$, find $x$.',
    'If $\\dfrac12 x+3=7$, find x.',
    'If \\(\\left(\\tfrac{1}{2}\\right)x + 3 = 7\\), find \\(x\\).',
    'If ½x + 3 = 7, find x.',
    'IF 1/2 X + 3 = 7, FIND X.',
    'Іf ½х + 3 = 7, find х.',
    'Ｉｆ ½ｘ ＋ ３ ＝ ７， ｆｉｎｄ ｘ．',
    'I\u00adf ½x + 3\u200b = 7, fi\u00adnd x.',
  ],
  'powers and roots': ['What is $x^{10}+\\sqrt{x+1}$?', 'What is x^10 + √(x+1)?', 'What is x¹⁰ + √(x + 1)?'],
  'a fraction of sums': [
    '$\\frac{3a + 6b}{\\sqrt{a^2 + b}}$',
    '(3a + 6b)/√(a² + b)',
    '\\dfrac {3a+6b} {\\sqrt{a^{2}+b}}',
  ],
  'negative exponents': ['$x^{-1} + 10^{-3}$', 'x⁻¹ + 10⁻³', 'x^(-1) + 10^(-3)', 'x^-1 + 10^{-3}'],
  'numbers in words': [
    'twenty-five apples and one hundred and three pears',
    '25 apples and 103 pears',
    'Twenty five apples, and 103 pears',
  ],
  'large numbers': [
    '1,000 and 2 million and 2.50',
    '1000 and two million and 2.5',
    '$1{,}000$ and 2,000,000 and 2.5',
    'a thousand and 2\\,000\\,000 and 2.5',
  ],
  places: ['the 3rd and the 21st', 'the third and the 21st', 'the $3^{\\text{rd}}$ and the $21^{st}$'],
  'signs of geometry': [
    'angle $30^\\circ$ in $\\triangle ABC$ with $AB \\le 5$',
    'angle 30° in triangle ABC with AB ≤ 5',
    'angle 30 degrees in △ABC with AB <= 5',
    'angle $30^{\\circ}$ in triangle $ABC$ with $AB\\leqslant 5$',
  ],
  sets: ['$S = \\{1, 2, 3\\}$', 'S = {1, 2, 3}', '\\(S=\\left\\{1,2,3\\right\\}\\)'],
  'HTML entities': ['x &lt; 3 &amp;amp; y&nbsp;&ge; 4', 'x < 3 and y ≥ 4'.replace('and ', '& ')],
  'quotes and dashes': ["Mira's x - 3 – “fine”", 'Mira’s x − 3 - "fine"'],
  text: ['$5 \\text{ apples}$ at $50\\%$', '5 apples at 50%', '5 apples at 50 percent'],
  subscripts: ['$x_1 + x_{2}$', 'x₁ + x₂', 'x_1+x_2'],
  'options as they stand in a text': [
    'Pick (A) 3 (B) 4 (C) 5',
    'Pick\nA. 3\nB. 4\nC. 5',
    'Pick\nOptions: 5; 4; 3',
    'Pick $\\textbf{(A)}\\ 4 \\qquad \\textbf{(B)}\\ 3\\qquad\\textbf{(C)}\\ 5$',
  ],
};

/** Questions that only look alike. */
const DIFFERENT: readonly (readonly [string, string])[] = [
  ['2(x + 1)', '2x + 1'],
  ['[0, 1)', '(0, 1]'],
  ['x^2', 'x_2'],
  ['3 - 5', '5 - 3'],
  ['x < 3', 'x > 3'],
  ['12', '21'],
  ['0.5', '5'],
  ['1000', '100'],
  ['not ( True and False )', '( not True ) and False'],
  ['\\frac{1}{2x}', '\\frac{1}{2} + x'],
  ['the 3rd', 'the 3'],
  ['f(x) = \\sin x', 'f(x) = \\cos x'],
  ['a + b', 'a + c'],
];

describe('formMaker()', () => {
  it.each(Object.entries(ALIKE))('sees through %s', (_name, texts) => {
    expect(texts.map((text) => keyOf(text))).toEqual(texts.map(() => keyOf(texts[0]!)));
  });

  it.each(DIFFERENT)('tells %s from %s', (a, b) => {
    expect(keyOf(a)).not.toBe(keyOf(b));
  });

  it('takes options from the text or beside it for the same, in any order', () => {
    const beside = keyOf('Pick one', ['3', '4', '5']);
    expect([
      keyOf('Pick one', ['5', '3', '4']),
      keyOf('Pick one', ['(A) 4', '(B) 5', '(C) 3']),
      keyOf('Pick one (A) 5 (B) 3 (C) 4'),
      keyOf('Pick one\nA) 5\nB) 3\nC) 4'),
    ]).toEqual([beside, beside, beside, beside]);
  });

  it('reads any text to its end, in time that grows with its length alone', () => {
    const signs = fc.constantFrom(
      ...'()[]{}^_$\\|-/.,:;!?\'"&<>=+*%x1aA ',
      '\\frac',
      '\\sqrt',
      '\\left',
      '\\begin{',
      '&amp;',
      '²',
      '½',
      '(A)',
      '\\text{',
      'and',
      'one hundred',
      '第',
      '\u{1d465}',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        expect(keyOf(text)).toBe(keyOf(text));
      }),
      { numRuns: 3000 },
    );
    for (const part of [
      '(',
      '{',
      '\\frac{',
      '\\sqrt[',
      'x^',
      '^{',
      '((1+',
      'a)',
      '(A)',
      '1x',
      'one hundred and ',
      '&',
      '<b',
      '\\left(',
      'A. B. ',
    ]) {
      expect(keyOf(part.repeat(40_000))).toBe(keyOf(part.repeat(40_000)));
    }
  }, 60_000);
});
