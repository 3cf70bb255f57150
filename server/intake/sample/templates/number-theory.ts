import { gcd, lcm } from '../integers.ts';
import { tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

/** The divisions of Euclid's algorithm: [dividend, divisor, quotient, remainder]. */
export function divisionsOf(a: number, b: number): [number, number, number, number][] {
  const lines: [number, number, number, number][] = [];
  let [x, y] = [a, b];
  while (y !== 0) {
    lines.push([x, y, Math.floor(x / y), x % y]);
    [x, y] = [y, x % y];
  }
  return lines;
}

const greatestDivisor: Template = {
  name: 'number-theory/greatest-common-divisor',
  domain: '11',
  make(d) {
    const level = d.level(1, 3);
    const common = d.int(2, 60);
    const low = [0, 8, 40, 150][level] ?? 8;
    const a = common * d.int(low * 3, low * 9);
    const b = common * d.intWhere(low, low * 3 - 1, (n) => n * common !== a);
    const g = gcd(a, b);
    const least = d.chance(0.4);
    const lines = divisionsOf(a, b);
    const answer = least ? lcm(a, b) : g;
    const wanted = least ? 'least common multiple' : 'greatest common divisor';
    return {
      level,
      given: { a, b, least },
      question: d.say(
        `Find the ${wanted} of $${a}$ and $${b}$.`,
        `What is the ${wanted} of the integers $${a}$ and $${b}$?`,
        `Determine the ${wanted} of $${b}$ and $${a}$ without factoring either number.`,
        `Use Euclid's algorithm to find the ${wanted} of $${a}$ and $${b}$.`,
        least
          ? tex`Compute $\operatorname{lcm}(${a}, ${b})$.`
          : tex`Compute $\gcd(${a}, ${b})$ by repeated division.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'A common divisor of two numbers also divides the remainder that one leaves on division by the other, so the pair may be replaced by the smaller number and that remainder.',
          'The remainders shrink at each division, hence the process ends, and the last remainder that is not zero is the greatest common divisor.',
        ],
        steps: [
          `We divide again and again: ${lines.map(([x, y, k, r]) => tex`$${x} = ${k} \cdot ${y} + ${r}$`).join('; ')}.`,
          `The last remainder that is not zero is $${g}$, so the greatest common divisor is $${g}$.`,
          ...(least
            ? [
                tex`The product of two positive integers equals the product of their greatest common divisor and their least common multiple, hence the least common multiple is $\frac{${a} \cdot ${b}}{${g}} = ${answer}$.`,
              ]
            : []),
        ],
        check: tex`Both numbers are multiples of it: $${a} = ${g} \cdot ${a / g}$ and $${b} = ${g} \cdot ${b / g}$, and $${a / g}$ and $${b / g}$ have no common factor.`,
        end: `The ${wanted} is $${answer}$.`,
      }),
    };
  },
};

const frobenius: Template = {
  name: 'number-theory/two-coins',
  domain: '11',
  make(d) {
    const level = d.level(2, 4);
    const a = d.int(4, 6 + 6 * level);
    const b = d.intWhere(a + 1, 12 + 14 * level, (n) => gcd(a, n) === 1);
    const largest = d.chance(0.6);
    const answer = largest ? a * b - a - b : ((a - 1) * (b - 1)) / 2;
    const [shop, unit] = d.pick([
      ['A post office sells stamps', 'cents of postage'],
      ['A bakery packs rolls in bags', 'rolls'],
      ['A shop sells tiles in boxes', 'tiles'],
      ['A game awards points', 'points'],
      ['A hardware store sells screws in packets', 'screws'],
    ] as const);
    return {
      level,
      given: { a, b, largest },
      question: `${shop} of two sizes only: $${a}$ and $${b}$. ${largest ? d.say(`What is the largest number of ${unit} that cannot be obtained exactly?`, `Find the greatest number of ${unit} that no combination of the two sizes gives.`, `Which is the last number of ${unit} that is out of reach?`) : d.say(`How many positive numbers of ${unit} cannot be obtained exactly?`, `For how many positive integers $n$ is it impossible to make up exactly $n$ ${unit}?`)}`,
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          tex`We ask which $n$ can be written as $n = ${a}x + ${b}y$ with integers $x, y \ge 0$; since $\gcd(${a}, ${b}) = 1$, every residue modulo $${a}$ is reached by some multiple of $${b}$.`,
          tex`In one class modulo $${a}$ the numbers that can be reached are exactly those from the smallest multiple $${b}y$ of that class on, because adding $${a}$ keeps a number reachable.`,
        ],
        steps: [
          tex`For $y = 0, 1, \dots, ${a - 1}$ the multiples $${b}y$ run through all residues modulo $${a}$, each once. So in each class the first number that can be reached is one of $0, ${b}, ${2 * b}, \dots, ${(a - 1) * b}$.`,
          largest
            ? tex`The latest of these beginnings is $${b} \cdot ${a - 1} = ${b * (a - 1)}$. The number just before it in its class, $${b * (a - 1)} - ${a} = ${answer}$, cannot be reached, and everything above it can.`
            : tex`In the class that begins with $${b}y$ there are $\left\lfloor \frac{${b}y}{${a}} \right\rfloor$ numbers below the beginning. Summed over $y = 0, \dots, ${a - 1}$ this is $\frac{(${a} - 1)(${b} - 1)}{2}$, since the terms for $y$ and $${a} - y$ add up to $${b} - 1$.`,
          ...(largest
            ? []
            : [tex`With the numbers at hand: $\frac{${a - 1} \cdot ${b - 1}}{2} = ${answer}$.`]),
        ],
        check: largest
          ? tex`The formula $ab - a - b$ for coprime $a$ and $b$ gives the same: $${a * b} - ${a} - ${b} = ${answer}$.`
          : tex`Exactly half of the numbers $0, 1, \dots, ${a * b - a - b}$ are out of reach, which again is $\frac{${a * b - a - b + 1}}{2} = ${answer}$.`,
        end: `The answer is $${answer}$.`,
      }),
    };
  },
};

const digitBase: Template = {
  name: 'number-theory/change-of-base',
  domain: '11',
  make(d) {
    const level = d.level(1, 3);
    const [from = 2, to = 10] = d.some([2, 3, 4, 5, 6, 7, 8, 9, 10], 2);
    const n = d.int(40, [0, 400, 2000, 9000][level] ?? 400);
    const source = n.toString(from);
    const answer = n.toString(to);
    const digits = [...source];
    const lines: string[] = [];
    for (let rest = n; rest > 0; rest = Math.floor(rest / to)) {
      lines.push(tex`$${rest} = ${to} \cdot ${Math.floor(rest / to)} + ${rest % to}$`);
    }
    const shown = (text: string, base: number) => (base === 10 ? `$${text}$` : `$${text}_{${base}}$`);
    const powers = digits.map((c, i) => tex`${c} \cdot ${from}^{${digits.length - 1 - i}}`).join(' + ');
    return {
      level,
      given: { source, from, to },
      question: d.say(
        `Write ${shown(source, from)} (base ${from}) in base ${to}.`,
        `The number ${shown(source, from)} is given in base $${from}$. What are its digits in base $${to}$?`,
        `Convert ${shown(source, from)} from base ${from} to base ${to}.`,
        `A counter works in base $${from}$ and shows the digits ${digits.join(' ')}. Which digits would a counter that works in base $${to}$ show for the same number?`,
      ),
      answer,
      solution: worked(d, level, {
        why: [
          'The digits in a base are the coefficients of its powers; the other way round they are the remainders of repeated division by the base.',
        ],
        steps: [
          from === 10
            ? `The number is given in base ten, so it is $${n}$.`
            : `In base ten the number is $${powers} = ${n}$.`,
          to === 10
            ? 'Base ten is what was asked for, so nothing is left to be done.'
            : `Now we divide by $${to}$ and keep the remainders: ${lines.join('; ')}. Read from the last remainder to the first they give $${answer}$.`,
        ],
        check: `Put back into base ten, $${answer}$ in base $${to}$ means $${[...answer].map((c, i) => tex`${c} \cdot ${to}^{${answer.length - 1 - i}}`).join(' + ')} = ${n}$, as it should.`,
        end: `In base $${to}$ the number is ${shown(answer, to)}.`,
      }),
    };
  },
};

export const numberTheory = [greatestDivisor, frobenius, digitBase];
