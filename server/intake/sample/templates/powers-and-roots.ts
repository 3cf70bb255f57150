import { factorsOf, gcd, isPrime, powMod, primesBetween, totient } from '../integers.ts';
import { list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';
import { factored } from './divisors.ts';

const trailingZeros: Template = {
  name: 'residues/zeros-of-factorial',
  domain: '11',
  make(d) {
    const level = d.level(2, 5);
    const base =
      level < 4 ? d.pick([10, 6, 12, 7, 15, 14, 21]) : d.pick([12, 18, 20, 24, 36, 45, 72, 100, 63]);
    const n = d.int(40, 500 * level);
    const parts = factorsOf(base).map(([p, e]) => {
      const terms: number[] = [];
      for (let power = p; power <= n; power *= p) terms.push(Math.floor(n / power));
      const total = terms.reduce((a, b) => a + b, 0);
      return { p, e, terms, total, room: Math.floor(total / e) };
    });
    const zeros = Math.min(...parts.map(({ room }) => room));
    return {
      level,
      given: { n, base },
      question: d.say(
        base === 10
          ? `With how many zeros does $${n}!$ end?`
          : `With how many zeros does $${n}!$ end when it is written in base $${base}$?`,
        `Find the largest integer $k$ for which $${base}^k$ divides $${n}!$.`,
        `The product $1 \\cdot 2 \\cdot 3 \\cdots ${n}$ is divided by $${base}$ as often as it goes without a remainder. How often is that?`,
        `What is the exponent of the highest power of $${base}$ that divides $${n}!$?`,
      ),
      answer: `${zeros}`,
      solution: worked(d, level, {
        why: [
          "By Legendre's formula the exponent of a prime $p$ in $n!$ is $\\lfloor n/p \\rfloor + \\lfloor n/p^2 \\rfloor + \\lfloor n/p^3 \\rfloor + \\cdots$: the first term counts the multiples of $p$, the second one those that bring a second factor $p$, and so on.",
          'The power of a composite number is limited by whichever of its primes runs out first.',
        ],
        steps: [
          `We factor the base: $${base} = ${factored(base)}$.`,
          ...parts.map(
            ({ p, e, terms, total, room }) =>
              tex`The prime $${p}$ occurs in $${n}!$ exactly $${terms.join(' + ')} = ${total}$ times.${e > 1 ? tex` Each factor $${base}$ uses $${e}$ of them, so there are enough for $\lfloor ${total}/${e} \rfloor = ${room}$.` : ''}`,
          ),
          parts.length > 1
            ? `The smallest of these numbers decides: $\\min(${parts.map(({ room }) => room).join(', ')}) = ${zeros}$.`
            : `No other prime is needed, so this number decides.`,
        ],
        end: `The answer is $${zeros}$.`,
      }),
    };
  },
};

const orderModulo: Template = {
  name: 'residues/order-of-element',
  domain: '11',
  make(d) {
    const level = d.level(3, 5);
    const p = d.pick(primesBetween(11, 60 * level));
    const a = d.int(2, p - 2);
    const phi = totient(p);
    const primes = factorsOf(phi);
    let order = phi;
    const lines: string[] = [];
    for (const [r] of primes) {
      while (order % r === 0) {
        const tried = order / r;
        const value = powMod(a, tried, p);
        lines.push(
          tex`$${a}^{${tried}} \equiv ${value} \pmod{${p}}$, so ${value === 1 ? `the order divides $${tried}$` : `the exponent $${tried}$ is too small and the factor $${r}$ has to stay`}`,
        );
        if (value !== 1) break;
        order = tried;
      }
    }
    return {
      level,
      given: { a, p },
      question: d.say(
        `Find the order of $${a}$ in the multiplicative group modulo the prime $${p}$.`,
        `What is the smallest positive integer $n$ for which $${a}^n - 1$ is divisible by $${p}$?`,
        tex`Determine the least $n > 0$ with $${a}^n \equiv 1 \pmod{${p}}$.`,
        `The powers of $${a}$ are written down modulo the prime $${p}$. After how many steps does the list begin to repeat?`,
      ),
      answer: `${order}`,
      solution: worked(d, level, {
        why: [
          tex`By Fermat's little theorem $${a}^{${phi}} \equiv 1 \pmod{${p}}$, so the order divides $${phi} = ${factored(phi)}$.`,
          'We start from this exponent and take out one prime factor at a time as long as the power stays $1$.',
        ],
        steps: lines.map((line) => `${line}.`),
        check: isPrime(order)
          ? `The order found, $${order}$, is a prime, so no smaller exponent could work unless $${a}$ were $1$.`
          : `What is left, $${order}$, divides $${phi}$, as it must.`,
        end: `Nothing more can be taken out: the order is $${order}$.`,
      }),
    };
  },
};

const squareRoots: Template = {
  name: 'residues/square-roots',
  domain: '11',
  make(d) {
    const level = d.level(3, 5);
    const [p = 7, r = 11] = d.some(primesBetween(5, 12 + 8 * level), 2);
    const m = p * r;
    const root = d.intWhere(2, m - 1, (n) => gcd(n, m) === 1);
    const a = (root * root) % m;
    const solutions: number[] = [];
    for (let x = 0; x < m; x++) if ((x * x) % m === a) solutions.push(x);
    const [rp, rr] = [root % p, root % r];
    return {
      level,
      given: { a, m },
      question: d.say(
        tex`List all integers $x$ with $0 \le x < ${m}$ and $x^2 \equiv ${a} \pmod{${m}}$. What is the second smallest of them?`,
        tex`The congruence $x^2 \equiv ${a} \pmod{${m}}$ has several solutions in $0 \le x < ${m}$. Which is the second smallest one?`,
        tex`Order the square roots of $${a}$ modulo $${m}$ from the smallest to the largest, all between $0$ and $${m - 1}$. Which one comes second?`,
      ),
      answer: `${solutions[1]}`,
      solution: worked(d, level, {
        why: [
          tex`Since $${m} = ${p} \cdot ${r}$ is a product of two primes, the congruence holds modulo $${m}$ exactly when it holds modulo $${p}$ and modulo $${r}$.`,
          'Modulo a prime a square that is not zero has exactly two roots, which differ in sign, so there are four combinations.',
        ],
        steps: [
          tex`Modulo $${p}$: $${a} \equiv ${a % p}$, and the roots are $${Math.min(rp, p - rp)}$ and $${Math.max(rp, p - rp)}$, because $${Math.min(rp, p - rp)}^2 \equiv ${a % p} \pmod{${p}}$.`,
          tex`Modulo $${r}$: $${a} \equiv ${a % r}$, and the roots are $${Math.min(rr, r - rr)}$ and $${Math.max(rr, r - rr)}$.`,
          `Each choice of one root modulo $${p}$ and one modulo $${r}$ belongs to one number below $${m}$. ${solutions.map((x) => tex`The pair $(${x % p}, ${x % r})$ belongs to $${x}$`).join('. ')}.`,
          `In order they are ${list(solutions.map((x) => `$${x}$`))}; they come in pairs that add up to $${m}$, so their sum is $${solutions.reduce((x, y) => x + y, 0)}$.`,
        ],
        end: `The second smallest solution is $${solutions[1]}$.`,
      }),
    };
  },
};

export const powersAndRoots = [trailingZeros, orderModulo, squareRoots];
