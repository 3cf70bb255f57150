import { divisorsOf, gcd, lcm, mod, primesBetween, range, sum, totient } from '../integers.ts';
import { list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const permutationOrder: Template = {
  name: 'groups/permutation-order',
  domain: '20',
  make(d) {
    const level = d.level(1, 4);
    const n = d.int(5, 6 + 2 * level);
    const image = d.shuffle(range(1, n));
    const cycles: number[][] = [];
    const seen = new Set<number>();
    for (const start of range(1, n)) {
      const cycle: number[] = [];
      for (let x = start; !seen.has(x); x = image[x - 1] ?? 1) {
        seen.add(x);
        cycle.push(x);
      }
      if (cycle.length > 0) cycles.push(cycle);
    }
    const lengths = cycles.map((cycle) => cycle.length);
    const order = lengths.reduce(lcm, 1);
    const word = cycles.filter((cycle) => cycle.length > 1).map((cycle) => `(${cycle.join(tex`\ `)})`);
    const s = d.pick(['\\sigma', '\\pi', '\\tau', '\\rho']);
    return {
      level,
      given: { image },
      question: d.say(
        tex`The permutation $${s}$ of $\{1, \dots, ${n}\}$ has the values $${image.map((y, i) => `${s}(${i + 1}) = ${y}`).join('$, $')}$. What is the order of $${s}$ in the symmetric group $S_{${n}}$?`,
        tex`Let $${s} = \begin{pmatrix} ${range(1, n).join(' & ')} \\ ${image.join(' & ')} \end{pmatrix}$. Find the smallest $k > 0$ for which $${s}^k$ is the identity.`,
        `A shuffling machine moves the cards in positions ${range(1, n).join(', ')} to the positions ${image.join(', ')}, in this order. After how many runs is every card back in its place for the first time?`,
      ),
      answer: `${order}`,
      solution: worked(d, level, {
        why: [
          'Disjoint cycles do not disturb each other, so a power of the permutation is the identity exactly when the exponent is a multiple of every cycle length.',
        ],
        steps: [
          `We follow the elements around: ${cycles.map((cycle) => (cycle.length === 1 ? tex`$${cycle[0]}$ stays where it is` : tex`$${[...cycle, cycle[0]].join(tex` \to `)}$`)).join('; ')}.`,
          word.length > 0
            ? `So the permutation is $${word.join('')}$ in cycle notation, with cycles of length ${list(lengths)}.`
            : 'No element moves, so this is the identity.',
          tex`The order is the least common multiple $\operatorname{lcm}(${lengths.join(', ')}) = ${order}$.`,
        ],
        end: `The order is $${order}$.`,
      }),
    };
  },
};

const elementsOfOrder: Template = {
  name: 'groups/elements-of-given-order',
  domain: '20',
  make(d) {
    const level = d.level(3, 5);
    const moduli = range(1, level > 4 ? 3 : 2).map(() => d.int(4, 16 * level));
    const orders = divisorsOf(moduli.reduce(lcm, 1)).filter((t) => t > 1 && t < 60);
    if (orders.length === 0) return this.make(d);
    const k = d.pick(orders);
    const solutions = (t: number) => moduli.reduce((product, m) => product * gcd(t, m), 1);
    const smaller = divisorsOf(k);
    const exact = new Map<number, number>();
    for (const t of smaller)
      exact.set(
        t,
        solutions(t) -
          sum(
            divisorsOf(t)
              .filter((u) => u < t)
              .map((u) => exact.get(u) ?? 0),
          ),
      );
    const group = moduli.map((m) => tex`\mathbb{Z}/${m}\mathbb{Z}`).join(tex` \times `);
    return {
      level,
      given: { moduli, k },
      question: d.say(
        `How many elements of order $${k}$ does the group $${group}$ have?`,
        `Determine the number of elements of the additive group $${group}$ whose order is exactly $${k}$.`,
        `Let $G = ${group}$. For how many $g \\in G$ is $${k}$ the smallest positive integer $t$ with $tg = 0$?`,
      ),
      answer: `${exact.get(k)}`,
      solution: worked(d, level, {
        why: [
          tex`The equation $tx = 0$ has $\gcd(t, m)$ solutions in $\mathbb{Z}/m\mathbb{Z}$, and in a product the numbers of solutions multiply.`,
          'An element satisfies $tg = 0$ exactly when its order divides $t$, so the elements of order $t$ are what is left after removing those whose order is a proper divisor of $t$.',
        ],
        steps: [
          ...smaller.map(
            (t) =>
              tex`For $t = ${t}$: $${moduli.map((m) => tex`\gcd(${t}, ${m})`).join(tex` \cdot `)} = ${solutions(t)}$ solutions${t === 1 ? ', the zero element' : `, of which $${solutions(t)} - ${solutions(t) - (exact.get(t) ?? 0)} = ${exact.get(t)}$ have order exactly $${t}$`}.`,
          ),
        ],
        end: `So $${exact.get(k)}$ elements have order $${k}$.`,
      }),
    };
  },
};

const homomorphisms: Template = {
  name: 'groups/homomorphisms',
  domain: '20',
  make(d) {
    const level = d.level(2, 3);
    const m = d.int(4, 60 * level);
    const n = d.int(4, 60 * level);
    const kind = d.pick(['all', 'units'] as const);
    const answer = kind === 'all' ? gcd(m, n) : totient(m);
    const Z = (k: number) => tex`\mathbb{Z}/${k}\mathbb{Z}`;
    return {
      level,
      given: { m, n, kind },
      question:
        kind === 'all'
          ? d.say(
              `How many group homomorphisms are there from $${Z(m)}$ to $${Z(n)}$?`,
              `Determine the number of homomorphisms of additive groups $${Z(m)} \\to ${Z(n)}$.`,
              `Count the maps $f \\colon ${Z(m)} \\to ${Z(n)}$ with $f(x + y) = f(x) + f(y)$ for all $x$ and $y$.`,
            )
          : d.say(
              `How many automorphisms does the cyclic group of order $${m}$ have?`,
              `Find the number of elements that generate the group $${Z(m)}$.`,
              `A cyclic group has $${m}$ elements. How many of them are generators?`,
            ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'A homomorphism on a cyclic group is fixed by the image of the generator $1$, because all other values are multiples of that image.',
        ],
        steps:
          kind === 'all'
            ? [
                tex`The image $a$ of $1$ can be any element of $${Z(n)}$ for which the relation $${m} \cdot 1 = 0$ is respected, that is $${m}a \equiv 0 \pmod{${n}}$.`,
                tex`This congruence has $\gcd(${m}, ${n})$ solutions, namely the multiples of $\frac{${n}}{\gcd(${m}, ${n})} = ${n / gcd(m, n)}$.`,
                tex`Here $\gcd(${m}, ${n}) = ${answer}$.`,
              ]
            : [
                tex`The element $a$ generates the whole group exactly when $\gcd(a, ${m}) = 1$; an automorphism has to send $1$ to such an element.`,
                tex`Their number is Euler's function $\varphi(${m})$. The prime divisors of $${m}$ are ${list(
                  primesBetween(2, m)
                    .filter((p) => m % p === 0)
                    .map((p) => `$${p}$`),
                )}.`,
                tex`So $\varphi(${m}) = ${m} ${primesBetween(2, m)
                  .filter((p) => m % p === 0)
                  .map((p) => tex`\cdot \left(1 - \frac{1}{${p}}\right)`)
                  .join(' ')} = ${answer}$.`,
              ],
        end: `The number is $${answer}$.`,
      }),
    };
  },
};

