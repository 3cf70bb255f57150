import { factorsOf, gcd, primesBetween, range, sum } from '../integers.ts';
import { list, paren, poly, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';
import { factored } from './divisors.ts';

/** Contest questions in which every answer is an integer from 100 to 999. */
export const inRange = (n: number | bigint): boolean => n >= 100 && n <= 999;

const lcmPairs: Template = {
  name: 'contest/pairs-with-given-lcm',
  domain: '11',
  make(d) {
    const level = d.level(4, 5);
    const primes = d.some(primesBetween(2, 17), d.int(2, 4)).sort((a, b) => a - b);
    const powers = primes.map(() => d.int(1, 6));
    const ordered = powers.reduce((t, e) => t * (2 * e + 1), 1);
    const unordered = (ordered + 1) / 2;
    const both = d.chance(0.5);
    const answer = both ? ordered : unordered;
    if (!inRange(answer)) return this.make(d);
    const n = primes.map((p, i) => (powers[i] === 1 ? `${p}` : `${p}^{${powers[i]}}`)).join(tex` \cdot `);
    return {
      level,
      given: { powers, both },
      question: d.say(
        `Find the number of ${both ? 'ordered pairs $(a, b)$' : 'sets $\\{a, b\\}$, where $a = b$ is allowed,'} of positive integers whose least common multiple is $${n}$.`,
        `How many ${both ? 'ordered' : 'unordered'} pairs of positive integers${both ? '' : ' (equal ones allowed)'} have the least common multiple $${n}$?`,
        tex`Let $N = ${n}$. In how many ways can one choose ${both ? 'a positive integer $a$ and then a positive integer $b$' : 'two positive integers $a \\le b$'} such that $\operatorname{lcm}(a, b) = N$?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'The exponent of a prime in the least common multiple is the larger of its exponents in the two numbers, so the primes can be treated one by one.',
        ],
        steps: [
          'Let the prime $p$ have exponent $e$ in $N$, and exponents $x$ and $y$ in the two numbers. We need $\\max(x, y) = e$: either $x = e$ and $y$ is anything from $0$ to $e$, or $y = e$ and $x < e$. That makes $(e + 1) + e = 2e + 1$ ordered pairs of exponents.',
          tex`For the exponents ${list(powers)} the factors are ${list(powers.map((e) => 2 * e + 1))}, so there are $${powers.map((e) => 2 * e + 1).join(tex` \cdot `)} = ${ordered}$ ordered pairs.`,
          ...(both
            ? []
            : [
                tex`Exactly one of them has equal members, namely both equal to $N$. The other $${ordered - 1}$ come in twos, so there are $\frac{${ordered - 1}}{2} + 1 = ${unordered}$ unordered pairs.`,
              ]),
        ],
        end: `The answer is $${answer}$.`,
      }),
    };
  },
};

const squareValues: Template = {
  name: 'contest/values-that-are-squares',
  domain: '11',
  make(d) {
    const level = d.level(4, 5);
    const h = d.int(1, 30);
    const k = d.pick([1, -1]) * d.int(20, 400);
    // n^2 + 2hn + h^2 + k = m^2  <=>  (m - n - h)(m + n + h) = k
    const found: number[] = [];
    const lines: string[] = [];
    for (const u of range(-Math.abs(k), Math.abs(k))) {
      if (u === 0 || k % u !== 0) continue;
      const v = k / u;
      if ((u + v) % 2 !== 0 || u + v < 0) continue;
      const n = (v - u) / 2 - h;
      if (n <= 0 || found.includes(n)) continue;
      found.push(n);
      lines.push(tex`$${paren(u)} \cdot ${paren(v)}$ gives $m = ${(u + v) / 2}$ and $n = ${n}$`);
    }
    const answer = sum(found);
    if (!inRange(answer) || found.length < 2) return this.make(d);
    const f = poly([h * h + k, 2 * h, 1], 'n');
    return {
      level,
      given: { h, k },
      question: d.say(
        `Find the sum of all positive integers $n$ for which $${f}$ is a perfect square.`,
        `For some positive integers $n$ the number $${f}$ is the square of an integer. What is the sum of all such $n$?`,
        `Determine the sum of those positive integers $n$ that make $\\sqrt{${f}}$ an integer.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'We complete the square and write the condition as a product of two integers with a known value; only finitely many factorisations have to be tried.',
        ],
        steps: [
          tex`We have $${f} = (n + ${h})^2 ${k < 0 ? '-' : '+'} ${Math.abs(k)}$. If this is $m^2$ with $m \ge 0$, then $(m - n - ${h})(m + n + ${h}) = ${k}$.`,
          tex`The two factors have the sum $2m$, so they must have the same parity and a sum that is not negative; their difference is $2(n + ${h})$, which has to exceed $${2 * h}$.`,
          `Going through the factorisations of $${k}$, the ones that fit are: ${lines.join('; ')}.`,
        ],
        end: `The sum of the values of $n$ is $${found.join(' + ')} = ${answer}$.`,
      }),
    };
  },
};

