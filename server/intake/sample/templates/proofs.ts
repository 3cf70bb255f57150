import { mod, primesBetween, range } from '../integers.ts';
import { list, plus, poly, terms, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const divisibility: Template = {
  name: 'proofs/divisibility-by-induction',
  domain: '11',
  make(d) {
    const level = d.level(2, 4);
    const m = d.int(3, 40);
    const [k, c] = [d.int(1, 6), d.int(1, 30)];
    const a = k * m + 1;
    const rest = m * d.int(1, 4) - (c % m === 0 ? 0 : c % m);
    const b = mod(-c, m) === 0 ? m : rest;
    const lead = c === 1 ? '' : tex`${c} \cdot `;
    const f = `${lead}${a}^n + ${b}`;
    return {
      level,
      given: { a, b, c, m },
      question: d.say(
        `Prove that $${m}$ divides $${f}$ for every integer $n \\ge 0$.`,
        `Show that $${f}$ is a multiple of $${m}$ for all $n = 0, 1, 2, \\dots$`,
        `Let $u_n = ${f}$ for integers $n \\ge 0$. Prove that each $u_n$ is divisible by $${m}$.`,
        `Show by induction, or in another way, that the remainder of $${f}$ on division by $${m}$ is zero whatever the integer $n \\ge 0$ is.`,
      ),
      answer: null,
      solution: worked(d, level, {
        why: [
          `We use induction on $n$, writing $u_n = ${f}$.`,
          `The idea is that $${a} = ${k} \\cdot ${m} + 1$, so that multiplying by $${a}$ changes a number by a multiple of $${m}$ only.`,
        ],
        steps: [
          `For $n = 0$ we have $u_0 = ${c} + ${b} = ${b + c} = ${(b + c) / m} \\cdot ${m}$, which is divisible by $${m}$.`,
          `Suppose that $${m}$ divides $u_n$ for some $n \\ge 0$. The difference of two consecutive terms is $u_{n+1} - u_n = ${lead}${a}^n(${a} - 1) = ${lead}${a}^n \\cdot ${a - 1}$.`,
          `Since $${a - 1} = ${k} \\cdot ${m}$, this difference is a multiple of $${m}$. So $u_{n+1}$ is the sum of $u_n$ and a multiple of $${m}$, hence itself a multiple of $${m}$.`,
        ],
        check: `The same can be seen with congruences: $${a} \\equiv 1$ modulo $${m}$, so $u_n \\equiv ${c} + ${b} = ${b + c} \\equiv 0$.`,
        end: 'By induction the statement holds for all $n \\ge 0$, which was to be proved.',
      }),
    };
  },
};

const irrational: Template = {
  name: 'proofs/irrational-root',
  domain: '11',
  make(d) {
    const level = d.level(2, 4);
    const p = d.pick(primesBetween(2, 97));
    const k = d.int(2, 3);
    const [a, b] = [d.int(0, 20), d.int(1, 9)];
    const root = k === 2 ? tex`\sqrt{${p}}` : tex`\sqrt[3]{${p}}`;
    const number = a === 0 && b === 1 ? root : `${a === 0 ? '' : `${a} + `}${b === 1 ? '' : b}${root}`;
    const plain = number === root;
    return {
      level,
      given: { p, k, a, b },
      question: d.say(
        `Prove that $${number}$ is irrational.`,
        `Show that there are no integers $m$ and $n \\ne 0$ with $\\frac{m}{n} = ${number}$.`,
        `Is $${number}$ a rational number? Prove your claim.`,
      ),
      answer: null,
      solution: worked(d, level, {
        why: [
          'We assume that the number is rational and derive a contradiction from the prime factorisations of numerator and denominator.',
        ],
        steps: [
          ...(plain
            ? []
            : [
                `If $x = ${number}$ were rational, then so would be $\\frac{x - ${a}}{${b}} = ${root}$, because sums, differences and quotients of rational numbers are rational. So it is enough to show that $${root}$ is irrational.`,
              ]),
          `Suppose $${root} = \\frac{m}{n}$ with positive integers $m, n$ that have no common factor. Then $m^${k} = ${p}n^${k}$.`,
          `The prime $${p}$ divides the right-hand side, so it divides $m^${k}$ and therefore $m$. Write $m = ${p}r$.`,
          `Then $${p}^${k}r^${k} = ${p}n^${k}$, that is $${k === 2 ? p : `${p}^2`}r^${k} = n^${k}$. So $${p}$ divides $n^${k}$ and therefore $n$ as well.`,
          `Now $${p}$ divides both $m$ and $n$, which contradicts the choice of $m$ and $n$ without a common factor.`,
        ],
        end: `So the assumption was wrong, and $${number}$ is irrational.`,
      }),
    };
  },
};

const sumFormula: Template = {
  name: 'proofs/sum-formula',
  domain: '40',
  make(d) {
    const level = d.level(1, 3);
    const [a, b] = [2 * d.int(1, 12), d.int(-9, 15)];
    const term = poly([b, a], 'k');
    const closed = poly([0, a / 2 + b, a / 2], 'n');
    const next = poly([a + b, a], 'n');
    return {
      level,
      given: { a, b },
      question: d.say(
        tex`Prove that $\sum_{k=1}^{n} (${term}) = ${closed}$ for every positive integer $n$.`,
        `Show that the sum of the numbers $${a + b}, ${2 * a + b}, ${3 * a + b}, \\dots$, of which there are $n$ and each of which exceeds the one before by $${a}$, equals $${closed}$.`,
        tex`Let $s_n = ${a + b} ${plus(2 * a + b)} + \cdots + (${poly([b, a], 'n')})$. Prove by induction that $s_n = ${closed}$.`,
      ),
      answer: null,
      solution: worked(d, level, {
        why: [
          'We use induction on the number of terms: the formula is right for one term, and it stays right when a term is added.',
        ],
        steps: [
          `For $n = 1$ the left-hand side is $${a + b}$, and the right-hand side is $${a / 2} ${plus(a / 2 + b)} = ${a + b}$.`,
          `Suppose the formula holds for some $n$. The next term is $${a}(n + 1) ${plus(b)} = ${next}$.`,
          tex`So the sum of $n + 1$ terms is $${closed} + ${next} = ${poly([a + b, a + a / 2 + b, a / 2], 'n')}$.`,
          tex`The right-hand side of the formula for $n + 1$ is $${terms([
            [a / 2, '(n+1)^2'],
            [a / 2 + b, '(n+1)'],
          ])}$, and multiplying out gives $${poly([a + b, a + a / 2 + b, a / 2], 'n')}$ too.`,
        ],
        end: 'So the formula holds for $n + 1$ as well, and by induction for all $n \\ge 1$.',
      }),
    };
  },
};

const noSolution: Template = {
  name: 'proofs/no-integer-solutions',
  domain: '11',
  make(d) {
    const level = d.level(3, 4);
    const m = d.pick([3, 4, 5, 7, 8, 11, 12, 13]);
    const squares = [...new Set(range(0, m - 1).map((x) => (x * x) % m))].sort((x, y) => x - y);
    const missing = range(0, m - 1).filter((r) => !squares.includes(r));
    const r = d.pick(missing) + m * d.int(0, 9);
    const k = m * d.int(1, 12);
    const power = d.int(1, 3);
    const y = power === 1 ? 'y' : `y^${power}`;
    return {
      level,
      given: { m, r, k, power },
      question: d.say(
        `Prove that the equation $x^2 = ${k}${y} + ${r}$ has no solution in integers $x$ and $y$.`,
        `Show that $x^2 - ${k}${y}$ never takes the value $${r}$ for integers $x$ and $y$.`,
        `Are there integers $x$ and $y$ with $x^2 - ${r} = ${k}${y}$? Prove your answer.`,
      ),
      answer: null,
      solution: worked(d, level, {
        why: [
          'If an equation had a solution in integers, it would also hold for the remainders modulo any number. So it is enough to find a modulus for which it does not.',
        ],
        steps: [
          `We look at the equation modulo $${m}$. Since $${k}$ is a multiple of $${m}$, the term $${k}${y}$ disappears, and what remains is $x^2 \\equiv ${r} \\equiv ${r % m} \\pmod{${m}}$.`,
          `The square of an integer depends, modulo $${m}$, only on the remainder of the integer. For the remainders $0, 1, \\dots, ${m - 1}$ the squares are ${range(
            0,
            m - 1,
          )
            .map((x) => `$${(x * x) % m}$`)
            .join(', ')}.`,
          `So a square can only be congruent to ${list(
            squares.map((s) => `$${s}$`),
            'or',
          )}. The remainder $${r % m}$ does not occur.`,
        ],
        end: 'This is a contradiction, hence there are no such integers.',
      }),
    };
  },
};

export const proofs = [divisibility, irrational, sumFormula, noSolution];