const operationTable: Template = {
  name: 'groups/idempotents-of-an-operation',
  domain: '08',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(6, 15 * level);
    const [a, b, c] = [d.int(1, n - 1), d.int(1, n - 1), d.int(0, n - 1)];
    const kind = d.pick(['idempotent', 'associative'] as const);
    const solutions = range(0, n - 1).filter((x) => mod(a * x + b * x + c - x, n) === 0);
    const e = mod(a + b - 1, n);
    const g = gcd(e, n);
    const left = range(0, n - 1).filter(
      (x) => mod(a * (a - 1) * x + (a - 1) * c - (b * (b - 1) * x + (b - 1) * c), n) === 0,
    );
    const answer = kind === 'idempotent' ? solutions.length : left.length;
    const [p, r] = [mod(a * (a - 1) - b * (b - 1), n), mod((a - b) * c, n)];
    return {
      level,
      given: { n, a, b, c, kind },
      question: d.say(
        tex`On the set $\{0, 1, \dots, ${n - 1}\}$ an operation is defined by $x * y = ${a}x + ${b}y + ${c} \pmod{${n}}$. How many elements $x$ satisfy ${kind === 'idempotent' ? '$x * x = x$' : '$(x * x) * x = x * (x * x)$'}?`.replaceAll(
          /\b1([xy])/g,
          '$1',
        ),
        tex`Let $x * y$ be the remainder of $${a}x + ${b}y + ${c}$ on division by $${n}$. Find the number of ${kind === 'idempotent' ? tex`idempotents, that is of $x \in \{0, \dots, ${n - 1}\}$ with $x * x = x$` : tex`$x \in \{0, \dots, ${n - 1}\}$ for which $(x * x) * x = x * (x * x)$`}.`.replaceAll(
          /\b1([xy])/g,
          '$1',
        ),
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'We write the condition out; it becomes a linear congruence in $x$, and such a congruence $ux \\equiv v \\pmod n$ has $\\gcd(u, n)$ solutions when $\\gcd(u, n)$ divides $v$, and none otherwise.',
        ],
        steps:
          kind === 'idempotent'
            ? [
                tex`The condition says $${a}x + ${b}x + ${c} \equiv x$, that is $${a + b - 1}x \equiv ${-c} \pmod{${n}}$, or $${e}x \equiv ${mod(-c, n)} \pmod{${n}}$.`,
                tex`Here $\gcd(${e}, ${n}) = ${g}$, which ${mod(-c, n) % g === 0 ? `divides $${mod(-c, n)}$, so there are $${answer}$ solutions` : `does not divide $${mod(-c, n)}$, so there is no solution`}.`,
              ]
            : [
                tex`First $x * x = ${a + b}x + ${c}$. Then $(x * x) * x = ${a}(${a + b}x + ${c}) + ${b}x + ${c}$ and $x * (x * x) = ${a}x + ${b}(${a + b}x + ${c}) + ${c}$.`,
                tex`The difference is $(${a} - ${b})(${a + b}x + ${c}) - (${a} - ${b})x = (${a} - ${b})(${a + b - 1}x + ${c})$, which has to vanish modulo $${n}$: $${p}x + ${r} \equiv 0$.`,
                tex`Here $\gcd(${p}, ${n}) = ${gcd(p, n)}$, which ${r % gcd(p, n) === 0 ? `divides $${r}$, so there are $${answer}$ solutions` : `does not divide $${r}$, so there is no solution`}.`,
              ],
        end: `The number of such elements is $${answer}$.`,
      }),
    };
  },
};

export const groups = [permutationOrder, elementsOfOrder, homomorphisms, operationTable];
