import { range } from '../integers.ts';
import { frac, paren, poly, terms, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const inequality: Template = {
  name: 'proofs/inequality',
  domain: '26',
  make(d) {
    const level = d.level(2, 4);
    const [a, b] = [d.int(1, 15), d.int(1, 15)];
    const kind = d.pick(['squares', 'reciprocal', 'sum'] as const);
    const s = d.int(2, 40);
    const claim = {
      squares: `${a * a === 1 ? '' : a * a}x^2 + ${b * b === 1 ? '' : b * b}y^2 \\ge ${2 * a * b}xy`,
      reciprocal: tex`${a * a === 1 ? '' : a * a}x + \frac{${b * b}}{x} \ge ${2 * a * b}`,
      sum: tex`\frac{${a * a}}{x} + \frac{${b * b}}{y} \ge ${frac((a + b) ** 2, s)}`,
    }[kind];
    const condition = {
      squares: 'all real numbers $x$ and $y$',
      reciprocal: 'every real number $x > 0$',
      sum: `all real numbers $x, y > 0$ with $x + y = ${s}$`,
    }[kind];
    const steps = {
      squares: [
        `The difference of the two sides is $${terms([
          [a * a, 'x^2'],
          [-2 * a * b, 'xy'],
          [b * b, 'y^2'],
        ])}$.`,
        `This is the square $(${terms([
          [a, 'x'],
          [-b, 'y'],
        ])})^2$, and a square of a real number is never negative.`,
        `Equality holds exactly when $${terms([[a, 'x']])} = ${terms([[b, 'y']])}$.`,
      ],
      reciprocal: [
        tex`Since $x > 0$ we may multiply the inequality by $x$ without changing its direction. It becomes $${terms([[a * a, 'x^2']])} + ${b * b} \ge ${2 * a * b}x$.`,
        tex`The difference of the sides is now $${terms([
          [a * a, 'x^2'],
          [-2 * a * b, 'x'],
          [b * b, ''],
        ])} = (${terms([
          [a, 'x'],
          [-b, ''],
        ])})^2 \ge 0$.`,
        tex`Equality holds exactly for $x = ${frac(b, a)}$.`,
      ],
      sum: [
        tex`By the Cauchy-Schwarz inequality, $\left( \frac{${a * a}}{x} + \frac{${b * b}}{y} \right)(x + y) \ge (${a} + ${b})^2 = ${(a + b) ** 2}$.`,
        tex`Here $x + y = ${s}$, so dividing by $${s}$ gives the claim.`,
        tex`Equality holds when $\frac{${a}}{x} = \frac{${b}}{y}$, that is for $x = ${frac(a * s, a + b)}$ and $y = ${frac(b * s, a + b)}$.`,
      ],
    }[kind];
    return {
      level,
      given: { kind, a, b, s },
      question: d.say(
        `Prove that $${claim}$ for ${condition}. When does equality hold?`,
        `Show that the inequality $${claim}$ holds for ${condition}.`,
        `For ${condition}, prove $${claim}$, and determine the case of equality.`,
      ),
      answer: null,
      solution: worked(d, level, {
        why: [
          'The usual way to an inequality of this kind is to bring everything to one side and to recognise a square, or to use a known inequality whose case of equality fits.',
        ],
        steps,
        check:
          kind === 'sum'
            ? 'The Cauchy-Schwarz inequality itself follows from the fact that $(pv - qu)^2 \\ge 0$ for all real numbers.'
            : `As a test, both sides agree for a suitable choice of the variables, so the constant $${2 * a * b}$ cannot be replaced by a larger one.`,
        end: 'This proves the inequality.',
      }),
    };
  },
};

const limit: Template = {
  name: 'proofs/limit-of-a-sequence',
  domain: '40',
  make(d) {
    const level = d.level(3, 4);
    const [a, c] = [d.nonzero(-9, 12), d.int(1, 9)];
    const [b, e] = [d.int(-15, 20), d.int(1, 15)];
    const cross = Math.abs(b * c - a * e);
    if (cross === 0) return this.make(d);
    const num = poly([b, a], 'n');
    const den = poly([e, c], 'n');
    const value = frac(a, c);
    return {
      level,
      given: { a, b, c, e },
      question: d.say(
        tex`Prove from the definition of a limit that $\frac{${num}}{${den}} \to ${value}$ as $n \to \infty$.`,
        tex`Let $x_n = \frac{${num}}{${den}}$. Show, with an explicit $N$ for every $\varepsilon > 0$, that the sequence converges to $${value}$.`,
        tex`Show that the limit of $\frac{${num}}{${den}}$ for $n \to \infty$ is $${value}$, by finding for each $\varepsilon > 0$ an index from which on the distance is below $\varepsilon$.`,
      ),
      answer: null,
      solution: worked(d, level, {
        why: [
          tex`We have to find, for every $\varepsilon > 0$, an index $N$ such that the terms with $n > N$ differ from the limit by less than $\varepsilon$. To this end we first compute the difference.`,
        ],
        steps: [
          tex`The difference is $\frac{${num}}{${den}} - \left( ${value} \right) = \frac{${c === 1 ? '' : c}(${num}) - ${paren(a)}(${den})}{${c === 1 ? '' : c}(${den})} = \frac{${b * c - a * e}}{${poly([c * e, c * c], 'n')}}$.`,
          tex`For $n \ge 1$ the denominator is positive and at least $${c * c === 1 ? '' : c * c}n$, so the absolute value of the difference is at most $\frac{${cross}}{${c * c === 1 ? '' : c * c}n}$.`,
          tex`Given $\varepsilon > 0$, choose an integer $N \ge \frac{${cross}}{${c * c === 1 ? '' : tex`${c * c} `}\varepsilon}$. For $n > N$ we get $\frac{${cross}}{${c * c === 1 ? '' : c * c}n} < \frac{${cross}}{${c * c === 1 ? '' : c * c}N} \le \varepsilon$.`,
        ],
        end: tex`So for all $n > N$ the terms differ from $${value}$ by less than $\varepsilon$, which is the definition of convergence.`,
      }),
    };
  },
};

const realRoot: Template = {
  name: 'proofs/exactly-one-root',
  domain: '26',
  make(d) {
    const level = d.level(3, 4);
    const n = d.pick([3, 5]);
    const [a, b] = [d.int(1, 9), d.int(1, 20)];
    const f = (x: number) => x ** n + a * x - b;
    const low = range(0, 10).find((x) => f(x) < 0 && f(x + 1) > 0);
    if (low === undefined) return this.make(d);
    const shown = `x^${n} + ${a === 1 ? '' : a}x - ${b}`;
    return {
      level,
      given: { n, a, b },
      question: d.say(
        `Prove that the equation $${shown} = 0$ has exactly one real solution, and that it lies between $${low}$ and $${low + 1}$.`,
        `Show that $f(x) = ${shown}$ has one and only one real zero. Between which consecutive integers is it?`,
        `How many real numbers satisfy $x^${n} + ${a === 1 ? '' : a}x = ${b}$? Prove your answer and enclose each of them between two consecutive integers.`,
      ),
      answer: null,
      solution: worked(d, level, {
        why: [
          'Existence follows from the intermediate value theorem, uniqueness from monotonicity; both have to be shown.',
        ],
        steps: [
          `Let $f(x) = ${shown}$. It is a polynomial, hence continuous, and $f(${low}) = ${f(low)} < 0$ while $f(${low + 1}) = ${f(low + 1)} > 0$.`,
          `By the intermediate value theorem there is a number between $${low}$ and $${low + 1}$ at which $f$ is zero.`,
          `The derivative is $f'(x) = ${n}x^${n - 1} + ${a}$. Since $x^${n - 1} \\ge 0$ for all real $x$, we have $f'(x) \\ge ${a} > 0$, so $f$ is strictly increasing on the whole line.`,
          'A strictly increasing function takes each value at most once, so there is no second zero.',
        ],
        end: `Therefore there is exactly one real solution, and it lies between $${low}$ and $${low + 1}$.`,
      }),
    };
  },
};

export const proofsOfAnalysis = [inequality, limit, realRoot];
