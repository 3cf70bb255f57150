import { type Base, type Half, type Made, plain, type Template } from './question.ts';

/** The half that rules and limits are tuned on. All texts are written for this test. */
const BASES: readonly Base[] = [
  {
    question:
      'Let $x$ and $y$ be real numbers with $x + y = 7$ and $xy \\le 12$. Find the largest possible value of $x^2 + y^2 - \\frac{1}{2}x$.',
    options: null,
    rename: 'xy>uv',
  },
  {
    question:
      'A farmer plants 14 rows of tomatoes with 23 plants in each row. The farm lies in a wide valley. A hailstorm destroys 57 of the plants. How many plants are left?',
    options: null,
    spare: 'The farm lies in a wide valley.',
  },
  {
    question:
      'In triangle $PQR$ the angle at $Q$ is $90^\\circ$, $PQ = 9$ and $QR = 12$. Compute the radius of the circle that touches all three sides.',
    options: null,
    rename: 'PQR>KLM',
  },
  {
    question: 'Evaluate $\\int_0^{\\pi} x \\sin(2x)\\,dx$ and give the result as a multiple of $\\pi$.',
    options: null,
  },
  {
    question: 'Which gas makes up most of the atmosphere of Mars?',
    options: ['nitrogen', 'carbon dioxide', 'argon', 'water vapour'],
  },
  {
    question:
      'The town library opened in spring. On Monday 36 people borrowed novels and twice as many borrowed comics. Every reader took exactly 3 items. How many items were borrowed on Monday?',
    options: null,
    spare: 'The town library opened in spring.',
  },
  {
    question: 'How many positive divisors does $2^5 \\cdot 3^4 \\cdot 7$ have that are multiples of $18$?',
    options: ['24', '32', '36', '40', '48'],
  },
  {
    question:
      'Suppose $f(n) = n^2 - 3n + 5$ for every integer $n$. For how many $n$ with $1 \\leq n \\leq 100$ is $f(n)$ divisible by $11$?',
    options: null,
    rename: 'fn>gk',
  },
  {
    question:
      "Mira's brother is 4 years older than she is. In 6 years the sum of their ages will be 40. How old is Mira now?",
    options: null,
  },
  {
    question:
      'A teacher brings a cloth bag to class. The bag holds five red marbles, six blue marbles and nine green marbles. Two marbles are drawn without replacement. What is the probability that both have the same colour?',
    options: null,
    spare: 'A teacher brings a cloth bag to class.',
  },
  {
    question: 'Simplify $\\frac{3a + 6b}{\\sqrt{a^2 + 4ab + 4b^2}}$ for positive $a$ and $b$.',
    options: null,
    rename: 'ab>pq',
  },
  {
    question:
      'A patient has had a dry cough for eight weeks and takes a tablet for high blood pressure. The chest is clear. Which of the following drugs is the most likely cause?',
    options: ['an ACE inhibitor', 'a beta blocker', 'a thiazide diuretic', 'a calcium channel blocker'],
  },
  {
    question:
      'Solve the system $\\begin{cases} 2s + 3t = 13 \\\\ s - t = -1 \\end{cases}$ and state the value of $s \\cdot t$.',
    options: null,
    rename: 'st>mn',
  },
  {
    question:
      'The old mill stands beside the river. Its wheel turns 18 times a minute and grinds 2.5 kilograms of flour with every 30 turns. The miller rests on Sundays. How many kilograms of flour does the wheel grind in two hours?',
    options: null,
    spare: 'The miller rests on Sundays.',
  },
  {
    question:
      'Let $A = \\{1, 2, 3, \\ldots, 20\\}$. Find the number of subsets $S \\subseteq A$ with $|S| = 3$ whose elements have an even sum.',
    options: null,
  },
  {
    question:
      'A thin rod of length $L$ and mass $m$ turns about one end. Show that its moment of inertia is $\\frac{1}{3} m L^2$, and find the angular speed when it falls from rest at $\\theta = 30^\\circ$.',
    options: null,
  },
  {
    question:
      'Write a program that reads a list of words, one on each line, and prints the words that occur more than once, sorted by how often they occur.',
    options: null,
  },
  {
    question: 'Which of these sentences is written in the passive voice?',
    options: [
      'The dog chased the ball.',
      'The ball was chased by the dog.',
      'The dog will chase the ball.',
      'Chasing balls tires the dog.',
    ],
  },
  {
    question:
      'Ein Zug fährt um 8 Uhr in Köln ab und legt 270 Kilometer in drei Stunden zurück. Wie schnell fährt er im Durchschnitt?',
    options: null,
  },
  { question: '一个长方形的长是12厘米，宽是5厘米。求它的对角线的长度，并说明理由。', options: null },
  {
    question:
      'For which real $k$ does the line $y = kx + 1$ meet the parabola $y = x^2 - 4x + 5$ in exactly one point?',
    options: null,
    rename: 'k>m',
  },
  {
    question:
      'A $5 \\times 7$ board is covered with square tiles of side $1$. In how many ways can $3$ tiles be chosen so that no two of them share a row or a column?',
    options: null,
  },
];

