import { divisorsOf, factorsOf, isPrime, sum, totient } from '../integers.ts';
import { list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';
import { factored } from './divisors.ts';

const unitsAndDivisors: Template = {
  name: 'rings/zero-divisors',
  domain: '16',
  make(d) {
    const level = d.level(2, 4);
    const m = d.intWhere(6, 60 * level, (n) => !isPrime(n));
    const n = level > 2 ? d.int(3, 12 * level) : 1;
    const kind = d.pick(['units', 'zero divisors', 'nilpotent elements'] as const);
    const size = m * n;
    const units = totient(m) * totient(n);
    const radical = (k: number) => factorsOf(k).reduce((product, [p]) => product * p, 1);
    const nil = (m / radical(m)) * (n / radical(n));
    const answer = { units, 'zero divisors': size - units - 1, 'nilpotent elements': nil }[kind];
    const ring =
      n === 1
        ? tex`\mathbb{Z}/${m}\mathbb{Z}`
        : tex`\mathbb{Z}/${m}\mathbb{Z} \times \mathbb{Z}/${n}\mathbb{Z}`;
    const note =
      kind === 'zero divisors'
        ? ' (not counting zero itself)'
        : kind === 'nilpotent elements'
          ? ' (zero counts as one of them)'
          : '';
    return {
      level,
      given: { m, n, kind },
      question: d.say(
        `How many ${kind}${note} does the ring $${ring}$ have?`,
        `Determine the number of ${kind} of the ring $${ring}$${note}.`,
        `Let $R = ${ring}$. Count the ${kind} in $R$${note}.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'In a finite commutative ring every element is either a unit or a zero divisor or zero.',
          tex`An element of $\mathbb{Z}/m\mathbb{Z}$ is a unit exactly when it has no common factor with $m$, and nilpotent exactly when every prime divisor of $m$ divides it. In a product of rings all components have to satisfy this.`,
        ],
        steps: [
          n === 1
            ? `The modulus is $${m} = ${factored(m)}$.`
            : `The moduli are $${m} = ${factored(m)}$ and $${n} = ${factored(n)}$, so the ring has $${m} \\cdot ${n} = ${size}$ elements.`,
          kind === 'nilpotent elements'
            ? tex`Nilpotent are the multiples of the product of all primes, $${radical(m)}$${n === 1 ? '' : ` and $${radical(n)}$`}; there are $${m}/${radical(m)} = ${m / radical(m)}$${n === 1 ? '' : ` and $${n}/${radical(n)} = ${n / radical(n)}$, together $${nil}$`} of them.`
            : tex`The number of units is $\varphi(${m})${n === 1 ? '' : tex` \cdot \varphi(${n})`} = ${n === 1 ? '' : tex`${totient(m)} \cdot ${totient(n)} = `}${units}$.`,
          ...(kind === 'zero divisors'
            ? [
                `Leaving out the units and zero, $${size} - ${units} - 1 = ${answer}$ elements are zero divisors.`,
              ]
            : []),
        ],
        end: `So the number of ${kind} is $${answer}$.`,
      }),
    };
  },
};

const irreducibles: Template = {
  name: 'rings/irreducible-polynomials',
  domain: '12',
  make(d) {
    const level = d.level(3, 5);
    const p = d.pick([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 4, 8, 9, 16, 25, 27]);
    const n = d.int(2, level + 3);
    const mobius = (k: number) =>
      factorsOf(k).some(([, e]) => e > 1) ? 0 : factorsOf(k).length % 2 === 0 ? 1 : -1;
    const terms = divisorsOf(n)
      .map((t) => ({ t, mu: mobius(t), power: BigInt(p) ** BigInt(n / t) }))
      .filter(({ mu }) => mu !== 0);
    const total = terms.reduce((x, { mu, power }) => x + BigInt(mu) * power, 0n);
    const answer = total / BigInt(n);
    return {
      level,
      given: { p, n },
      question: d.say(
        `How many monic irreducible polynomials of degree $${n}$ are there over the field with $${p}$ elements?`,
        tex`Count the monic irreducible polynomials of degree $${n}$ in $\mathbb{F}_{${p}}[x]$.`,
        tex`Over the finite field $\mathbb{F}_{${p}}$ there are $${p}^{${n}}$ monic polynomials of degree $${n}$. How many of these cannot be factored?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          tex`The polynomial $x^{q^n} - x$ is the product of all monic irreducible polynomials over $\mathbb{F}_q$ whose degree divides $n$.`,
          tex`Comparing degrees, $q^n = \sum_{t \mid n} t N_t$, where $N_t$ is the number of monic irreducible polynomials of degree $t$; Möbius inversion solves this for $N_n$.`,
        ],
        steps: [
          tex`The inversion gives $N_n = \frac{1}{n} \sum_{t \mid n} \mu(t)\, q^{n/t}$ with $q = ${p}$ and $n = ${n}$.`,
          `The divisors that count are ${list(terms.map(({ t, mu, power }) => tex`$t = ${t}$ with $\mu(${t}) = ${mu}$ and $${p}^{${n / t}} = ${power}$`))}.`,
          tex`Hence $N_{${n}} = \frac{${terms.map(({ mu, power }, i) => `${mu < 0 ? '- ' : i > 0 ? '+ ' : ''}${power}`).join(' ')}}{${n}} = \frac{${total}}{${n}} = ${answer}$.`,
        ],
        end: `There are $${answer}$ such polynomials.`,
      }),
    };
  },
};

