import type { Draw } from '../draw.ts';
import { range } from '../integers.ts';
import { list } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

/** A question about a listing: a sentence before or after the code. */
export const listing = (d: Draw, code: readonly string[], asks: readonly string[]): string => {
  const text = code.join('\n');
  const ask = d.pick(asks);
  return d.chance(0.5) ? `${ask}\n\n${text}` : `Consider this Python program:\n\n${text}\n\n${ask}`;
};

export const PRINTS = [
  'What does the program print?',
  'Which number is printed?',
  'What is the output of this code?',
  'Work out by hand what this code prints.',
];

const VARIABLES = [
  ['total', 'i'],
  ['s', 'k'],
  ['result', 'n'],
  ['acc', 'j'],
  ['value', 'step'],
  ['count', 'm'],
] as const;

const loopSum: Template = {
  name: 'programs/loop-with-condition',
  domain: '68',
  make(d) {
    const level = d.level(1, 3);
    const [v, i] = d.pick(VARIABLES);
    const [low, high, step] = [d.int(0, 5), d.int(12, 20 + 10 * level), d.int(1, 3)];
    const [m, r] = [d.int(2, 5), d.int(0, 1)];
    const [a, b] = [d.int(1, 5), d.int(1, 7)];
    const start = d.int(0, 20);
    let total = start;
    const lines: string[] = [];
    for (let x = low; x < high; x += step) {
      const hit = x % m === r;
      total += hit ? a * x : -b;
      lines.push(
        `${i} = ${x} ${hit ? `passes the test and adds ${a * x}` : `fails and takes ${b} away`}: ${total}`,
      );
    }
    const code = [
      `${v} = ${start}`,
      `for ${i} in range(${low}, ${high}, ${step}):`,
      `    if ${i} % ${m} == ${r}:`,
      `        ${v} += ${a} * ${i}`,
      '    else:',
      `        ${v} -= ${b}`,
      `print(${v})`,
    ];
    return {
      level,
      given: { low, high, step, m, r, a, b, start },
      question: listing(d, code, PRINTS),
      answer: `${total}`,
      solution: worked(d, level, {
        why: [
          `The loop variable ${i} runs from ${low} in steps of ${step} as long as it is smaller than ${high}; the end itself does not belong to the range.`,
        ],
        steps: [`At the start ${v} is ${start}.`, `Step by step: ${lines.join('; ')}.`],
        end: `When the loop is over the program prints ${total}.`,
      }),
    };
  },
};

const whileLoop: Template = {
  name: 'programs/while-loop',
  domain: '68',
  make(d) {
    const level = d.level(2, 4);
    const [v, i] = d.pick(VARIABLES);
    const start = d.int(30, 200 * level);
    const [p, q, c] = [d.int(2, 3), d.int(2, 4), d.int(1, 5)];
    let x = start;
    let count = 0;
    const values = [x];
    while (x > q && count < 40) {
      x = x % p === 0 ? x / p : x - c;
      count++;
      values.push(x);
    }
    if (count >= 40) return this.make(d);
    const what = d.pick(['count', 'sum', 'last'] as const);
    const answer = { count, sum: values.slice(1).reduce((a, b) => a + b, 0), last: x }[what];
    const update = { count: '1', sum: v, last: '' }[what];
    const code = [
      `${v} = ${start}`,
      ...(what === 'last' ? [] : [`${i} = 0`]),
      `while ${v} > ${q}:`,
      `    if ${v} % ${p} == 0:`,
      `        ${v} = ${v} // ${p}`,
      '    else:',
      `        ${v} = ${v} - ${c}`,
      ...(what === 'last' ? [] : [`    ${i} += ${update}`]),
      `print(${what === 'last' ? v : i})`,
    ];
    return {
      level,
      given: { start, p, q, c, what },
      question: listing(d, code, PRINTS),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          `In each round ${v} is divided by ${p} when that leaves no remainder, and otherwise made smaller by ${c}; the loop ends as soon as ${v} is at most ${q}.`,
        ],
        steps: [
          `The values of ${v} are ${values.join(', ')}.`,
          what === 'count'
            ? `The variable ${i} counts the rounds, and there are ${count} of them: one for each change of ${v}.`
            : what === 'sum'
              ? `The variable ${i} adds up the new values of ${v}: ${values.slice(1).join(' + ')} = ${answer}.`
              : `The last value, ${x}, is not larger than ${q}, so the loop ends there.`,
        ],
        end: `The program prints ${answer}.`,
      }),
    };
  },
};

const nested: Template = {
  name: 'programs/nested-loops',
  domain: '68',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(4, 5 + 3 * level);
    const [m, k] = [d.int(2, 5), d.int(1, 3)];
    const op = d.pick(['+', '*'] as const);
    const value = (i: number, j: number) => (op === '+' ? i + j : i * j);
    const start = d.int(0, 2);
    const rows = range(0, n - 1).map(
      (i) => range(i + start, n - 1).filter((j) => value(i, j) % m === k % m).length,
    );
    const total = rows.reduce((a, b) => a + b, 0);
    const [v] = d.pick(VARIABLES);
    const code = [
      `${v} = 0`,
      `for i in range(${n}):`,
      `    for j in range(i${start === 0 ? '' : ` + ${start}`}, ${n}):`,
      `        if (i ${op} j) % ${m} == ${k % m}:`,
      `            ${v} += 1`,
      `print(${v})`,
    ];
    return {
      level,
      given: { n, m, k, op, start },
      question: listing(d, code, PRINTS),
      answer: `${total}`,
      solution: worked(d, level, {
        why: [
          `The program counts the pairs i, j with j at least i${start === 0 ? '' : ` + ${start}`} for which i ${op} j leaves the remainder ${k % m} on division by ${m}.`,
        ],
        steps: rows.map((count, i) => {
          const js = range(i + start, n - 1).filter((j) => value(i, j) % m === k % m);
          return `For i = ${i} ${count === 0 ? 'no j passes the test' : `the test is passed by j = ${list(js)}`}, so the counter grows by ${count}.`;
        }),
        end: `The sum is ${rows.join(' + ')} = ${total}, and this is printed.`,
      }),
    };
  },
};

export const programs = [loopSum, whileLoop, nested];
