import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { finalAnswer } from '../../../server/algorithms/answers/final-answer.ts';

describe('finalAnswer(text)', () => {
  it.each([
    ['So \\boxed{12}.', '12', 'boxed'],
    ['$\\boxed{\\frac{1}{2}}$ as asked', '\\frac{1}{2}', 'boxed'],
    ['\\boxed {x} and', 'x', 'boxed'],
    ['\\fbox{7}', '7', 'boxed'],
    ['first \\boxed{1}, in the end \\boxed{2}', '2', 'boxed'],
    ['\\boxed{\\{1,2\\}}', '\\{1,2\\}', 'boxed'],
    ['\\boxed{3 \\boxed{4}}', '3 \\boxed{4}', 'boxed'],
    ['a } stray brace } \\boxed{5} }', '5', 'boxed'],
    ['{ an open one \\boxed{5}', '5', 'boxed'],
    ['\\boxed{3} then the text is cut \\boxed{4', '3', 'boxed'],
    ['The final answer is $\\boxed{5}$. I hope it is correct.', '5', 'boxed'],
    ['Answer: 3. \\boxed{5}', '5', 'boxed'],
    ['\\boxed{3} or \\boxed{5}', '3 or 5', 'boxed'],
    ['$\\boxed{3}$ and $\\boxed{5}$', '3 and 5', 'boxed'],
    ['\\boxed{A}, \\boxed{C}', 'A, C', 'boxed'],
    ['\\boxed{1} \\text{ or } \\boxed{2}', '1 or 2', 'boxed'],
    ['we try \\boxed{1} at first, but no. Final answer: 7', '7', 'final-answer'],
    ['**Final Answer**\n\n42', '42', 'final-answer'],
    ['**Final answer:** $x = 3$', '$x = 3$', 'final-answer'],
    ['The final answer is A, C.', 'A, C', 'final-answer'],
    ['final result = 12', '12', 'final-answer'],
    ['最终答案：12。', '12', 'final-answer'],
    ['work\nand more\n#### 1,200', '1,200', 'hashes'],
    ['#### 5\n#### 6', '6', 'hashes'],
    ['The answer is (B).', '(B)', 'answer-is'],
    ['So the answer is Yes.', 'Yes', 'answer-is'],
    ['Answer: 3.5 cm. That is all.', '3.5 cm', 'answer-is'],
    ['The answer is 3.14. Then we are done', '3.14', 'answer-is'],
    ['Therefore, the answer is:\n\n**17**\n', '17', 'answer-is'],
    ['The answer is not 5. The answer is 6.', '6', 'answer-is'],
    ['The answer is 4. Wait. The answer is 5.', '5', 'answer-is'],
    ['ans = 4', '4', 'answer-is'],
    ['The answer would be 12 apples.', '12 apples', 'answer-is'],
    ['答案是 12。', '12', 'answer-is'],
    ['故选：B', 'B', 'answer-is'],
    ['We add them up.\nx = 5', 'x = 5', 'last-line'],
    ['yes', 'yes', 'last-line'],
    ['It takes 30 minutes overall, if nothing else comes in the way', '30', 'last-number'],
    ['from 3 to -4.5 degrees as it was said above', '-4.5', 'last-number'],
  ] as const)('of %j is %j, %s', (text, answer, from) => {
    const found = finalAnswer(text);
    expect({ answer: found?.answer, from: found?.from }).toEqual({ answer, from });
  });

  it.each(['', ' \n ', 'nothing of the kind was said in this long reply', '\\boxed{12', '\\boxed{}'])(
    'of %j is none',
    (text) => {
      expect(finalAnswer(text)).toBeNull();
    },
  );

  test('stands at the offsets that it names', () => {
    const part = fc.constantFrom(
      '\\boxed{',
      '}',
      '12',
      ' or ',
      'The answer is ',
      'Final answer: ',
      '\n',
      '#### ',
      'x. ',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const found = finalAnswer(text);
        if (found === null) return;
        const slice = text.slice(found.start, found.end);
        expect(found.start).toBeLessThan(found.end);
        if (slice.includes('\\boxed')) expect(found.from === 'boxed' || slice === found.answer).toBe(true);
        else expect(slice.trim()).toBe(found.answer);
      }),
    );
  });

  test.each([
    'a',
    '\\',
    '{',
    '}',
    '\\boxed{',
    '\\boxed{}',
    '\\boxed{1} or ',
    'answer is ',
    'The answer is not ',
    'final answer',
    'final  answer *_*_ is ',
    '####',
    '\n####',
    '.',
    ' ',
    '\n',
    '1',
    '1,',
    '$',
    '答案',
    '1/',
    '-',
    '*',
    '<|',
    '?" ',
    '\ud800',
  ])('of a megabyte of %j takes less than a second', (piece) => {
    const text = piece.repeat(Math.ceil(1e6 / piece.length));
    const start = process.cpuUsage();
    finalAnswer(text);
    const { user } = process.cpuUsage(start);
    expect(user / 1e6).toBeLessThan(1);
  });
});
