import { type Base, type Half, type Made, plain, type Template } from './question.ts';

/** Written last, when the rules stood, and looked at once: what is left of surprise. */
const BASES: readonly Base[] = [
  {
    question:
      'The roots of $z^3 - 7z + 6 = 0$ are $r$, $s$ and $t$. Calculate $\\frac{1}{r} + \\frac{1}{s} + \\frac{1}{t}$.',
    options: null,
    rename: 'zrst>wabc',
  },
  {
    question:
      'A cyclist rides 42 km at 21 km/h and walks the last 3 km at 6 km/h. The road is lined with poplars. What is the average speed over the whole trip?',
    options: null,
    spare: 'The road is lined with poplars.',
  },
  {
    question: 'How many solutions does $\\cos(2\\theta) = \\frac{1}{3}$ have for $0 \\leq \\theta < 2\\pi$?',
    options: ['1', '2', '3', '4', '6'],
  },
  {
    question:
      'Let $M$ be the midpoint of side $BC$ of triangle $ABC$ with $AB = 13$, $BC = 10$ and $CA = 13$. Find $AM$.',
    options: null,
    rename: 'ABCM>DEFN',
  },
  {
    question:
      "A baker's dozen is thirteen. If eleven customers each buy a baker's dozen of buns and seven buns are left over, how many buns were there?",
    options: null,
  },
  {
    question: 'Which of these vitamins is soluble in fat?',
    options: ['vitamin C', 'vitamin K', 'vitamin B1', 'folic acid'],
  },
  {
    question:
      'Find the sum of the series $\\sum_{n=0}^{\\infty} \\left(\\frac{2}{5}\\right)^n$ and compare it with $\\sqrt[3]{5}$.',
    options: null,
  },
  {
    question:
      'The password has 4 letters followed by 2 digits. Letters may repeat, digits may not. How many passwords are there?',
    options: null,
  },
  {
    question:
      'Given the matrix $\\begin{pmatrix} 2 & 1 \\\\ -3 & 4 \\end{pmatrix}$, determine its determinant and its inverse.',
    options: null,
  },
  {
    question:
      'In which year did the treaty that ended the Thirty Years War come into force, and in which two towns was it signed?',
    options: null,
  },
  {
    question:
      'An investment of $5000$ grows by $4\\%$ a year. After how many full years does it first exceed $8000$?',
    options: ['11', '12', '13', '14'],
  },
  {
    question:
      'Gas flows from the left bulb into the right one until the pressure is equal. The left bulb has 3 litres at 2 atm, the right bulb 1 litre at 6 atm. What is the final pressure at constant temperature?',
    options: null,
  },
];

const BEFORE = [
  'Solve:',
  'Question 7.',
  'Below you find a short task from a school competition.',
  'My cousin sent me this puzzle.',
];
const BEHIND = [
  'Write down every step.',
  'Answer:',
  'Please reason step by step, and put your final answer within \\boxed{}.',
  'Do not use a calculator.',
];

const TEMPLATES: readonly Template[] = [
  {
    kind: 'other speed',
    make: (pick) => {
      const v = pick.int(20, 90);
      const text = (speed: number) =>
        plain(
          `A bus travels for 3 hours at ${speed} km/h and then rests for half an hour. How far does it get?`,
        );
      return [text(v), text(pick.other(v, 20, 90))];
    },
  },
  {
    kind: 'other base',
    make: (pick) => {
      const n = pick.int(100, 999);
      const b = pick.int(3, 9);
      const text = (base: number) => plain(`Write the decimal number ${n} in base ${base}.`);
      return [text(b), text(pick.other(b, 3, 9))];
    },
  },
  {
    kind: 'even or odd',
    make: (pick) => {
      const n = pick.int(10, 300);
      return [
        plain(`What is the sum of all even numbers below ${n}?`),
        plain(`What is the sum of all odd numbers below ${n}?`),
      ];
    },
  },
  {
    kind: 'before or after',
    make: (pick) => {
      const day = pick.of(['Monday', 'Tuesday', 'Friday']);
      return [
        plain(`Today is ${day}. Which day is it 100 days before today?`),
        plain(`Today is ${day}. Which day is it 100 days after today?`),
      ];
    },
  },
  {
    kind: 'other pieces in a list',
    make: (pick) => {
      const things = () =>
        pick
          .shuffled(['a drum', 'a flute', 'two trumpets', 'three violins', 'a piano'])
          .slice(0, 3)
          .join(', ');
      return [
        plain(`I have ${things()}. How many instruments do I have?`),
        plain(`I have ${things()}. How many instruments do I have?`),
      ];
    },
  },
  {
    kind: 'one passage, other question and options',
    make: (pick) => {
      const passage = `Otters of the lower ${pick.of(['Elbe', 'Loire', 'Ebro'])} were thought to be extinct until a fisherman filmed one in ${pick.int(1985, 2010)}. Since then their number has risen to about sixty. They hunt at dusk and sleep in hollow willows. Road traffic is now their greatest danger, which is why the county builds dry ledges under its bridges.`;
      const asked: [Made, Made] = [
        {
          question: `${passage} Where do the otters sleep?`,
          options: ['under bridges', 'in hollow willows', 'in burrows', 'on ledges'],
        },
        {
          question: `${passage} What is the greatest danger to the otters?`,
          options: ['hunger', 'fishermen', 'road traffic', 'disease'],
        },
      ];
      return asked;
    },
  },
  {
    kind: 'polynomial with one other sign',
    make: (pick) => {
      const [a, b] = [pick.int(2, 9), pick.int(2, 9)];
      return [plain(`Expand $(x + ${a})(x - ${b})$.`), plain(`Expand $(x - ${a})(x - ${b})$.`)];
    },
  },
  {
    kind: 'roles',
    make: (pick) => {
      const [x, y] = pick.shuffled(['the nurse', 'the pilot', 'the baker', 'the judge']) as [string, string];
      const text = (p: string, q: string) =>
        plain(`In the sentence "${p} thanked ${q} because the day had gone well", who says thank you?`);
      return [text(x, y), text(y, x)];
    },
  },
  {
    kind: 'at least one or exactly one',
    make: (pick) => {
      const n = pick.int(3, 12);
      return [
        plain(`${n} dice are rolled. What is the probability of at least one six?`),
        plain(`${n} dice are rolled. What is the probability of exactly one six?`),
      ];
    },
  },
  {
    kind: 'other country, with options',
    make: (pick) => {
      const [x, y] = pick.shuffled(['Peru', 'Ghana', 'Laos', 'Malta', 'Nepal']) as [string, string];
      const text = (land: string): Made => ({
        question: `What is the capital of ${land}?`,
        options: ['Lima', 'Accra', 'Vientiane', 'Valletta', 'Kathmandu'],
      });
      return [text(x), text(y)];
    },
  },
];

export const LATE_HALF: Half = {
  seed: 'late',
  bases: BASES,
  before: BEFORE,
  behind: BEHIND,
  templates: TEMPLATES,
};
