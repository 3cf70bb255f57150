import { poly } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const linearRecurrence: Template = {
  name: 'recursions/closed-form',
  domain: '39',
  make(d) {
    const level = d.level(3, 4);
    const [r = 1, s = 2] = d.some([-4, -3, -2, -1, 2, 3, 4, 5], 2);
    const [a, b] = [d.nonzero(-5, 6), d.nonzero(-5, 6)];
    const [p, c] = [r + s, -r * s];
    const first = a + b;
    const second = a * r + b * s;
    const n = d.int(6, 9 + level);
    const value = BigInt(a) * BigInt(r) ** BigInt(n) + BigInt(b) * BigInt(s) ** BigInt(n);
    const name = d.pick(['a', 'u', 'x', 's', 't']);
    const sign = (k: number) => (k < 0 ? `- ${-k === 1 ? '' : -k}` : `+ ${k === 1 ? '' : k}`);
    const lead = p === 0 ? '' : `${p === 1 ? '' : p === -1 ? '-' : p}${name}_{n+1} `;
    const rule = lead === '' ? `${c === 1 ? '' : c}${name}_{n}` : `${lead}${sign(c)}${name}_{n}`;
    const b10 = (k: number) => (k < 0 ? `(${k})` : `${k}`);
    return {
      level,
      given: { p, c, first, second, n },
      question: d.say(
        `A sequence satisfies $${name}_0 = ${first}$, $${name}_1 = ${second}$ and $${name}_{n+2} = ${rule}$ for all $n \\ge 0$. Find $${name}_{${n}}$.`,
        `Let $${name}_{n+2} = ${rule}$ with the initial values $${name}_0 = ${first}$ and $${name}_1 = ${second}$. Solve the recurrence in closed form and evaluate it at $n = ${n}$.`,
        `Starting from $${name}_0 = ${first}$ and $${name}_1 = ${second}$, each further term is $${name}_{n+2} = ${rule}$. What is the value of $${name}_{${n}}$?`,
      ),
      answer: `${value}`,
      solution: worked(d, level, {
        why: [
          'For a linear recurrence with constant coefficients we try powers $\\lambda^n$; combinations of the powers that work are the general solution.',
        ],
        steps: [
          `Putting in $${name}_n = \\lambda^n$ and dividing by $\\lambda^n$ gives the characteristic equation $${poly([-c, -p, 1], '\\lambda')} = 0$, with the roots $\\lambda = ${r}$ and $\\lambda = ${s}$.`,
          `So $${name}_n = A \\cdot ${b10(r)}^n + B \\cdot ${b10(s)}^n$. The initial values demand $A + B = ${first}$ and $${b10(r)}A + ${b10(s)}B = ${second}$.`.replace(
            /\(1\)A|\b1A/g,
            'A',
          ),
          `Eliminating $A$ gives $(${s} - ${b10(r)})B = ${second} - ${b10(r)} \\cdot ${b10(first)} = ${second - r * first}$, hence $B = ${b}$ and $A = ${a}$.`,
          `At $n = ${n}$: $${a} \\cdot ${b10(r)}^{${n}} + ${b10(b)} \\cdot ${b10(s)}^{${n}} = ${BigInt(a) * BigInt(r) ** BigInt(n)} + ${BigInt(b) * BigInt(s) ** BigInt(n) < 0n ? `(${BigInt(b) * BigInt(s) ** BigInt(n)})` : BigInt(b) * BigInt(s) ** BigInt(n)} = ${value}$.`,
        ],
        check: `The third term is $${name}_2 = ${p} \\cdot ${b10(second)} ${c < 0 ? '-' : '+'} ${Math.abs(c)} \\cdot ${b10(first)} = ${p * second + c * first}$ by the recurrence, and $${a} \\cdot ${r * r} + ${b10(b)} \\cdot ${s * s} = ${a * r * r + b * s * s}$ by the formula.`,
        end: `Therefore $${name}_{${n}} = ${value}$.`,
      }),
    };
  },
};

const functionalEquation: Template = {
  name: 'recursions/functional-equation',
  domain: '39',
  make(d) {
    const level = d.level(3, 4);
    const k = d.nonzero(-6, 8);
    const start = d.int(-9, 9);
    const n = d.int(12, 60);
    const product = d.chance(0.5);
    const slope = d.nonzero(-7, 9);
    const answer = product ? (k * n * (n - 1)) / 2 + start * n : slope * n + k * n * n;
    return {
      level,
      given: { product, k, start, n, slope },
      question: product
        ? d.say(
            `A function $f$ on the integers satisfies $f(x + y) = f(x) + f(y) ${k < 0 ? '-' : '+'} ${Math.abs(k)}xy$ for all integers $x$ and $y$, and $f(1) = ${start}$. Find $f(${n})$.`.replace(
              /([+-]) 1xy/,
              '$1 xy',
            ),
            `For all integers $x, y$ we have $f(x+y) - f(x) - f(y) = ${k}xy$. If $f(1) = ${start}$, what is $f(${n})$?`
              .replace('= 1xy', '= xy')
              .replace('= -1xy', '= -xy'),
          )
        : d.say(
            `Let $f$ be a function from the integers to the integers with $f(0) = 0$ and $f(n) - f(n - 1) = ${2 * k}n ${slope - k < 0 ? '-' : '+'} ${Math.abs(slope - k)}$ for every integer $n$. Determine $f(${n})$.`.replace(
              / [+-] 0\$/,
              '$',
            ),
            `The differences of a function $f$ on the integers are $f(n) - f(n-1) = ${slope - k} ${k < 0 ? '-' : '+'} ${Math.abs(2 * k)}n$, and $f(0) = 0$. Compute $f(${n})$.`,
          ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'The equation tells how the value changes from one integer to the next; adding up these changes gives the function.',
        ],
        steps: product
          ? [
              `With $y = 1$ the equation reads $f(x + 1) - f(x) = ${start} + (${k})x$.`,
              `Setting $x = y = 0$ gives $f(0) = 2f(0)$, so $f(0) = 0$.`,
              `Adding the differences for $x = 0, 1, \\dots, ${n - 1}$ gives $f(${n}) = ${n} \\cdot (${start}) + (${k}) \\cdot (0 + 1 + \\cdots + ${n - 1})$.`,
              `The sum in the last bracket is $\\frac{${n - 1} \\cdot ${n}}{2} = ${(n * (n - 1)) / 2}$, so $f(${n}) = ${n * start} + (${k * ((n * (n - 1)) / 2)}) = ${answer}$.`,
            ]
          : [
              `Adding the differences for $n = 1, 2, \\dots, ${n}$ all values in between cancel, and what remains is $f(${n}) - f(0) = \\sum_{j=1}^{${n}} (${2 * k}j + (${slope - k}))$.`,
              `The sum of $j$ is $\\frac{${n} \\cdot ${n + 1}}{2} = ${(n * (n + 1)) / 2}$, and the constant is added $${n}$ times.`,
              `So $f(${n}) = ${2 * k} \\cdot ${(n * (n + 1)) / 2} + ${n} \\cdot (${slope - k}) = ${k * n * (n + 1)} + (${n * (slope - k)}) = ${answer}$.`,
            ],
        end: `Hence $f(${n}) = ${answer}$.`,
      }),
    };
  },
};

export const recurrences = [linearRecurrence, functionalEquation];
