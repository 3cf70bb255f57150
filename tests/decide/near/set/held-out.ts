import { type Base, type Half, type Made, plain, type Template } from './question.ts';

/** The half that is looked at when all is done: other questions, other sentences, other templates. */
const BASES: readonly Base[] = [
  {
    question: 'Determine all integers $m$ for which $m^2 - 10m + 21 \\ge 0$ and $|m - 4| \\neq 3$.',
    options: null,
    rename: 'm>w',
  },
  {
    question:
      'A ferry carries 128 cars on each crossing and makes 6 crossings a day. The crew wears blue caps. On Friday it carried only 540 cars. By how many cars did it fall short?',
    options: null,
    spare: 'The crew wears blue caps.',
  },
  {
    question:
      'In quadrilateral $ABCD$ the diagonals meet at $E$ with $AE = 6$, $CE = 8$ and $BE = 4$. If $ABCD$ is cyclic, what is the length of $DE$?',
    options: null,
    rename: 'ABCDE>PQRST',
  },
  {
    question:
      'Let $S_n = \\sum_{k=1}^{n} \\frac{1}{k(k+1)}$. Compute $\\lim_{n \\to \\infty} S_n$ and $S_{99}$.',
    options: null,
  },
  {
    question: 'Which planet has the shortest year?',
    options: ['Venus', 'Mercury', 'Mars', 'Neptune', 'Earth'],
  },
  {
    question:
      'Two taps fill a tank. The first alone needs 12 minutes, the second alone needs 20 minutes. How long do both need together?',
    options: ['7.5 minutes', '8 minutes', '16 minutes', '6.4 minutes'],
  },
  {
    question: 'If $g(t) = \\sqrt{t + 5}$ and $h(t) = \\frac{2t - 1}{t + 3}$, what is $g(h(4))$?',
    options: null,
    rename: 'ght>pqs',
  },
  {
    question: 'How many four-digit numbers have digits that add up to 9 and are divisible by 5?',
    options: null,
  },
  {
    question:
      'Three friends share 84 stamps in the ratio 2:3:7. The oldest of them collects coins as well. How many stamps does the friend with the largest share get?',
    options: null,
    spare: 'The oldest of them collects coins as well.',
  },
  {
    question:
      'A die is thrown three times. What is the probability that the numbers thrown are strictly increasing?',
    options: null,
  },
  { question: 'Factor $6u^2 + 11uv - 10v^2$ completely over the integers.', options: null, rename: 'uv>cd' },
  {
    question:
      'A child has had a fever for five days, red eyes without pus, a strawberry tongue and peeling fingertips. What is the most feared complication of this disease?',
    options: ['coronary artery aneurysms', 'aplastic anaemia', 'kidney failure', 'deafness'],
  },
  {
    question:
      'Vectors $\\vec{a} = (2, -1)$ and $\\vec{b} = (k, 6)$ are perpendicular. Find $k$ and the length of $\\vec{a} + \\vec{b}$.',
    options: null,
  },
  {
    question:
      "The bakery's oven holds 9 trays. Every tray takes 16 rolls. A batch bakes for 25 minutes. The baker whistles while he works. How many rolls can be baked in three hours if the oven is always full?",
    options: null,
    spare: 'The baker whistles while he works.',
  },
  {
    question:
      'Let $T = \\{2, 4, 8, \\ldots, 1024\\}$. How many pairs of distinct elements of $T$ have a product below $1000$?',
    options: null,
  },
  {
    question:
      'A ball of mass $0.25$ kg is thrown upwards at $14$ m/s. Neglecting drag, how high does it rise, and what is its kinetic energy at half of that height?',
    options: null,
  },
  {
    question:
      'Implement a function that takes a sorted array and a target and returns the index of the first element that is not smaller than the target, or the length of the array if there is none.',
    options: null,
  },
  {
    question: 'Which of the following words is a synonym of "reticent"?',
    options: ['talkative', 'reserved', 'angry', 'generous'],
  },
  {
    question:
      'Une boîte contient 12 boules rouges et 18 boules vertes. On tire une boule au hasard. Quelle est la probabilité qu’elle soit rouge ?',
    options: null,
  },
  { question: '小明有36颗糖，平均分给4个同学，每个同学分到几颗？如果再来2个同学呢？', options: null },
  {
    question: 'Find the equation of the tangent to $y = \\ln x$ at the point where $x = e^2$.',
    options: null,
  },
  {
    question:
      'Prove that for all positive real numbers $p$ and $q$ with $p + q = 1$ we have $\\left(p + \\frac{1}{p}\\right)^2 + \\left(q + \\frac{1}{q}\\right)^2 \\geq \\frac{25}{2}$.',
    options: null,
    rename: 'pq>rs',
  },
  {
    question:
      'An arithmetic sequence starts with $7$ and its $12$th term is $62$. What is the sum of its first thirty terms?',
    options: ['2350', '2385', '2400', '2460'],
  },
];

