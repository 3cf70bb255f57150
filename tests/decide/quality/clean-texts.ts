import type { Candidate } from '../../../server/decide/candidate.ts';
import { candidate } from '../candidates.ts';

/** Numbers that follow from a seed (Numerical Recipes' generator): the same texts on every machine. */
export function dice(seed: number): (sides: number) => number {
  let state = (seed * 2654435761) >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

type Some = Partial<Candidate>;
type Make = (die: (sides: number) => number) => Some;

const NAMES = ['Priya', 'Tomas', 'Wei', 'Amara', 'Jonas', 'Leila', 'Oskar', 'Nadia', 'Hugo', 'Sakura'];
const THINGS = ['apples', 'marbles', 'stamps', 'books', 'tickets', 'pencils', 'shells', 'coins'];
const pick = <T>(die: (sides: number) => number, from: readonly T[]): T => from[die(from.length)] as T;

/** Texts of every kind that a pool holds, none of which has a defect. */
export const CLEAN: Readonly<Record<string, Make>> = {
  story(die) {
    const [a, b, c] = [12 + die(80), 2 + die(9), 3 + die(9)];
    const [who, other, what] = [pick(die, NAMES), pick(die, NAMES), pick(die, THINGS)];
    return {
      question: `${who} has ${a} ${what} and buys ${b} boxes with ${c} ${what} each for $${b}.50 a box. Then ${other} takes ${c} of them. How many ${what} does ${who} have now?`,
      answer: `${a + b * c - c}`,
      solution: `The boxes hold ${b} * ${c} = ${b * c} ${what}. In all there are ${a} + ${b * c} = ${a + b * c}.\nAfter ${c} are taken, ${a + b * c - c} are left.\n#### ${a + b * c - c}`,
    };
  },
  money(die) {
    const [p, q] = [5 + die(40), 2 + die(8)];
    return {
      question: `A jacket costs $${p}.99 and a cap costs $${q}. If ${pick(die, NAMES)} pays with a $100 bill and a 10% discount applies to the cap only, how much change is due?`,
      answer: `${(100 - p - 0.99 - 0.9 * q).toFixed(2)}`,
    };
  },
  algebra(die) {
    const [a, b, c] = [2 + die(7), 1 + die(30), 31 + die(60)];
    return {
      question: `Let $f(x) = \\frac{x^{${a}} - ${b}}{\\sqrt{x^2 + ${c}}}$ for all real $x$ with $x \\ge 0$. Find all values of $k$ in $[0, ${c})$ such that $f(k) = f(${b})$, and compute their sum.`,
      answer: `${b}`,
      solution: `Since $f$ is increasing on $[0, \\infty)$, the only such value is $k = ${b}$, so the sum is $\\boxed{${b}}$.`,
    };
  },
  delimiters(die) {
    const n = 3 + die(40);
    return {
      question: `Suppose that \\(a_1, a_2, \\ldots, a_{${n}}\\) are positive integers with \\[\\sum_{i=1}^{${n}} \\left( a_i - \\frac{1}{2} \\right) = ${n * n}.\\] What is the largest possible value of \\(a_1 a_2\\)?`,
      answer: `${n * 2}`,
    };
  },
  cases(die) {
    const n = 2 + die(20);
    return {
      question: `Consider the function\n$$g(x) = \\begin{cases} x^2 - ${n} & \\text{if } x < 0, \\\\ ${n}x + 1 & \\text{if } x \\ge 0. \\end{cases}$$\nFor how many integers $m$ does the equation $g(x) = m$ have exactly two solutions?`,
      answer: `${n}`,
    };
  },
  proof(die) {
    const n = 3 + die(30);
    return {
      question: `Let $G$ be a finite group of order ${n}p, where $p > ${n}$ is prime. Prove that $G$ has a normal subgroup of order $p$, and deduce that $G$ is not simple.`,
      solution: `By Sylow's theorem the number of subgroups of order $p$ divides ${n} and is congruent to 1 modulo $p$. As $p > ${n}$ it is 1, so the subgroup is normal.`,
    };
  },
  code(die) {
    const k = 2 + die(30);
    return {
      question: `def chunk_sum(values, size=${k}):\n    """Return the sums of consecutive chunks.\n    >>> chunk_sum([1, 2, 3, 4], 2)\n    [3, 7]\n    """\n    # complete the function\n\nWhat should the body of the function be so that all doctests pass?`,
    };
  },
  contest(die) {
    const n = 10 + die(90);
    return {
      question: `You are given an array of n integers (1 <= n <= 10^5) and a string s. In one step you may replace a[i] by a[i] & a[i+1] or by a[i] | a[i+1]. Print "YES\\n" if the sum can reach ${n}, and "NO\\n" otherwise.\n\nInput\n\n3 ${n}\n1 2 3\n\nOutput\n\nYES`,
    };
  },
  choice(die) {
    const n = 2 + die(50);
    return {
      question: `Which of the following is closest to the speed of sound in air at ${n} degrees Celsius?`,
      options: [`${331 + n} m/s`, `${500 + n} m/s`, `${900 + n} km/s`, 'None of the above'],
      answer: 'A',
    };
  },
  law(die) {
    const [price, who] = [
      10 + die(90),
      pick(die, ['a landlord', 'a builder', 'a farmer', 'a tenant', 'an heir']),
    ];
    return {
      question: `For ten years ${who} owned two adjoining parcels of land. In May the parcel to the north was sold to a neighbor for $${price},000 by a deed that said nothing of the path across it. The neighbor promptly fenced the path. In an action to compel the neighbor to remove the fence, the court will most likely rule`,
      options: [
        'for the neighbor, because the deed was silent.',
        'for the plaintiff, because an easement was implied by prior use.',
        'for the neighbor, because the path was not necessary.',
        'for the plaintiff, because the fence is a nuisance.',
      ],
      answer: 'B',
    };
  },
  reading(die) {
    const year = 1800 + die(120);
    return {
      question: `In ${year} the harbour of the small town was deepened so that larger ships could enter. The merchants, who had paid for the work, expected trade to double within the decade; it did so within four years. The fishermen, however, complained that the new channel drove the herring away, and many of them left for the north.\n\nAccording to the passage, why did many fishermen leave the town?`,
      options: [
        'The harbour was closed.',
        'The herring had gone.',
        'They were paid too little.',
        'Trade had doubled.',
      ],
      answer: 'B',
    };
  },
  table(die) {
    const n = 5 + die(40);
    return {
      question: `The table below shows how many visitors came on each day.\n\n| Day | Adults | Children |\n|---|---|---|\n| Monday | ${n} | ${n + 3} |\n| Tuesday | ${n + 7} | ${n - 2} |\n| Wednesday | ${n + 1} | ${n + 9} |\n\nBy how much do the children outnumber the adults over the three days?`,
      answer: '2',
    };
  },
  tabular(die) {
    const n = 1 + die(9);
    return {
      question: `The distribution of $X$ is given in the table above the axis by \\begin{tabular}{c|ccc} $x$ & 0 & 1 & 2 \\\\ \\hline $P(X=x)$ & 0.${n} & 0.05 & 0.${9 - n}5 \\end{tabular}. Find $E(X)$.`,
    };
  },
  logic(die) {
    const names = [pick(die, NAMES), 'Ben', 'Clara', 'Dmitri'];
    return {
      question: `Four friends sit in a row. 1. ${names[0]} sits next to Ben. 2. Clara does not sit at either end. 3. Dmitri sits to the left of Clara. 4. Ben does not sit next to Dmitri. Who sits at the right end?`,
      answer: 'Ben',
    };
  },
  swaps(die) {
    const rounds = Array.from(
      { length: 4 },
      () => `Then, ${pick(die, NAMES)} and ${pick(die, NAMES)} swap their gifts.`,
    );
    return {
      question: `Five friends hold one present each: ${NAMES.slice(0, 5).join(', ')} hold a red, blue, green, pink and white ball. ${rounds.join(' ')} At the end of the event, Wei has the\nOptions:\n(A) red ball\n(B) blue ball\n(C) pink ball`,
      answer: '(B)',
    };
  },
  grid(die) {
    const row = () => Array.from({ length: 5 }, () => (die(3) === 0 ? '.' : `${1 + die(9)}`)).join(' ');
    return {
      question: `Fill in the dots of the grid so that each row and column sums to ${20 + die(9)}:\n${row()}\n${row()}\n${row()}\n${row()}\n${row()}\nWhat is the sum of the diagonal?`,
      answer: '25',
    };
  },
  maze(die) {
    const row = () => Array.from({ length: 8 }, () => (die(3) === 0 ? '#' : '.')).join('');
    return {
      question: `A robot starts in the top left cell of this maze, where # is a wall and . is free:\n${row()}\n${row()}\n${row()}\n${row()}\nHow many cells can it reach?`,
      answer: '17',
    };
  },
  brackets(die) {
    const open = Array.from({ length: 3 + die(6) }, () => pick(die, ['[', '(', '{', '<'])).join(' ');
    return {
      question: `Complete the rest of the sequence, making sure that the parentheses are closed properly. Input: ${open}`,
    };
  },
  chinese(die) {
    const [a, b] = [20 + die(60), 2 + die(8)];
    return {
      question: `小明有${a}本书，小红的书是小明的${b}倍，后来小红送给小明${b}本，问现在小红比小明多多少本书？`,
      answer: `${a * b - a - 2 * b}`,
    };
  },
  chineseChoice(die) {
    const n = 2 + die(9);
    return {
      question: `已知函数$f(x)=x^{2}-${n}x+1$在区间$(0,+\\infty)$上的最小值为$m$，则下列说法正确的是（　　）`,
      options: ['$m<0$', '$m=0$', '$m>0$', '$m=1$'],
      answer: 'A',
    };
  },
  physics(die) {
    const v = 3 + die(50);
    return {
      question: `A block of mass ${v / 2} kg slides at ${v} m/s on a frictionless surface and compresses a spring (k = ${100 + v} N/m). By what distance, in cm, is the spring compressed at most? Round to the nearest tenth.`,
    };
  },
  chemistry(die) {
    const n = 2 + die(20);
    return {
      question: `How many grams of CO2 form when ${n} mol of C3H8 burn completely? The reaction is C3H8 + 5 O2 -> 3 CO2 + 4 H2O.`,
      answer: `${n * 132}`,
    };
  },
  geometry(die) {
    const [a, b] = [5 + die(30), 40 + die(30)];
    return {
      question: `In triangle $ABC$, points $D$ and $E$ lie on sides $AB$ and $AC$ with $AD = ${a}$ and $\\angle ADE = ${b}^\\circ$. The shaded region between the incircle and the triangle has area $${a}\\pi$. Draw a diagram if it helps. Find $BC^2$.`,
    };
  },
  statistics(die) {
    const n = 30 + die(200);
    return {
      question: `Which of the following statements about a sample of ${n} people is/are true? I. The mean is less than the median. II. The graph of the data is skewed. III. Exactly ${n - 5} values are significant figures of merit.`,
      options: ['I only', 'II only', 'I and II', 'I, II and III'],
      answer: 'C',
    };
  },
  crossword(die) {
    return {
      question: `Solve this 5x5 mini crossword.\nh1. A thing to be done, No. ${1 + die(90)}\nh2. An engine\nh3. Showy; florid\nv1. To heap up\nv2. An antelope of India`,
    };
  },
  boolean(die) {
    return {
      question: `not ( True and not False ) or ( ${pick(die, ['True', 'False'])} and not True ) is`,
      answer: 'False',
    };
  },
  cloze(die) {
    return {
      question: `The organelle that produces most of the ATP of a cell with ${1 + die(9)} nuclei is the ____.`,
      options: ['ribosome', 'mitochondrion', 'nucleus', 'vacuole'],
      answer: 'mitochondrion',
    };
  },
  unicode(die) {
    const n = 2 + die(50);
    return {
      question: `Señor Müller’s café sells naïve “crème brûlée” — ${n} € each. If x ≥ ${n} and ∑ xᵢ ≤ 2³ × ½, at what temperature (in °C) does the façade melt?`,
    };
  },
  ellipsis(die) {
    const n = 2 + die(20);
    return {
      question: `What is the next term of the sequence ${n}, ${2 * n}, ${4 * n}, ${8 * n}, ...`,
      answer: `${16 * n}`,
    };
  },
  nested(die) {
    return { question: `What is the square root of the square root of ${(2 + die(9)) ** 4}?` };
  },
  enumerated(die) {
    const n = 4 + die(30);
    return {
      question: `A function on the integers has these properties: (a) f(0) = ${n}; (b) f(x + y) = f(x) + f(y) - ${n} for all x and y; (c) f(1) = ${n + 2}. Find f(${n}).`,
      answer: `${3 * n}`,
    };
  },
  backward(die) {
    const n = 3 + die(30);
    return {
      question: `${pick(die, NAMES)} bakes x trays of ${n} rolls and sells them for $2 each. How much money is made?\nIf we know the answer of the above question is ${n * 8}, what is the value of unknown variable x?`,
      answer: '4',
    };
  },
  german(die) {
    return {
      question: `Wie viele der ganzen Zahlen von 1 bis ${50 + die(500)} sind durch 3 oder 5 teilbar, aber nicht durch 7?`,
    };
  },
};

/** Clean questions, so many of each kind. */
export function cleanQuestions(each: number, seed = 1): Candidate[] {
  return Object.entries(CLEAN).flatMap(([kind, make], k) =>
    Array.from({ length: each }, (_, i) =>
      candidate({ id: `${kind}-${i}`, externalId: `${kind}-${i}`, ...make(dice(seed * 7919 + 101 * k + i)) }),
    ),
  );
}
