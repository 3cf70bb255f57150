import { gcd, mod, range, sum } from '../integers.ts';
import { list, paren, poly, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';
import { inRange } from './contest-numbers.ts';

const fractionSum: Template = {
  name: 'contest/probability-in-lowest-terms',
  domain: '60',
  make(d) {
    const level = d.level(4, 5);
    const n = d.int(5, 14);
    const k = d.int(3, 5);
    const m = d.int(2, 5);
    // k different numbers from 1..n; their sum is divisible by m
    let good = 0;
    let all = 0;
    const counts = range(0, m - 1).map(() => range(0, k).map(() => 0));
    counts[0]![0] = 1;
    for (const x of range(1, n)) {
      for (let j = k - 1; j >= 0; j--) {
        const old = counts.map((row) => row[j] ?? 0);
        old.forEach((ways, r) => {
          const target = counts[(r + x) % m]!;
          target[j + 1] = (target[j + 1] ?? 0) + ways;
        });
      }
    }
    good = counts[0]?.[k] ?? 0;
    all = sum(counts.map((row) => row[k] ?? 0));
    const p = q(good, all);
    const answer = Number(p.num + p.den);
    if (!inRange(answer)) return this.make(d);
    const classes = range(0, m - 1).map((r) => range(1, n).filter((x) => x % m === r).length);
    const shares = counts.map((row) => row[k] ?? 0);
    const objects = d.pick(['cards', 'balls', 'tokens', 'slips of paper']);
    return {
      level,
      given: { n, k, m },
      question: d.say(
        `From ${objects} numbered $1$ to $${n}$, $${k}$ are drawn at random without replacement. As a fraction in lowest terms, the probability that the sum of the numbers drawn is a multiple of $${m}$ is $\\frac{r}{s}$. Find $r + s$.`,
        tex`A subset with $${k}$ elements is chosen at random from $\{1, 2, \dots, ${n}\}$. The probability that $${m}$ divides the sum of its elements is $\frac{r}{s}$, reduced as far as possible. What is $r + s$?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'Only the remainders of the numbers modulo the divisor matter. We let the numbers join one after the other and keep count of how many selections of each size have each remainder.',
        ],
        steps: [
          `The numbers from $1$ to $${n}$ fall into the remainder classes $0, \\dots, ${m - 1}$ modulo $${m}$ with ${list(classes)} members.`,
          `If a number $x$ may be added, each selection of $j$ numbers with remainder $t$ also gives one of $j + 1$ numbers with remainder $t + x$. Doing this for $x = 1, \\dots, ${n}$ counts the selections of $${k}$ numbers by the remainder of their sum: ${list(shares)} for the remainders $0$ to $${m - 1}$.`,
          tex`Altogether there are $\binom{${n}}{${k}} = ${all}$ selections, which agrees with the sum of these counts, and $${good}$ of them have a sum divisible by $${m}$.`,
          tex`So the probability is $\frac{${good}}{${all}} = ${p.toTex()}$.`,
        ],
        end: `Hence $r + s = ${p.num} + ${p.den} = ${answer}$.`,
      }),
    };
  },
};

const vieta: Template = {
  name: 'contest/power-sum-of-roots',
  domain: '12',
  make(d) {
    const level = d.level(4, 5);
    const [a, b, c] = [d.int(-7, 9), d.int(-9, 9), d.nonzero(-9, 9)];
    // x^3 - a x^2 + b x - c
    const n = d.int(3, 7);
    const p = [3, a, a * a - 2 * b];
    for (let i = 3; i <= n; i++) p.push(a * (p[i - 1] ?? 0) - b * (p[i - 2] ?? 0) + c * (p[i - 3] ?? 0));
    const answer = p[n] ?? 0;
    if (!inRange(answer)) return this.make(d);
    const f = poly([-c, b, -a, 1]);
    return {
      level,
      given: { a, b, c, n },
      question: d.say(
        `Let $r$, $s$ and $t$ be the complex roots of $${f}$, counted with multiplicity. Find $r^${n} + s^${n} + t^${n}$.`,
        `The polynomial $${f}$ has the roots $r, s, t$. Compute the sum of their powers with exponent $${n}$.`,
        `If $(x - r)(x - s)(x - t) = ${f}$ for all $x$, what is the value of $r^${n} + s^${n} + t^${n}$?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          "Vieta's formulas give the elementary symmetric functions of the roots, and Newton's identities turn them into the sums of powers without finding the roots.",
          'Each root satisfies the equation; multiplying by a power of the root and adding up over the three roots gives a recursion.',
        ],
        steps: [
          `Here $r + s + t = ${a}$, $rs + st + tr = ${b}$ and $rst = ${c}$. Write $P_k = r^k + s^k + t^k$.`,
          `Then $P_0 = 3$, $P_1 = ${a}$ and $P_2 = P_1^2 - 2(rs + st + tr) = ${a * a} - ${paren(2 * b)} = ${p[2]}$.`,
          `For $k \\ge 3$ we have $P_k = ${a}P_{k-1} - ${paren(b)}P_{k-2} + ${paren(c)}P_{k-3}$.`,
          ...range(3, n).map(
            (k) =>
              tex`$P_{${k}} = ${a} \cdot ${paren(p[k - 1] ?? 0)} - ${paren(b)} \cdot ${paren(p[k - 2] ?? 0)} + ${paren(c)} \cdot ${paren(p[k - 3] ?? 0)} = ${p[k]}$.`,
          ),
        ],
        end: `The sum is $${answer}$.`,
      }),
    };
  },
};

