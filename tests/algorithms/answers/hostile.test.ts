import { describe, expect, test } from 'vitest';
import { checkAnswer } from '../../../server/algorithms/answers/check.ts';

/** Seconds of processor time, which other processes do not add to. */
function secondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  return process.cpuUsage(start).user / 1e6;
}

const PIECES = [
  'a',
  '1',
  '1,',
  '1 ',
  '(',
  '[',
  '{',
  '\\{',
  ')',
  '}',
  '^',
  '-',
  '+',
  '\\',
  '\\\\',
  '\\frac',
  '\\frac{',
  '\\sqrt{',
  '\\text{',
  '\\boxed{',
  '$',
  '|',
  '!',
  '%',
  ',',
  ';',
  ':',
  '=',
  '<',
  'x',
  'x+',
  '2^',
  '9^{',
  '\\begin{pmatrix}',
  '&',
  '\\pm',
  '\\pm1',
  '\\sin',
  '\\sin x',
  '\\log ',
  'and ',
  ' or ',
  '1 or ',
  '(1,2),',
  '[1,2]\\cup',
  'A, ',
  '①',
  '一',
  '½',
  '²',
  '\ud800',
  '\udc00',
  ' ',
  '\n',
  '.',
  '"',
  'the ',
  '5 cm ',
  '0.\\overline{3}+',
];

describe('checkAnswer on hostile texts', () => {
  test.each(PIECES)('a hundred thousand characters of %j take no time', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const seconds = secondsOf(() => {
      checkAnswer(text, '1');
      checkAnswer('1', text);
      checkAnswer(text, `${text}.`);
      checkAnswer('x', 'B', { question: text, options: [text, 'x'] });
    });
    expect(seconds).toBeLessThan(0.5);
  });

  test.each(PIECES)('as many of %j as are read take a bounded time', (piece) => {
    const text = piece.repeat(Math.floor(3900 / piece.length));
    const short = piece.repeat(60);
    const seconds = secondsOf(() => {
      checkAnswer(text, '1');
      checkAnswer(`${text}1`, `${text}2`);
      checkAnswer(short, `${short}1`);
    });
    expect(seconds).toBeLessThan(1);
  });

  test.each([
    ['9^{9^{9^{9^9}}}', '1'],
    ['10^{600}', '10^{599}'],
    ['(2^{2000})^{2000}', '1'],
    ['300!', '299!'],
    ['\\binom{2000}{1000}', '\\binom{2000}{999}'],
    ['\\sqrt[64]{2}', '\\sqrt[63]{2}'],
    ['e^{e^{e^{e}}}', '1'],
    ['\\sin 10^{9}', '0'],
    [
      Array.from({ length: 30 }, (_, i) => `${i}x`).join(','),
      Array.from({ length: 30 }, (_, i) => `${i + 1}x`).join(','),
    ],
    [
      Array.from({ length: 200 }, (_, i) => i).join(', '),
      Array.from({ length: 200 }, (_, i) => 200 - i).join(', '),
    ],
    [
      Array.from({ length: 150 }, (_, i) => `\\sin ${i}x`).join('+'),
      Array.from({ length: 150 }, (_, i) => `\\cos ${i}x`).join('+'),
    ],
    ['1'.repeat(400), '1'.repeat(399)],
    [`0.${'3'.repeat(390)}`, '1/3'],
    [`${'('.repeat(2000)}1${')'.repeat(1999)}`, '1'],
    [`${'-'.repeat(780)}1`, '1'],
    [
      '1/2x, 3/4y, [1,2], 5 m, \\log 2, 2e3, 1,234, 9:30',
      '1/2x, 3/4y, [1,2], 5 m, \\log 2, 2e3, 1,234, 9:31',
    ],
  ])('%.40s against %.40s is decided or given up quickly', (given, reference) => {
    expect(secondsOf(() => checkAnswer(given, reference))).toBeLessThan(0.8);
  });
});