const BEFORE = [
  'Try this one.',
  'Answer the question below.',
  'You are given a problem from a mathematics olympiad.',
  'Think carefully before you answer.',
  'This appeared in the 2016 regional round, problem 4.',
  'It was a rainy afternoon in the village.',
];
const BEHIND = [
  'Put your answer in a box.',
  'Justify your answer.',
  'Write the answer as a single number without units.',
  'You may use a calculator.',
  '(10 points)',
  'Thank you for taking part.',
];

const TOWNS = ['Lille', 'Turin', 'Ghent', 'Porto', 'Basel'];

const TEMPLATES: readonly Template[] = [
  {
    kind: 'other numbers, four cards',
    make: (pick) => {
      const text = () =>
        plain(
          `Cards: ${pick.int(1, 13)} ${pick.int(1, 13)} ${pick.int(1, 13)} ${pick.int(1, 13)}. Combine them with basic arithmetic so that the result is 24.`,
        );
      return [text(), text()];
    },
  },
  {
    kind: 'other numbers, story',
    make: (pick) => {
      const price = pick.int(3, 30);
      const text = (n: number) =>
        plain(
          `Tickets for the fair cost $${price} each. A class of ${n} pupils and 2 teachers visits the fair. How much do the tickets cost in all?`,
        );
      const n = pick.int(12, 33);
      return [text(n), text(pick.other(n, 12, 33))];
    },
  },
  {
    kind: 'changed exponent',
    make: (pick) => {
      const e = pick.int(3, 90);
      const text = (power: number) => plain(`What is the remainder when $7^{${power}}$ is divided by $100$?`);
      return [text(e), text(pick.other(e, 3, 90))];
    },
  },
  {
    kind: 'numbers in another order',
    make: (pick) => {
      const [a, b] = [pick.int(2, 40), pick.int(41, 90)];
      return [
        plain(
          `A shop sold ${a} hats on Monday and ${b} hats on Tuesday. How many more hats must it sell to reach 200?`,
        ).question,
        plain(
          `A shop sold ${b} hats on Monday and ${a} hats on Tuesday. How many more hats must it sell on Monday's terms to reach 200?`,
        ).question,
      ].map(plain) as [Made, Made];
    },
  },
  {
    kind: 'quantifier',
    make: (pick) => {
      const [x, y] = pick.of([
        ['every', 'some'],
        ['exactly one', 'at least one'],
        ['no', 'every'],
      ] as const);
      const text = (word: string) =>
        plain(
          `A club has ${pick.int(20, 20)} members. Suppose that ${word} member knows the president. Can the president be unknown to a guest?`,
        );
      return [text(x), text(y)];
    },
  },
  {
    kind: 'largest or smallest',
    make: (pick) => {
      const n = pick.int(100, 900);
      return [
        plain(`What is the largest prime factor of ${n}?`),
        plain(`What is the smallest prime factor of ${n}?`),
      ];
    },
  },
  {
    kind: 'without or with',
    make: (pick) => {
      const n = pick.int(5, 30);
      return [
        plain(
          `An urn holds ${n} white balls and 4 black ones. Three balls are drawn with replacement. Find the probability that all are white.`,
        ),
        plain(
          `An urn holds ${n} white balls and 4 black ones. Three balls are drawn without replacement. Find the probability that all are white.`,
        ),
      ];
    },
  },
  {
    kind: 'other kind of sequence',
    make: (pick) => {
      const n = pick.int(2, 30);
      return [
        plain(
          `The first term of an arithmetic sequence is ${n} and its second term is ${2 * n}. Find its sixth term.`,
        ),
        plain(
          `The first term of a geometric sequence is ${n} and its second term is ${2 * n}. Find its sixth term.`,
        ),
      ];
    },
  },
  {
    kind: 'other sign',
    make: (pick) => {
      const [a, b] = [pick.int(2, 30), pick.int(2, 30)];
      return [plain(`Solve $x^2 + ${a}x - ${b} = 0$.`), plain(`Solve $x^2 - ${a}x - ${b} = 0$.`)];
    },
  },
  {
    kind: 'power or product',
    make: (pick) => {
      const n = pick.int(3, 19);
      return [plain(`Evaluate $(${n} + 2)^2 - ${n}$.`), plain(`Evaluate $(${n} + 2) \\cdot 2 - ${n}$.`)];
    },
  },
  {
    kind: 'one text, another question',
    make: (pick) => {
      const text = `In ${pick.int(1850, 1920)} the ${pick.of(TOWNS)} tramway company replaced its horses by electric motors. The drivers feared for their posts, and many residents complained about the noise of the bells. Within two years the number of passengers had doubled. The stables were pulled down to make room for a market hall, which burned down a decade later.`;
      const questions = pick.shuffled([
        'Why did residents complain?',
        'What took the place of the stables?',
        'How did the number of passengers change?',
        'What happened to the market hall?',
      ]);
      return [plain(`${text} ${questions[0]}`), plain(`${text} ${questions[1]}`)];
    },
  },
  {
    kind: 'one table, another question with options',
    make: (pick) => {
      const table = `Here is a table of dogs: name, age, weight. Rex, ${pick.int(2, 9)}, 31. Bello, 7, 12. Luna, 4, 18.`;
      const [p, q] = pick.shuffled([
        'Which dog is the oldest?',
        'Which dog is the lightest?',
        'Which dog comes last in the alphabet?',
      ]) as [string, string];
      const made = (question: string): Made => ({
        question: `${table} ${question}`,
        options: ['Rex', 'Bello', 'Luna'],
      });
      return [made(p), made(q)];
    },
  },
  {
    kind: 'who is who',
    make: (pick) => {
      const [x, y, z] = pick.shuffled(['Nora', 'Omar', 'Pia', 'Quinn', 'Rosa']) as [string, string, string];
      const text = (a: string, b: string) =>
        plain(
          `${a} says that ${b} tells the truth. ${b} says that ${z} lies. ${z} tells the truth. Does ${a} tell the truth?`,
        );
      return [text(x, y), text(y, x)];
    },
  },
  {
    kind: 'steps in another order',
    make: (pick) => {
      const steps = ['Turn left.', 'Turn right.', `Walk ${pick.int(2, 9)} steps.`, 'Turn around.'];
      const text = (list: string[]) =>
        plain(`You start facing north. ${list.join(' ')} Do you face north at the end?`);
      return [text(steps), text([steps[1]!, steps[0]!, steps[3]!, steps[2]!])];
    },
  },
  {
    kind: 'brackets to close',
    make: (pick) => {
      const signs = () => Array.from({ length: 8 }, () => pick.of(['(', '[', '{', '<'])).join(' ');
      return [
        plain(`Close all brackets of this sequence in the right order: ${signs()}`),
        plain(`Close all brackets of this sequence in the right order: ${signs()}`),
      ];
    },
  },
  {
    kind: 'word lists',
    make: (pick) => {
      const words = () =>
        pick
          .shuffled(['heron', 'maple', 'copper', 'violin', 'anchor', 'pebble', 'lantern', 'saddle'])
          .slice(0, 5)
          .join(' ');
      return [
        plain(`Sort the following words alphabetically: ${words()}`),
        plain(`Sort the following words alphabetically: ${words()}`),
      ];
    },
  },
  {
    kind: 'antonym or synonym',
    make: (pick) => {
      const word = pick.of(['candid', 'frugal', 'lucid', 'placid']);
      const options = ['thrifty', 'honest', 'clear', 'calm'];
      return [
        { question: `Which word is closest in meaning to "${word}"?`, options },
        { question: `Which word is farthest in meaning from "${word}"?`, options },
      ];
    },
  },
  {
    kind: 'other entity',
    make: (pick) => {
      const [x, y] = pick.shuffled(['Haydn', 'Verdi', 'Dvorak', 'Grieg']) as [string, string];
      return [
        plain(`In which town was the composer ${x} born, and in which year did ${x} die?`),
        plain(`In which town was the composer ${y} born, and in which year did ${y} die?`),
      ];
    },
  },
  {
    kind: 'other unit',
    make: (pick) => {
      const n = pick.int(3, 80);
      return [
        plain(`A rope of ${n} metres is cut into pieces of 25 centimetres. How many pieces are there?`),
        plain(`A rope of ${n} metres is cut into pieces of 25 millimetres. How many pieces are there?`),
      ];
    },
  },
  {
    kind: 'area or perimeter',
    make: (pick) => {
      const [a, b] = [pick.int(3, 30), pick.int(3, 30)];
      return [
        plain(`A rectangle has sides of ${a} and ${b}. What is its area?`),
        plain(`A rectangle has sides of ${a} and ${b}. What is its perimeter?`),
      ];
    },
  },
  {
    kind: 'statements to judge',
    make: (pick) => {
      const facts = pick.shuffled([
        'Every group of prime order is cyclic.',
        'Every subgroup of a cyclic group is cyclic.',
        'Every abelian group is cyclic.',
        'Every cyclic group is abelian.',
      ]);
      const made = (a: string, b: string): Made => ({
        question: `Statement 1 | ${a} Statement 2 | ${b}`,
        options: ['True, True', 'False, False', 'True, False', 'False, True'],
      });
      return [made(facts[0]!, facts[1]!), made(facts[2]!, facts[3]!)];
    },
  },
  {
    kind: 'inverse',
    make: (pick) => {
      const n = pick.int(2, 30);
      return [
        plain(`The number $x$ is $${n}$ more than twice $y$. Express $x$ in terms of $y$.`),
        plain(`The number $x$ is $${n}$ more than twice $y$. Express $y$ in terms of $x$.`),
      ];
    },
  },
];

export const HELD_OUT: Half = {
  seed: 'held out',
  bases: BASES,
  before: BEFORE,
  behind: BEHIND,
  templates: TEMPLATES,
};