const gaussianQuotient: Template = {
  name: 'rings/quotient-of-gaussian-integers',
  domain: '13',
  make(d) {
    const level = d.level(3, 4);
    const [a, b] = [d.nonzero(-12, 12), d.nonzero(-12, 12)];
    const k = d.pick([1, 1, 2, 3, -2, -3, 5]);
    const ring = k === 1 ? tex`\mathbb{Z}[i]` : tex`\mathbb{Z}[\sqrt{${-k}}]`;
    const root = k === 1 ? 'i' : tex`\sqrt{${-k}}`;
    const size = Math.abs(a * a + k * b * b);
    if (size < 2) return this.make(d);
    const element = `${a} ${b < 0 ? '-' : '+'} ${Math.abs(b) === 1 ? '' : Math.abs(b)}${root}`;
    return {
      level,
      given: { a, b, k },
      question: d.say(
        `How many elements does the quotient ring $${ring}/(${element})$ have?`,
        `Find the number of residue classes of $${ring}$ modulo the element $${element}$.`,
        `Let $I$ be the ideal of $${ring}$ generated by $${element}$. Determine the index of $I$ as a subgroup of $${ring}$.`,
      ),
      answer: `${size}`,
      solution: worked(d, level, {
        why: [
          'As an additive group the ring is a lattice of rank two, and the ideal is a sublattice. The number of classes is the absolute value of the determinant of a basis of the sublattice.',
        ],
        steps: [
          `A basis of the ring is $1, ${root}$. The ideal is spanned by the products of the generator with these two: $${element}$ itself and $(${element})${root} = ${-k * b} ${a < 0 ? '-' : '+'} ${Math.abs(a) === 1 ? '' : Math.abs(a)}${root}$, because $${root}^2 = ${-k}$.`.replace(
            tex`\sqrt{${-k}}^2`,
            tex`(\sqrt{${-k}})^2`,
          ),
          tex`The determinant of the coordinates is $\det \begin{pmatrix} ${a} & ${b} \\ ${-k * b} & ${a} \end{pmatrix} = ${a * a} ${k * b * b < 0 ? '-' : '+'} ${Math.abs(k * b * b)} = ${a * a + k * b * b}$.`,
          `Its absolute value is the number of classes.`,
        ],
        check: `The determinant is the norm $a^2 ${k < 0 ? '-' : '+'} ${Math.abs(k) === 1 ? '' : Math.abs(k)}b^2$ of the generator, as the general theory says.`,
        end: `The quotient has $${size}$ elements.`,
      }),
    };
  },
};

const latticeOrder: Template = {
  name: 'rings/divisor-lattice',
  domain: '06',
  make(d) {
    const level = d.level(2, 4);
    const primes = d.some([2, 3, 5, 7, 11, 13], level === 2 ? 2 : 3).sort((a, b) => a - b);
    const powers = primes.map(() => d.int(1, 2 + level));
    const kind = d.pick(['chains', 'covers'] as const);
    const n = sum(powers);
    let ways = 1;
    let left = n;
    for (const e of powers) for (let i = 1; i <= e; i++) ways = (ways * left--) / i;
    const all = powers.reduce((product, e) => product * (e + 1), 1);
    const covers = powers.map((e) => (all / (e + 1)) * e);
    const answer = kind === 'chains' ? ways : sum(covers);
    const number = primes
      .map((p, i) => (powers[i] === 1 ? `${p}` : `${p}^{${powers[i]}}`))
      .join(tex` \cdot `);
    const fact = (k: number) => `${k}!`;
    return {
      level,
      given: { powers, kind },
      question: d.say(
        `The divisors of $${number}$ are ordered by divisibility. How many ${kind === 'chains' ? 'maximal chains does this ordered set have' : 'pairs are there in which one divisor covers the other, that is, lines of its Hasse diagram'}?`,
        kind === 'chains'
          ? `In how many ways can one go from $1$ to $${number}$ by multiplying with one prime number at a time, staying among the divisors of this number?`
          : `Draw the Hasse diagram of the lattice of divisors of $${number}$. How many edges does it have?`,
        `Let $L$ be the lattice of positive divisors of $N = ${number}$. Find the number of ${kind === 'chains' ? 'maximal chains from $1$ to $N$ in' : 'covering relations of'} $L$.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'A divisor is a list of exponents, and going one step up means raising exactly one of the exponents by one.',
        ],
        steps:
          kind === 'chains'
            ? [
                `A maximal chain has $${powers.join(' + ')} = ${n}$ steps, and it is fixed by the order in which the primes are used.`,
                tex`The orders are the arrangements of ${list(powers.map((e, i) => `$${e}$ ${e === 1 ? 'copy' : 'copies'} of $${primes[i]}$`))}, so their number is $\frac{${fact(n)}}{${powers.map(fact).join(tex` \cdot `)}} = ${ways}$.`,
              ]
            : [
                `There are $${powers.map((e) => `${e + 1}`).join(tex` \cdot `)} = ${all}$ divisors.`,
                ...primes.map(
                  (p, i) =>
                    `Steps that raise the exponent of $${p}$: its exponent before the step is one of $${powers[i]}$ values, the others are free, which makes $${covers[i]}$.`,
                ),
                `Together $${covers.join(' + ')} = ${answer}$.`,
              ],
        end: `The number is $${answer}$.`,
      }),
    };
  },
};

export const rings = [unitsAndDivisors, irreducibles, gaussianQuotient, latticeOrder];