const lastThree: Template = {
  name: 'contest/sum-modulo-a-thousand',
  domain: '11',
  make(d) {
    const level = d.level(4, 5);
    const [a, b] = [d.int(2, 9), d.int(1, 30)];
    const n = d.int(20, 400);
    const power = d.pick([1, 2, 3] as const);
    const term = (k: number) => BigInt(a * k + b) ** BigInt(power);
    const total = range(1, n).reduce((t, k) => t + term(k), 0n);
    const answer = Number(total % 1000n);
    if (!inRange(answer)) return this.make(d);
    const s1 = (BigInt(n) * BigInt(n + 1)) / 2n;
    const s2 = (BigInt(n) * BigInt(n + 1) * BigInt(2 * n + 1)) / 6n;
    const s3 = s1 * s1;
    const [A, B] = [BigInt(a), BigInt(b)];
    const formulas = [
      `$\\sum k = \\frac{n(n+1)}{2} = ${s1}$`,
      `$\\sum k^2 = \\frac{n(n+1)(2n+1)}{6} = ${s2}$`,
      `$\\sum k^3 = \\left(\\frac{n(n+1)}{2}\\right)^2 = ${s3}$`,
    ].slice(0, power);
    const expanded = [
      `${a} \\cdot ${s1} + ${b} \\cdot ${n}`,
      `${A * A} \\cdot ${s2} + ${2n * A * B} \\cdot ${s1} + ${B * B} \\cdot ${n}`,
      `${A ** 3n} \\cdot ${s3} + ${3n * A * A * B} \\cdot ${s2} + ${3n * A * B * B} \\cdot ${s1} + ${B ** 3n} \\cdot ${n}`,
    ][power - 1];
    const shown = power === 1 ? `${a}k + ${b}` : `(${a}k + ${b})^${power}`;
    const firsts = [1, 2, 3].map((k) => (power === 1 ? `${a * k + b}` : `${a * k + b}^${power}`));
    return {
      level,
      given: { a, b, n, power },
      question: d.say(
        tex`Find the remainder when $\sum_{k=1}^{${n}} ${shown}$ is divided by $1000$.`,
        tex`Let $S = ${firsts.join(' + ')} + \cdots + ${power === 1 ? a * n + b : `${a * n + b}^${power}`}$, where the ${power === 1 ? 'terms' : 'bases'} grow by $${a}$ each time. Find the remainder of $S$ on division by $1000$.`,
        tex`What are the last three digits of $\sum_{k=1}^{${n}} ${shown}$? Give them as an integer.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'We expand the terms and use the well-known sums of powers; only at the end do we reduce modulo $1000$, although it could be done at any time.',
        ],
        steps: [
          `For $n = ${n}$ the sums of powers are ${list(formulas)}.`,
          `Expanding, the wanted sum is $${expanded} = ${total}$.`,
          tex`Its last three digits give the remainder: $${total} \equiv ${answer} \pmod{1000}$.`,
        ],
        check: tex`Modulo $10$ the terms repeat with a period that divides $10$, and the last digit $${answer % 10}$ agrees with adding up the last digits of one period.`,
        end: `The remainder is $${answer}$.`,
      }),
    };
  },
};

const floorSum: Template = {
  name: 'contest/sum-of-floors',
  domain: '11',
  make(d) {
    const level = d.level(4, 5);
    const b = d.int(5, 60);
    const a = d.intWhere(3, 90, (x) => gcd(x, b) === 1);
    const n = b - 1;
    const answer = ((a - 1) * (b - 1)) / 2;
    const extra = d.int(0, 4);
    const total = answer + extra * ((n * (n + 1)) / 2);
    if (!inRange(total)) return this.make(d);
    const c = a + extra * b;
    return {
      level,
      given: { c, b },
      question: d.say(
        tex`Find the value of $\sum_{k=1}^{${n}} \left\lfloor \frac{${c}k}{${b}} \right\rfloor$, where $\lfloor x \rfloor$ is the greatest integer not exceeding $x$.`,
        tex`Compute $\left\lfloor \frac{${c}}{${b}} \right\rfloor + \left\lfloor \frac{2 \cdot ${c}}{${b}} \right\rfloor + \cdots + \left\lfloor \frac{${n} \cdot ${c}}{${b}} \right\rfloor$.`,
        `How many points with positive integer coordinates $(k, j)$ satisfy $k \\le ${n}$ and $${b}j \\le ${c}k$?`,
      ),
      answer: `${total}`,
      solution: worked(d, level, {
        why: [
          tex`Since $\gcd(${c}, ${b}) = 1$, none of the numbers $\frac{${c}k}{${b}}$ with $1 \le k \le ${n}$ is an integer.`,
          'So we pair the first term with the last one, the second with the last but one, and so on.',
        ],
        steps: [
          tex`The terms for $k$ and $${b} - k$ add up to $\left\lfloor \frac{${c}k}{${b}} \right\rfloor + \left\lfloor ${c} - \frac{${c}k}{${b}} \right\rfloor$, and for $x$ that is not an integer $\lfloor x \rfloor + \lfloor ${c} - x \rfloor = ${c} - 1$.`,
          tex`Hence twice the sum is $${n} \cdot ${c - 1} = ${n * (c - 1)}$, because there are $${n}$ values of $k$.`,
          tex`The sum is $\frac{${n * (c - 1)}}{2} = ${total}$.`,
        ],
        check: tex`In the plane this counts the lattice points below the line $y = \frac{${c}}{${b}}x$ in a rectangle, and the symmetry about the centre of the rectangle is the same argument.`,
        end: `The value is $${total}$.`,
      }),
    };
  },
};

const bigDivisor: Template = {
  name: 'contest/least-multiple-with-many-divisors',
  domain: '11',
  make(d) {
    const level = d.level(4, 5);
    const m = d.int(20, 320);
    const goal = d.int(6, 24);
    const tau = (n: number) => factorsOf(n).reduce((t, [, e]) => t * (e + 1), 1);
    let n = m;
    while (tau(n) < goal) n += m;
    if (!inRange(n) || n === m) return this.make(d);
    const tried = range(1, n / m).map((k) => k * m);
    return {
      level,
      given: { m, goal },
      question: d.say(
        `What is the smallest positive multiple of $${m}$ that has at least $${goal}$ positive divisors?`,
        `Find the least positive integer that is divisible by $${m}$ and has $${goal}$ or more positive divisors.`,
      ),
      answer: `${n}`,
      solution: worked(d, level, {
        why: [
          'The number of divisors is the product of the exponents of the prime factorisation, each increased by one. We go through the multiples in order until this product is large enough.',
        ],
        steps: tried.map(
          (k) =>
            tex`$${k} = ${factored(k)}$ has $${factorsOf(k)
              .map(([, e]) => `${e + 1}`)
              .join(
                tex` \cdot `,
              )}${factorsOf(k).length > 1 ? ` = ${tau(k)}` : ''}$ divisors${k === n ? `, which is enough` : ', too few'}.`,
        ),
        end: `So the smallest such multiple is $${n}$.`,
      }),
    };
  },
};

export const contestNumbers = [lcmPairs, squareValues, lastThree, floorSum, bigDivisor];
