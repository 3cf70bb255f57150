import { divisorsOf, factorsOf, lcm, primesBetween, range } from '../integers.ts';
import { list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

export const factored = (n: number): string =>
  factorsOf(n)
    .map(([p, e]) => (e === 1 ? `${p}` : `${p}^{${e}}`))
    .join(tex` \cdot `);

const DIVISOR_KINDS = ['all', 'odd', 'square', 'multiple'] as const;

const countDivisors: Template = {
  name: 'number-theory/count-divisors',
  domain: '11',
  make(d) {
    const level = d.level(2, 4);
    const primes = d.some([2, 3, 5, 7, 11, 13], level).sort((a, b) => a - b);
    const powers = primes.map(() => d.int(1, level === 2 ? 7 : 5));
    const kind = d.pick(DIVISOR_KINDS);
    const base = d.int(0, primes.length - 1);
    const needed = d.int(1, powers[base] as number);
    const must = (primes[base] as number) ** needed;
    const n = primes.map((p, i) => `${p}^{${powers[i]}}`).join(tex` \cdot `);
    const choices = powers.map((e, i) => {
      if (kind === 'odd' && primes[i] === 2) return 1;
      if (kind === 'square') return Math.floor(e / 2) + 1;
      return kind === 'multiple' && i === base ? e - needed + 1 : e + 1;
    });
    const count = choices.reduce((product, c) => product * c, 1);
    const what = {
      all: 'positive divisors',
      odd: 'odd positive divisors',
      square: 'divisors that are perfect squares',
      multiple: `positive divisors that are multiples of $${must}$`,
    }[kind];
    const rule = {
      all: 'Each exponent may be anything from $0$ up to the one in $N$.',
      odd: 'A divisor is odd exactly when it has no factor $2$; the other exponents are free.',
      square: 'A divisor is a perfect square exactly when each of its exponents is even.',
      multiple: `A divisor is a multiple of $${must}$ exactly when its exponent of $${primes[base]}$ is at least $${needed}$.`,
    }[kind];
    return {
      level,
      given: { primes, powers, kind, must },
      question: d.say(
        `How many ${what} does $N = ${n}$ have?`,
        `Let $N = ${n}$. Find the number of ${what} of $N$.`,
        `The integer $N$ has the prime factorisation $${n}$. Count the ${what} of $N$.`,
        `Determine how many ${what} the number $${n}$ has.`,
      ),
      answer: `${count}`,
      solution: worked(d, level, {
        why: [
          'A divisor is fixed by the exponents of the primes in it, and these are chosen one after the other without influence on each other.',
          'The number of divisors is therefore a product with one factor for each prime.',
        ],
        steps: [
          `Write a divisor as $${primes.map((p, i) => `${p}^{${'abcd'[i]}}`).join(tex` \cdot `)}$ with $${primes.map((_, i) => tex`0 \le ${'abcd'[i]} \le ${powers[i]}`).join('$, $')}$. ${rule}`,
          ...primes.map(
            (p, i) =>
              `For the prime $${p}$ this leaves $${choices[i]}$ ${choices[i] === 1 ? 'possibility' : 'possibilities'} for the exponent.`,
          ),
          tex`Together there are $${choices.join(tex` \cdot `)} = ${count}$ ways to choose all exponents.`,
        ],
        end: `Hence there are $${count}$ such divisors.`,
      }),
    };
  },
};

const divisibleCount: Template = {
  name: 'number-theory/divisible-by-some',
  domain: '11',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(3, 40 * level) * d.pick([10, 25, 50]);
    const [a = 2, b = 3] = d.some(range(2, 15), 2).sort((x, y) => x - y);
    const c = level > 2 ? d.intWhere(3, 17, (k) => k !== a && k !== b && a % k !== 0 && b % k !== 0) : 0;
    const m = lcm(a, b);
    const each = (k: number) => Math.floor(n / k);
    const both = each(a) + each(b) - each(m);
    const [ac, bc, mc] = c > 0 ? [lcm(a, c), lcm(b, c), lcm(m, c)] : [1, 1, 1];
    const cut = c > 0 ? each(ac) + each(bc) - each(mc) : 0;
    const rest = c > 0 ? ` but not by $${c}$` : '';
    return {
      level,
      given: { n, a, b, c },
      question: d.say(
        `How many integers from $1$ to $${n}$ are divisible by $${a}$ or by $${b}$${rest}?`,
        `Among the first $${n}$ positive integers, how many are multiples of $${a}$ or of $${b}$${c > 0 ? ` and are not multiples of $${c}$` : ''}?`,
        tex`Find the number of elements of $\{1, 2, \dots, ${n}\}$ that are divisible by at least one of $${a}$ and $${b}$${rest}.`,
      ),
      answer: `${both - cut}`,
      solution: worked(d, level, {
        why: [
          tex`Up to $${n}$ there are $\lfloor ${n}/k \rfloor$ multiples of $k$; whoever is a multiple of two numbers is a multiple of their least common multiple, and must not be counted twice.`,
        ],
        steps: [
          tex`Multiples of $${a}$: $\lfloor ${n}/${a} \rfloor = ${each(a)}$. Multiples of $${b}$: $\lfloor ${n}/${b} \rfloor = ${each(b)}$. Multiples of both, that is of $${m}$: $\lfloor ${n}/${m} \rfloor = ${each(m)}$.`,
          `By inclusion and exclusion $${each(a)} + ${each(b)} - ${each(m)} = ${both}$ integers are divisible by $${a}$ or $${b}$.`,
          ...(c > 0
            ? [
                tex`From these we take away those that are divisible by $${c}$ too. The least common multiples with $${c}$ are $${ac}$, $${bc}$ and $${mc}$, with $${each(ac)}$, $${each(bc)}$ and $${each(mc)}$ multiples, so $${each(ac)} + ${each(bc)} - ${each(mc)} = ${cut}$ have to go.`,
                `What is left is $${both} - ${cut} = ${both - cut}$.`,
              ]
            : []),
        ],
        end: `There are $${both - cut}$ such integers.`,
      }),
    };
  },
};