const BEFORE = [
  'Please solve the following problem carefully.',
  'Here is a question from an old exam:',
  'Read the text below and answer it.',
  'Consider the following.',
  'The next exercise was a favourite of our teacher.',
];
const BEHIND = [
  'Show all your work.',
  'Give your final answer in simplest form.',
  'Explain your reasoning step by step.',
  'Round the answer to two decimal places if needed.',
  'Good luck!',
];

const FRUIT = ['apples', 'pears', 'plums', 'lemons'];
const WHO = ['Anna', 'Ben', 'Carla', 'David', 'Emil'];

const TEMPLATES: readonly Template[] = [
  {
    kind: 'other numbers, game of 24',
    make: (pick) => {
      const hand = () => [1, 2, 3, 4].map(() => pick.int(1, 13));
      const text = (cards: number[]) =>
        plain(
          `Use the four numbers ${cards.join(', ')} and the operations + - * / to make 24. Each number must be used once.`,
        );
      return [text(hand()), text(hand())];
    },
  },
  {
    kind: 'other numbers, story',
    make: (pick) => {
      const [a, b] = [pick.int(20, 90), pick.int(2, 19)];
      const fruit = pick.of(FRUIT);
      const text = (first: number) =>
        plain(
          `A market stall had ${first} ${fruit} in the morning. By noon ${b} of them were sold. How many ${fruit} were left?`,
        );
      return [text(a), text(pick.other(a, 20, 90))];
    },
  },
  {
    kind: 'changed constant in a formula',
    make: (pick) => {
      const c = pick.int(2, 40);
      const text = (last: number) =>
        plain(`Let $p(x) = x^3 - 6x^2 + 11x - ${last}$. Find the sum of the squares of the roots of $p$.`);
      return [text(c), text(pick.other(c, 2, 40))];
    },
  },
  {
    kind: 'negated',
    make: (pick) => {
      const n = pick.int(50, 900);
      return [
        plain(`How many integers from 1 to ${n} are divisible by 7?`),
        plain(`How many integers from 1 to ${n} are not divisible by 7?`),
      ];
    },
  },
  {
    kind: 'other comparison',
    make: (pick) => {
      const n = pick.int(5, 60);
      const [x, y] = pick.of([
        ['at least', 'at most'],
        ['more than', 'fewer than'],
        ['less than', 'greater than'],
      ] as const);
      const text = (word: string) =>
        plain(`A fair coin is tossed ${n} times. What is the probability of ${word} 4 heads?`);
      return [text(x), text(y)];
    },
  },
  {
    kind: 'other relation sign',
    make: (pick) => {
      const n = pick.int(3, 50);
      const [x, y] = pick.of([
        ['\\le', '\\ge'],
        ['<', '>'],
        ['=', '\\ne'],
      ] as const);
      const text = (sign: string) => plain(`Find all real $t$ with $t^2 - 5t ${sign} ${n}$.`);
      return [text(x), text(y)];
    },
  },
  {
    kind: 'other operator',
    make: (pick) => {
      const [a, b] = [pick.int(2, 90), pick.int(2, 90)];
      const [x, y] = pick.of([
        ['+', '-'],
        ['-', '/'],
        ['+', '\\div'],
      ] as const);
      const text = (sign: string) => plain(`Compute $(${a} ${sign} ${b}) \\cdot 3$.`);
      return [text(x), text(y)];
    },
  },
  {
    kind: 'brackets set otherwise',
    make: (pick) => {
      const [a, b, c] = [pick.int(2, 9), pick.int(2, 9), pick.int(2, 9)];
      return [
        plain(`What is the value of $${a}(x + ${b}) - ${c}$ for $x = 4$?`),
        plain(`What is the value of $${a}x + ${b} - ${c}$ for $x = 4$?`),
      ];
    },
  },
  {
    kind: 'one passage, another question',
    make: (pick) => {
      const passage = `The lighthouse of Port Emm was built in ${pick.int(1700, 1890)} by two brothers who had made their money in whale oil. Its lamp burned day and night for forty years. When the harbour silted up, the town sold the lens to a museum and turned the tower into an inn. Guests still sign the keeper's log before they climb the stairs.`;
      const questions = pick.shuffled([
        'What did the brothers trade in?',
        'Why did the town sell the lens?',
        'What do guests do before they climb the stairs?',
        'What is the tower used for today?',
      ]);
      return [plain(`${passage} ${questions[0]}`), plain(`${passage} ${questions[1]}`)];
    },
  },
  {
    kind: 'one story, another question',
    make: (pick) => {
      const story = `Olga baked ${pick.int(20, 60)} rolls and ${pick.int(20, 60)} muffins. She gave ${pick.int(2, 15)} rolls to a neighbour.`;
      const questions = pick.shuffled([
        'How many rolls does she have left?',
        'How many rolls and muffins did she bake in all?',
        'How many more muffins than rolls did she bake?',
      ]);
      return [plain(`${story} ${questions[0]}`), plain(`${story} ${questions[1]}`)];
    },
  },
  {
    kind: 'swapped objects',
    make: (pick) => {
      const [x, y, z] = pick.shuffled(WHO) as [string, string, string];
      const start = (p: string, q: string, r: string) =>
        plain(
          `${p} holds the red ball, ${q} holds the blue ball and ${r} holds the green ball. First ${p} and ${q} swap. Then ${q} and ${r} swap. Who holds the red ball at the end?`,
        );
      return [start(x, y, z), start(y, x, z)];
    },
  },
  {
    kind: 'ordered otherwise',
    make: (pick) => {
      const [x, y, z] = pick.shuffled(['falcon', 'robin', 'owl', 'crow', 'raven']) as [
        string,
        string,
        string,
      ];
      const text = (first: string, second: string) =>
        plain(
          `Three birds sit on a branch. The ${first} is to the left of the ${second}. The ${z} is to the right of the ${second}. Which bird sits in the middle?`,
        );
      return [text(x, y), text(y, x)];
    },
  },
  {
    kind: 'truth values',
    make: (pick) => {
      const value = () => pick.of(['True', 'False']);
      const [a, b, c] = [value(), value(), value()];
      return [plain(`not ( ${a} and ${b} ) or not ${c} is`), plain(`not ( ${a} and ${b} ) and not ${c} is`)];
    },
  },
  {
    kind: 'other entity',
    make: (pick) => {
      const [x, y] = pick.shuffled(['Portugal', 'Norway', 'Chile', 'Kenya', 'Vietnam']) as [string, string];
      const text = (land: string): Made => ({
        question: `Which sea or ocean lies off the longest coast of ${land}?`,
        options: ['the Atlantic', 'the Pacific', 'the Indian Ocean', 'the South China Sea'],
      });
      return [text(x), text(y)];
    },
  },
  {
    kind: 'other options',
    make: (pick) => {
      const lists = pick.shuffled([
        ['17', '21', '27', '33'],
        ['41', '49', '51', '57'],
        ['63', '67', '69', '77'],
      ]) as [string[], string[]];
      const text = (options: string[]): Made => ({
        question: 'Which of the following numbers is prime?',
        options,
      });
      return [text(lists[0]), text(lists[1])];
    },
  },
  {
    kind: 'another unknown',
    make: (pick) => {
      const [a, b] = [pick.int(5, 40), pick.int(2, 20)];
      const text = (letter: string) =>
        plain(`Let $x$ and $y$ satisfy $x + 2y = ${a}$ and $3x - y = ${b}$. Find $${letter}$.`);
      return [text('x'), text('y')];
    },
  },
  {
    kind: 'one more condition',
    make: (pick) => {
      const n = pick.int(30, 400);
      return [
        plain(`Find the number of integers $n$ with $1 \\le n \\le ${n}$ that are multiples of 6.`),
        plain(
          `Find the number of integers $n$ with $1 \\le n \\le ${n}$ that are multiples of 6. The last digit of $n$ must not be 4.`,
        ),
      ];
    },
  },
  {
    kind: 'other function',
    make: (pick) => {
      const [x, y] = pick.shuffled(['\\sin', '\\cos', '\\tan', '\\log']) as [string, string];
      const text = (name: string) =>
        plain(`Find the derivative of $${name}(3x) + x^${pick.int(2, 2)}$ at $x = 1$.`);
      return [text(x), text(y)];
    },
  },
];

export const TUNING: Half = {
  seed: 'tuning',
  bases: BASES,
  before: BEFORE,
  behind: BEHIND,
  templates: TEMPLATES,
};
