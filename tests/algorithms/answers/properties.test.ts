import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAnswer } from '../../../server/algorithms/answers/check.ts';
import { ANSWER_RULES } from '../../../server/algorithms/answers/rules.ts';
import { answer, anyText, dressing, soup } from './generators.ts';

describe('checkAnswer', () => {
  test('finds an answer correct against itself, in whatever typesetting', () => {
    fc.assert(
      fc.property(answer, dressing, dressing, (text, dress, other) => {
        expect(checkAnswer(dress(text), other(text))).toMatchObject({ verdict: 'correct' });
      }),
      { numRuns: 600 },
    );
  });

  test('gives the same verdict whatever the typesetting', () => {
    fc.assert(
      fc.property(answer, answer, dressing, dressing, (a, b, dress, other) => {
        expect(checkAnswer(dress(a), other(b)).verdict).toBe(checkAnswer(a, b).verdict);
      }),
      { numRuns: 500 },
    );
  });

  test('gives the same verdict with the sides changed, but for rounding', () => {
    fc.assert(
      fc.property(answer, answer, (a, b) => {
        const [one, other] = [checkAnswer(a, b), checkAnswer(b, a)];
        const isRounding = [one, other].some(
          ({ rule }) => rule === 'within-rounding' || rule === 'may-be-rounded',
        );
        expect(isRounding || one.verdict === other.verdict).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('never finds two texts correct one way and wrong the other, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(soup, answer), fc.oneof(soup, answer), (a, b) => {
        const verdicts = [checkAnswer(a, b).verdict, checkAnswer(b, a).verdict].sort();
        expect(verdicts).not.toEqual(['correct', 'wrong']);
      }),
      { numRuns: 1500 },
    );
  });

  test('never finds a text wrong against itself, and correct if it says anything', () => {
    fc.assert(
      fc.property(fc.oneof(soup, anyText), (text) => {
        const { verdict, rule } = checkAnswer(text, text);
        expect(verdict === 'correct' || rule === 'no-reference').toBe(true);
        expect(checkAnswer(`\\boxed{${text}}`, text).verdict).not.toBe('wrong');
      }),
      { numRuns: 1000 },
    );
  });

  test('throws on no text, and says a rule of the list with its verdict', () => {
    const text = fc.oneof(soup, anyText, answer);
    fc.assert(
      fc.property(
        text,
        text,
        fc.option(fc.array(text, { maxLength: 5 })),
        text,
        (a, b, options, question) => {
          const { verdict, rule } = checkAnswer(a, b, { options, question });
          expect(ANSWER_RULES[rule].verdict).toBe(verdict);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('knows a fraction in each of its writings', () => {
    const part = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom(2, 4, 5, 8, 10, 20, 25));
    fc.assert(
      fc.property(part, fc.integer({ min: 2, max: 9 }), ([n, d], k) => {
        const [whole, rest] = [Math.floor(n / d), n % d];
        const mixed = rest === 0 ? `${whole}` : `${whole === 0 ? '' : whole}\\frac{${rest}}{${d}}`;
        const writings = [
          `${n}/${d}`,
          `\\frac{${n * k}}{${d * k}}`,
          `${n / d}`,
          mixed,
          `${(100 * n) / d}\\%`,
          `x = ${n}/${d}`,
          `${n}:${d}`,
          `\\sqrt{\\frac{${n * n}}{${d * d}}}`,
        ];
        for (const one of writings)
          for (const other of writings)
            expect([one, other, checkAnswer(one, other).verdict]).toEqual([one, other, 'correct']);
      }),
      { numRuns: 40 },
    );
  });

  test('computes sums, products and quotients of fractions exactly', () => {
    const term = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(term, term, term, ([a, b], [c, d], [e, f]) => {
        const formula = `\\frac{${a}}{${b}} \\cdot \\left(\\frac{${c}}{${d}} - \\frac{${e}}{${f}}\\right)`;
        const over = BigInt(a) * (BigInt(c * f) - BigInt(e * d));
        const under = BigInt(b * d * f);
        expect(checkAnswer(formula, `${over}/${under}`).verdict).toBe('correct');
        expect(checkAnswer(`${over + 2n * under}/${under}`, formula).verdict).toBe('wrong');
      }),
      { numRuns: 300 },
    );
  });

  test('tells a polynomial from one that differs in a coefficient, and knows it multiplied out', () => {
    const root = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(root, root, root, fc.integer({ min: 1, max: 5 }), (a, b, c, off) => {
        const factors = [a, b, c].map((one) => `(x - (${one}))`).join('');
        const [two, one, none] = [-(a + b + c), a * b + a * c + b * c, -a * b * c];
        const expanded = (shift: number) => `x^3 + (${two})x^2 + (${one + shift})x + (${none})`;
        expect(checkAnswer(factors, expanded(0)).rule).toBe('same-expression');
        expect(checkAnswer(factors, expanded(off)).rule).toBe('different-expression');
      }),
      { numRuns: 150 },
    );
  });
});