const digitSums: Template = {
  name: 'contest/digit-sums',
  domain: '05',
  make(d) {
    const level = d.level(4, 5);
    const digits = d.int(3, 5);
    const s = d.int(4, 9 * digits - 4);
    const rows: number[][] = [[1]];
    for (let i = 1; i <= digits; i++)
      rows.push(range(0, 9 * i).map((t) => sum(range(0, 9).map((x) => rows[i - 1]?.[t - x] ?? 0))));
    const leading = d.chance(0.5);
    const all = rows[digits]?.[s] ?? 0;
    const answer = leading ? all : all - (rows[digits - 1]?.[s] ?? 0);
    if (!inRange(answer)) return this.make(d);
    const top = 10 ** digits;
    return {
      level,
      given: { digits, s, leading },
      question: leading
        ? d.say(
            `How many integers from $0$ to $${top - 1}$ have the digit sum $${s}$?`,
            `A lock has $${digits}$ wheels with the digits $0$ to $9$. How many settings have digits that add up to $${s}$?`,
          )
        : d.say(
            `How many integers with exactly $${digits}$ digits have the digit sum $${s}$?`,
            `Find the number of integers $n$ with $${top / 10} \\le n < ${top}$ whose digits add up to $${s}$.`,
          ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'We add one digit at a time: the number of strings of $i$ digits with sum $t$ is the sum, over the last digit $x$, of the numbers of strings of $i - 1$ digits with sum $t - x$.',
          'For large sums one may use the symmetry that replaces each digit by its difference from nine.',
        ],
        steps: [
          `A single digit has each of the sums $0$ to $9$ once.`,
          ...range(2, digits).map(
            (i) =>
              `For $${i}$ digits the numbers of strings with the sums $${Math.max(0, s - 9 * (digits - i))}$ to $${Math.min(s, 9 * i)}$ are ${(rows[i] ?? []).slice(Math.max(0, s - 9 * (digits - i)), Math.min(s, 9 * i) + 1).join(', ')}.`,
          ),
          leading
            ? `The last entry for $${digits}$ digits and the sum $${s}$ is what we look for.`
            : `So there are $${all}$ strings. Those that begin with $0$ are not numbers with $${digits}$ digits; they correspond to strings of $${digits - 1}$ digits with the same sum, $${rows[digits - 1]?.[s] ?? 0}$ in number, and $${all} - ${rows[digits - 1]?.[s] ?? 0} = ${answer}$ remain.`,
        ],
        end: `The answer is $${answer}$.`,
      }),
    };
  },
};

