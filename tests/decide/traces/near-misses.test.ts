import { expect, test } from 'vitest';
import { inspectTrace } from '../../../server/decide/traces/inspect.ts';
import { defaultTraceRules } from '../../../server/decide/traces/rules.ts';

const THINKING = 'We add the numbers one by one and look at the sum. It comes out as it should.';

/** Texts that look like a defect and are none. */
test.each([
  ["We can't divide by zero, and I cannot help noticing that the sum is even."],
  ["I can't find an even one. Sorry, that was the wrong sign."],
  ['It costs $5 and then $7.50 more, so $12.50 in all. Nothing else is bought.'],
  ['By the theorem of Cauchy, de la Vallée Poussin and Łojasiewicz this holds.'],
  ['The motto "liberté, égalité, fraternité pour tous les hommes et toutes les femmes" has a comma or two.'],
  ['The Chinese remainder theorem (中国剩余定理) is what we need. Sun Zi (孙子) knew it.'],
  ['Let α, β, γ and Δ be the angles at Α, Β and Γ. Then ℵ₀ is not needed.'],
  ['The version is 1.2.3.4 and the host is 192.168.0.12. Write to someone@example.com for more.'],
  ['The product is 4111111111111111 * 3 = 12333333333333333. It has many digits.'],
  ['The number 4111 1111 1111 1112 has sixteen digits. Its last one is even.'],
  ['We have 415-555-2671 = -2811 here. It is negative.'],
  ['The digits of 1/7 are 0.142857142857142857142857142857142857. They repeat.'],
  ['So 10^40 is 10000000000000000000000000000000000000000. It is large.'],
  ['| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |'],
  ['The correct answer is not among the first three. So the answer must be the last one.'],
  ['The given solution of acid has 20 % of salt. We dilute it.'],
  [
    'A matrix of zeros:\n\\[\n\\begin{pmatrix} 0 & 0 & 0 & 0 \\\\ 0 & 0 & 0 & 0 \\\\ 0 & 0 & 0 & 0 \\end{pmatrix}\n\\]\nIt is singular.',
  ],
  ['True and True and not not True is True. Not False is True.'],
  ['In C we write `if (a < b) return a;` and in Python `print(a)`. Both work.'],
  [
    '**Step 1:** Add them.\n\nWe get 3 + 4 = 7, which is odd.\n\n**Step 2:** Halve it.\n\nThat is 3.5, and we are done.',
  ],
  ['NÃO is the Portuguese word for no, and Ângela is a name.'],
  ['The AI in the story is asked to add two numbers. It does so at once.'],
  ['<b>Bold</b> and x < y and <a, b> are no tokens. Neither is |x|.'],
  [`The squares are ${Array.from({ length: 60 }, (_, i) => i * i).join(', ')}. There are sixty of them.`],
])('passes: %s', (text) => {
  const question = 'What is the sum of 12 and 30?';
  const { findings } = inspectTrace(
    { question, thinking: `${THINKING} ${text}`, answer: '$\\boxed{42}$' },
    defaultTraceRules(),
  );
  expect(findings).toEqual([]);
});

test.each([
  ['42'],
  ['Paris'],
  ['No.'],
  ['$x = 3$ or $x = -3$'],
  ['There are 12 such integers.'],
  ['Hence $n$ is prime, which completes the proof. ∎'],
  ['```python\nprint(sum(range(10)))\nprint("done")\n```'],
  ['| n | f(n) |\n|---|---|\n| 1 | 3 |\n\nTherefore f(1) = 3'],
  ['(B)'],
  ['The total cost is $45.'],
])('an answer that is complete: %s', (answer) => {
  const question = 'Find all $x$ with $x^2 = 9$, or whatever is asked.';
  expect(inspectTrace({ question, thinking: THINKING, answer }, defaultTraceRules()).findings).toEqual([]);
});