const consecutiveSum: Template = {
  name: 'number-theory/sums-of-consecutive',
  domain: '11',
  make(d) {
    const level = d.level(3, 5);
    const odd = d.some(primesBetween(3, 13), level - 1);
    const n = 2 ** d.int(0, 4) * odd.reduce((product, p) => product * p ** d.int(1, p < 6 ? 3 : 1), 1);
    const oddDivisors = divisorsOf(n).filter((k) => k % 2 === 1);
    const count = oddDivisors.length - 1;
    const shown = oddDivisors.slice(1).map((k) => {
      const length = k * (k + 1) <= 2 * n ? k : (2 * n) / k;
      const first = (n - (length * (length - 1)) / 2) / length;
      return `$${length}$ terms from $${first}$ to $${first + length - 1}$`;
    });
    return {
      level,
      given: { n },
      question: d.say(
        `In how many ways can $${n}$ be written as a sum of two or more consecutive positive integers?`,
        `Find the number of ways to express $${n}$ as the sum of at least two consecutive positive integers.`,
        `How often does $${n}$ occur as a sum $k + (k+1) + \\cdots + l$ with integers $1 \\le k < l$?`,
        `How many runs of two or more consecutive positive integers have the sum $${n}$?`,
      ),
      answer: `${count}`,
      solution: worked(d, level, {
        why: [
          tex`A run of $k$ integers that begins with $a$ has the sum $ka + \frac{k(k-1)}{2}$, so $k(2a + k - 1) = ${2 * n}$.`,
          'The two factors $k$ and $2a + k - 1$ differ by the odd number $2a - 1$; one of them is even and the other is odd.',
        ],
        steps: [
          tex`We factor: $${n} = ${factored(n)}$, thus $${2 * n} = ${factored(2 * n)}$.`,
          tex`Each odd divisor of $${n}$ belongs to exactly one way to write $${2 * n}$ as a product of an odd and an even factor; the smaller factor is $k$ and the larger one is $2a + k - 1$, which makes $a \ge 1$ automatically.`,
          tex`The number of odd divisors is $${factorsOf(n)
            .filter(([p]) => p > 2)
            .map(([, e]) => `(${e} + 1)`)
            .join(
              '',
            )} = ${oddDivisors.length}$. One of them, the divisor $1$, gives $k = 1$, a run of a single number, which is not allowed.`,
          `That leaves $${oddDivisors.length} - 1 = ${count}$ runs: ${list(shown.slice(0, 24), 'and')}${shown.length > 24 ? ', and so on' : ''}.`,
        ],
        end: `So there are $${count}$ ways.`,
      }),
    };
  },
};

export const divisors = [countDivisors, divisibleCount, consecutiveSum];