const cevian: Template = {
  name: 'contest/cevian-squared',
  domain: '51',
  make(d) {
    const level = d.level(4, 5);
    const [b, c] = [d.int(7, 40), d.int(7, 40)];
    const [m, n] = [d.int(2, 25), d.int(2, 25)];
    const a = m + n;
    if (a >= b + c || Math.abs(b - c) >= a) return this.make(d);
    const square = q(b * b * m + c * c * n, a).sub(q(m * n));
    const answer = Number(square.num + square.den);
    if (!inRange(answer) || square.isInteger) return this.make(d);
    const [A, B, C, D] = d.pick([
      ['A', 'B', 'C', 'D'],
      ['P', 'Q', 'R', 'S'],
      ['X', 'Y', 'Z', 'T'],
    ] as const);
    return {
      level,
      given: { b, c, m, n },
      question: d.say(
        `In triangle $${A}${B}${C}$ the sides are $${A}${B} = ${c}$ and $${A}${C} = ${b}$. The point $${D}$ on side $${B}${C}$ has $${B}${D} = ${m}$ and $${D}${C} = ${n}$. In lowest terms $${A}${D}^2 = \\frac{u}{v}$. Find $u + v$.`,
        `A point $${D}$ divides the side $${B}${C}$ of a triangle $${A}${B}${C}$ into $${B}${D} = ${m}$ and $${D}${C} = ${n}$, while $${A}${B} = ${c}$ and $${C}${A} = ${b}$. The square of $${A}${D}$, written as a reduced fraction, is $\\frac{u}{v}$. What is $u + v$?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          "Stewart's theorem connects a line from a vertex with the two parts of the opposite side; it follows from writing the law of cosines for the two small triangles, whose angles at the foot add up to a straight angle.",
          `In the notation of the question: $${A}${C}^2 \\cdot ${B}${D} + ${A}${B}^2 \\cdot ${D}${C} = ${B}${C} \\cdot (${A}${D}^2 + ${B}${D} \\cdot ${D}${C})$.`,
        ],
        steps: [
          tex`With the numbers put in, $${b}^2 \cdot ${m} + ${c}^2 \cdot ${n} = ${b * b * m} + ${c * c * n} = ${b * b * m + c * c * n}$.`,
          tex`Dividing by $${B}${C} = ${a}$ gives $${q(b * b * m + c * c * n, a).toTex()}$, and subtracting $${B}${D} \cdot ${D}${C} = ${m * n}$ leaves $${A}${D}^2 = ${square.toTex()}$.`,
          `This fraction is in lowest terms, since $${square.num}$ and $${square.den}$ have no common factor.`,
        ],
        end: `So $u + v = ${square.num} + ${square.den} = ${answer}$.`,
      }),
    };
  },
};

const periodic: Template = {
  name: 'contest/far-term-of-a-sequence',
  domain: '39',
  make(d) {
    const level = d.level(4, 5);
    const [p, r, m] = [d.int(1, 6), d.int(1, 6), d.int(1, 9)];
    const [x0, x1] = [d.int(0, 9), d.int(1, 9)];
    const modulus = d.intWhere(101, 997, (n) => gcd(n, r) === 1);
    const n = d.int(14, 24);
    const xs = [x0, x1];
    for (let i = 2; i <= n; i++) xs.push(mod(p * (xs[i - 1] ?? 0) + r * (xs[i - 2] ?? 0) + m, modulus));
    const answer = xs[n] ?? 0;
    if (!inRange(answer)) return this.make(d);
    const co = (k: number) => (k === 1 ? '' : `${k}`);
    return {
      level,
      given: { p, r, m, x0, x1, modulus, n },
      question: d.say(
        `Let $x_0 = ${x0}$, $x_1 = ${x1}$ and $x_{k+2} = ${co(p)}x_{k+1} + ${co(r)}x_k + ${m}$ for $k \\ge 0$. Find the remainder when $x_{${n}}$ is divided by $${modulus}$.`,
        `A sequence begins with $${x0}$ and $${x1}$ (these are the terms with the numbers $0$ and $1$). Each later term is $${p}$ times the one before plus $${r}$ times the one before that plus $${m}$. What remainder does term number $${n}$ leave on division by $${modulus}$?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'The terms grow quickly, but addition and multiplication are compatible with remainders, so it is enough to keep the remainder of each term.',
        ],
        steps: [
          `We compute modulo $${modulus}$, beginning with $${x0}$ and $${x1}$.`,
          ...range(2, n).map(
            (k) =>
              tex`$x_{${k}} \equiv ${p} \cdot ${xs[k - 1]} + ${r} \cdot ${xs[k - 2]} + ${m} = ${p * (xs[k - 1] ?? 0) + r * (xs[k - 2] ?? 0) + m} \equiv ${xs[k]}$.`,
          ),
        ],
        end: `The remainder is $${answer}$.`,
      }),
    };
  },
};

export const contestMixed = [fractionSum, vieta, digitSums, cevian, periodic];
