import type { MadeTrace, Pick } from '../pick.ts';
import { type Half, type Plant, placesIn, wording } from './plant.ts';

const UNFINISHED: readonly string[] = [
  'We still have to check the remaining cases.',
  'Let us now consider the case where $n$ is odd.',
  'I could not find a closed form for this sum.',
  'The answer is $\\boxed{}$.',
  'Final answer: ?',
  'So what is the remainder?',
  'It remains to show that the second factor is prime.',
];
const UNFINISHED_HELD_OUT: readonly string[] = [
  'Next, we will look at what happens when the number is divided by 7.',
  "I'm not sure how to go on from here.",
  'This needs to be continued in the next part.',
  "Hmm, that doesn't work. Let me try a different approach.",
  'The final answer is: TBD',
  'To finish this we must work out the last integral.',
  'Should we also count the empty set?',
  'I ran out of ideas; more work is needed for the other half.',
  'The answer is $\\boxed{?}$.',
];

/** The answer up to where it would state its result, and then something else. */
export const unfinished: Plant = (made, pick, half) => {
  const n = pick.number(2, 90);
  const start = pick.of([
    `We set up the equation for ${n} and look at its terms.`,
    `The approach is to count in two ways. First, there are ${n} objects on the left.`,
    `Let $S$ be the sum over the first ${n} terms.`,
    '',
  ]);
  const last = wording(pick, half, UNFINISHED, UNFINISHED_HELD_OUT);
  return { ...made, answer: `${start}${start === '' ? '' : pick.of([' ', '\n\n'])}${last}` };
};

/** Thinking and answer with different values. */
export const differing: Plant = (made, pick, half) => {
  const right = pick.number(3, 5000);
  const wrong = pick.chance(0.5) ? right + pick.number(1, 40) : -right;
  const asNumber = pick.chance(0.7);
  const [thought, told] = asNumber
    ? [`${right}`, `${wrong}`]
    : [`\\frac{${right}}{7}`, `\\frac{${right}}{11}`];
  const body = made.thinking.slice(0, placesIn(made.thinking)[0] ?? 0);
  const end =
    half === 'tuned'
      ? pick.of([
          `So the answer is $${thought}$.`,
          `\\[\n\\boxed{${thought}}\n\\]`,
          `**Final Answer:** ${thought}`,
        ])
      : pick.of([
          `Thus the final answer must be \\boxed{${thought}}. I am sure of it.`,
          `Answer: ${thought}`,
          `\n\n#### ${thought}`,
          `Everything agrees, the answer is ${thought}. Good.`,
          `So the final result is ${thought}`,
          `Adding up, the total is ${thought}.`,
        ]);
  const answer =
    half === 'tuned'
      ? pick.of([`The answer is $\\boxed{${told}}$.`, `**Final answer:** $${told}$`, `${told}`])
      : pick.of([
          `After simplifying, we get \\(\\boxed{${told}}\\).`,
          `Adding these up leads to it.\n\nAnswer: ${told}`,
          `$${told}$`,
          `Therefore the final answer is ${told}.`,
        ]);
  return { question: 'What is the value of the sum?', thinking: `${body} ${end}`, answer };
};

/** Where a text is cut, and with what it ends. */
type Cut = (made: MadeTrace, pick: Pick, half: Half) => string;

const cutInto =
  (cut: Cut): Plant =>
  (made, pick, half) => {
    const text = cut(made, pick, half);
    return pick.chance(0.5) ? { ...made, thinking: text } : { ...made, answer: text };
  };

const before = (made: MadeTrace, pick: Pick): string => {
  const places = placesIn(made.thinking);
  return made.thinking.slice(0, places[pick.number(Math.min(2, places.length - 1), places.length - 1)] ?? 0);
};

const FORMULAS = [
  '\\frac{a + b}{2} \\cdot \\sqrt{c^2 - 4ab} = x_{1}',
  '\\sum_{k=1}^{n} k^2 = \\frac{n(n+1)(2n+1)}{6}',
  'x^2 - 5x + 6 = (x - 2)(x - 3)',
];
const FORMULAS_HELD_OUT = [
  '\\int_{0}^{1} t^{3} \\, dt = \\left[ \\frac{t^4}{4} \\right]',
  '\\binom{n}{k} p^k (1 - p)^{n-k}',
  'a_{n+1} = 3 a_n + 2^{n} - \\lfloor n / 2 \\rfloor',
];

export const cutFormula: Plant = cutInto((made, pick, half) => {
  const formula = wording(pick, half, FORMULAS, FORMULAS_HELD_OUT);
  const part = formula.slice(0, pick.number(4, formula.length - 1));
  const open =
    half === 'tuned'
      ? pick.of(['$', '$$', '\\[\n', '\\('])
      : pick.of(['$', '\\[', '\\begin{align}\n', '$$\n', '\\(']);
  return `${before(made, pick)} This gives ${open}${part}`;
});

const SENTENCES = [
  'If we now look at the number of ways to choose the pairs, we see that each of them is counted twice in the sum',
  'The second equation then tells us that the length of the side must be larger than the height of the triangle',
];
const SENTENCES_HELD_OUT = [
  'Since both sides grow at the same speed, nothing prevents us from replacing the larger one by twice the smaller one here',
  'Anyone who has played this game for a while will have noticed that the first player wins whenever the board has an odd size',
  'Going back to the statement, the condition on the prime factors was only there to make sure that no square divides the product',
  'My first idea was to colour the squares like a chess board and compare how many black ones and white ones each piece covers',
  'For the converse, suppose that some element of the group commutes with everything but lies outside of the subgroup we found',
  'Apart from this one exception the pattern continues forever, as can be seen by writing out a few more rows of the scheme',
];

/** Within a word or behind one. */
export const cutSentence: Plant = cutInto((made, pick, half) => {
  const sentence = wording(pick, half, SENTENCES, SENTENCES_HELD_OUT);
  const from = sentence.indexOf(' ', 24);
  const at = pick.number(from, sentence.length - 1);
  return `${before(made, pick)} ${sentence.slice(0, at).trimEnd()}`;
});

const CODE =
  'def count(items):\n    seen = {}\n    for item in items:\n        seen[item] = seen.get(item, 0) + 1\n    return seen\n';
const CODE_HELD_OUT = [
  '#include <vector>\nint main() {\n  std::vector<int> values = {1, 2, 3};\n  for (int v : values) {\n    total += v;\n  }\n  return total;\n}\n',
  'function fold(list, start) {\n  let result = start;\n  for (const one of list) {\n    result = combine(result, one);\n  }\n  return result;\n}\n',
];

export const cutCode: Plant = cutInto((made, pick, half) => {
  const code = half === 'tuned' ? CODE : pick.of(CODE_HELD_OUT);
  const part = code.slice(0, pick.number(12, code.length - 1));
  const fence =
    half === 'tuned' ? pick.of(['```python\n', '```\n']) : pick.of(['```cpp\n', '```js\n', '~~~\n', '```\n']);
  return `${before(made, pick)}\n\nThe program is this:\n\n${fence}${part}`;
});
