import { gcd, mod } from '../integers.ts';
import { list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';
import { divisionsOf } from './number-theory.ts';

const remainderOfPower: Template = {
  name: 'residues/remainder-of-power',
  domain: '11',
  make(d) {
    const level = d.level(2, 5);
    const m = d.int(7, 30 * level);
    const base = d.intWhere(2, 60, (a) => a % m > 1);
    const exponent = d.int(20 * level, 300 * level);
    const bits = [...exponent.toString(2)].reverse().flatMap((bit, i) => (bit === '1' ? [i] : []));
    const squares: number[] = [base % m];
    for (let i = 1; i <= (bits.at(-1) ?? 0); i++) squares.push((squares[i - 1] ?? 0) ** 2 % m);
    const products: string[] = [];
    let value = squares[bits[0] ?? 0] ?? 0;
    for (const bit of bits.slice(1)) {
      const next = (value * (squares[bit] ?? 0)) % m;
      products.push(tex`$${value} \cdot ${squares[bit]} = ${value * (squares[bit] ?? 0)} \equiv ${next}$`);
      value = next;
    }
    return {
      level,
      given: { base, exponent, m },
      question: d.say(
        `What is the remainder when $${base}^{${exponent}}$ is divided by $${m}$?`,
        `Find the remainder of $${base}^{${exponent}}$ on division by $${m}$.`,
        tex`Compute $${base}^{${exponent}} \bmod ${m}$.`,
        tex`Determine the integer $r$ with $0 \le r < ${m}$ and $${base}^{${exponent}} \equiv r \pmod{${m}}$.`,
        `The number $${base}^{${exponent}}$ is written down and divided by $${m}$. Which remainder is left?`,
      ),
      answer: `${value}`,
      solution: worked(d, level, {
        why: [
          'Only remainders matter, so we may reduce after every multiplication and never meet a large number.',
          'Squaring again and again gives the powers whose exponents are powers of two, and the binary digits of the exponent tell which of them to multiply.',
        ],
        steps: [
          `In binary, $${exponent} = ${bits
            .map((i) => `2^{${i}}`)
            .reverse()
            .join(' + ')}$.`,
          `Modulo $${m}$ the repeated squares are: ${squares.map((s, i) => (i === 0 ? tex`$${base}^{1} \equiv ${s}$` : tex`$${base}^{${2 ** i}} \equiv ${squares[i - 1]}^2 = ${(squares[i - 1] ?? 0) ** 2} \equiv ${s}$`)).join(', ')}.`,
          bits.length > 1
            ? `We multiply the squares that belong to the exponents ${list(bits.map((i) => `$${2 ** i}$`))}, beginning with $${squares[bits[0] ?? 0]}$: ${products.join(', then ')}, all modulo $${m}$.`
            : `The exponent is a single power of two, so the last square is what we want.`,
        ],
        end: tex`Therefore $${base}^{${exponent}} \equiv ${value} \pmod{${m}}$, and the remainder is $${value}$.`,
      }),
    };
  },
};

/** The inverse of a modulo m with the coefficients of m along the way. */
function inverseLines(a: number, m: number): { inverse: number; lines: string[] } {
  const lines: string[] = [];
  let [previous, current] = [0, 1];
  for (const [x, y, k, r] of divisionsOf(m, a)) {
    if (r === 0) break;
    const next = previous - k * current;
    lines.push(tex`$${x} - ${k} \cdot ${y} = ${r}$, so $${r} \equiv ${mod(next, m)} \cdot ${a} \pmod{${m}}$`);
    [previous, current] = [current, next];
  }
  return { inverse: mod(current, m), lines };
}

const linearCongruence: Template = {
  name: 'residues/linear-congruence',
  domain: '11',
  make(d) {
    const level = d.level(2, 4);
    const m = d.int(20, 150 * level);
    const a = d.intWhere(3, m - 2, (n) => gcd(n, m) === 1);
    const b = d.int(1, m - 1);
    const { inverse, lines } = inverseLines(a, m);
    const x = (inverse * b) % m;
    return {
      level,
      given: { a, b, m },
      question: d.say(
        tex`Solve $${a}x \equiv ${b} \pmod{${m}}$; give the solution with $0 \le x < ${m}$.`,
        tex`Find the smallest non-negative integer $x$ for which $${a}x - ${b}$ is a multiple of $${m}$.`,
        tex`What is the least integer $x \ge 0$ such that $${a}x$ leaves the remainder $${b}$ on division by $${m}$?`,
        `A wheel with $${m}$ teeth turns by $${a}$ teeth at each click. After how many clicks, at the least, does it stand $${b}$ teeth past its starting position (full turns not counted)?`,
      ),
      answer: `${x}`,
      solution: worked(d, level, {
        why: [
          tex`Since $\gcd(${a}, ${m}) = 1$, the number $${a}$ has an inverse modulo $${m}$, and multiplying by it leaves $x$ alone on one side.`,
          "The inverse comes out of Euclid's algorithm when we keep track of how each remainder is made from the two numbers at the start.",
        ],
        steps: [
          `Euclid's algorithm with $${m}$ and $${a}$ gives: ${lines.join('; ')}.`,
          tex`The last line says $${inverse} \cdot ${a} \equiv 1 \pmod{${m}}$, so $${inverse}$ is the inverse of $${a}$.`,
          tex`Multiplying the congruence by it, $x \equiv ${inverse} \cdot ${b} = ${inverse * b} \equiv ${x} \pmod{${m}}$.`,
        ],
        check: tex`Indeed $${a} \cdot ${x} = ${a * x} = ${Math.floor((a * x) / m)} \cdot ${m} + ${b}$.`,
        end: `The solution is $x = ${x}$.`,
      }),
    };
  },
};

const chineseRemainder: Template = {
  name: 'residues/chinese-remainder',
  domain: '11',
  make(d) {
    const level = d.level(2, 5);
    const count = level > 3 ? 3 : 2;
    const moduli = d.some(
      level > 3 ? [5, 7, 8, 9, 11, 13, 17, 19, 23] : [3, 4, 5, 7, 9, 11, 13, 16, 17],
      count,
    );
    if (moduli.some((a, i) => moduli.some((b, j) => i < j && gcd(a, b) > 1))) return this.make(d);
    const rests = moduli.map((m) => d.int(1, m - 1));
    const steps: string[] = [];
    let [x, step] = [rests[0] as number, moduli[0] as number];
    for (let i = 1; i < count; i++) {
      const [m, r] = [moduli[i] as number, rests[i] as number];
      const from = x;
      let k = 0;
      while (x % m !== r) {
        x += step;
        k++;
      }
      steps.push(
        tex`Numbers with the remainders so far are $${from} + ${step}k$. Modulo $${m}$ we need $${from % m} + ${step % m}k \equiv ${r}$; going through $k = 0, 1, 2, \dots$ the first that fits is $k = ${k}$, which gives $${from} + ${step} \cdot ${k} = ${x}$. All solutions up to here repeat with period $${step} \cdot ${m} = ${step * m}$.`,
      );
      step *= m;
    }
    const facts = moduli.map((m, i) => `the remainder $${rests[i]}$ when divided by $${m}$`);
    const [person] = d.people(1);
    const goods = d.thing('toys').many;
    return {
      level,
      given: { moduli, rests },
      question: d.say(
        `Find the smallest positive integer that leaves ${list(facts)}.`,
        `A positive integer leaves ${list(facts)}. What is the smallest number it can be?`,
        tex`Determine the least positive integer $x$ with $${moduli.map((m, i) => tex`x \equiv ${rests[i]} \pmod{${m}}`).join('$ and $')}$.`,
        `${person?.name} counts ${goods}: ${list(moduli.map((m, i) => `in groups of ${m} there ${rests[i] === 1 ? 'is' : 'are'} ${rests[i]} left over`))}. What is the smallest number of ${goods} that ${person?.they} can have?`,
      ),
      answer: `${x}`,
      solution: worked(d, level, {
        why: [
          `The moduli ${list(moduli.map((m) => `$${m}$`))} have no common factors in pairs, so by the Chinese remainder theorem there is exactly one solution in each run of $${step}$ consecutive integers.`,
          'We satisfy the conditions one after the other and keep those that are already satisfied.',
        ],
        steps: [
          tex`The first condition holds for $${rests[0]}, ${(rests[0] ?? 0) + (moduli[0] ?? 0)}, ${(rests[0] ?? 0) + 2 * (moduli[0] ?? 0)}, \dots$`,
          ...steps,
        ],
        check: `Check: ${moduli.map((m, i) => tex`$${x} = ${Math.floor(x / m)} \cdot ${m} + ${rests[i]}$`).join(', ')}.`,
        end: `The smallest such number is $${x}$.`,
      }),
    };
  },
};

export const residues = [remainderOfPower, linearCongruence, chineseRemainder];
