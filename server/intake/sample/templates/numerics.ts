import { range } from '../integers.ts';
import { list, paren, plus, poly, tex } from '../notation.ts';
import { q, qSum } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const value = (c: readonly number[], x: ReturnType<typeof q>) =>
  c.reduceRight((t, a) => t.mul(x).add(q(a)), q(0));

const newton: Template = {
  name: 'numerics/newton-step',
  domain: '65',
  make(d) {
    const level = d.level(2, 4);
    const steps = level > 3 ? 2 : level - 1 > 1 ? d.int(1, 2) : 1;
    const c = [d.nonzero(-20, 9), d.int(-4, 6), d.int(-2, 3), d.pick([0, 1, 1])];
    const slope = c.slice(1).map((a, i) => a * (i + 1));
    const xs = [q(d.int(1, 4))];
    for (let i = 0; i < steps; i++) {
      const x = xs[i] ?? q(0);
      const below = value(slope, x);
      if (below.sign === 0) return this.make(d);
      xs.push(x.sub(value(c, x).div(below)));
    }
    const answer = xs[steps] ?? q(0);
    if (answer.den > 10n ** 6n || poly(c).length < 5 || value(c, xs[0] ?? q(0)).sign === 0)
      return this.make(d);
    return {
      level,
      given: { c, x0: xs[0]?.num ?? 0n, steps },
      question: d.say(
        `Newton's method is applied to $f(x) = ${poly(c)}$, beginning with $x_0 = ${xs[0]?.toTex()}$. Find $x_{${steps}}$ as a fraction.`,
        `To solve $${poly(c)} = 0$ we make ${steps === 1 ? 'one step' : `${steps} steps`} of Newton's method from the starting value $${xs[0]?.toTex()}$. Which number do we get, written as an exact fraction?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          "Newton's method replaces the function by its tangent and takes the zero of the tangent: $x_{n+1} = x_n - \\frac{f(x_n)}{f'(x_n)}$.",
        ],
        steps: [
          `The derivative is $f'(x) = ${poly(slope)}$.`,
          ...range(0, steps - 1).map(
            (i) =>
              tex`At $x_{${i}} = ${xs[i]?.toTex()}$ we have $f = ${value(c, xs[i] ?? q(0)).toTex()}$ and $f' = ${value(slope, xs[i] ?? q(0)).toTex()}$, so $x_{${i + 1}} = ${xs[i]?.toTex()} - \left( ${value(
                c,
                xs[i] ?? q(0),
              )
                .div(value(slope, xs[i] ?? q(0)))
                .toTex()} \right) = ${xs[i + 1]?.toTex()}$.`,
          ),
        ],
        check: tex`At the new point the function has the value $${value(c, answer).fixed(4)}$, compared with $${value(c, xs[0] ?? q(0)).toTex()}$ at the beginning.`,
        end: `So the result is $${answer.toTex()}$, about $${answer.fixed(4)}$.`,
      }),
    };
  },
};

const quadrature: Template = {
  name: 'numerics/quadrature',
  domain: '65',
  make(d) {
    const level = d.level(2, 3);
    const simpson = d.chance(0.5);
    const n = simpson ? 2 * d.int(1, 3) : d.int(2, 6);
    const low = d.int(-2, 2);
    const h = d.pick([q(1), q(1, 2), q(2)]);
    const c = [d.int(-6, 6), d.int(-5, 5), d.int(-4, 4), d.int(-3, 3), d.nonzero(-2, 2)];
    const xs = range(0, n).map((i) => q(low).add(h.mul(q(i))));
    const ys = xs.map((x) => value(c, x));
    const weight = (i: number) => (i === 0 || i === n ? 1 : simpson ? (i % 2 === 1 ? 4 : 2) : 2);
    const weighted = qSum(ys.map((y, i) => y.mul(q(weight(i)))));
    const answer = weighted.mul(h).div(q(simpson ? 3 : 2));
    const rule = simpson ? "Simpson's rule" : 'the trapezoidal rule';
    const high = xs[n] ?? q(0);
    return {
      level,
      given: { simpson, n, low, hNum: h.num, hDen: h.den, c },
      question: d.say(
        tex`Approximate $\int_{${low}}^{${high.toTex()}} (${poly(c)})\, dx$ by ${rule} with $${n}$ subintervals of equal length. Give the exact value of the approximation.`,
        `What does ${rule} with $${n}$ equal steps give for the integral of $${poly(c)}$ from $${low}$ to $${high.toTex()}$?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          simpson
            ? 'On each pair of subintervals the function is replaced by a parabola, which leads to the weights $1, 4, 2, 4, \\dots, 4, 1$ and the factor $\\frac{h}{3}$.'
            : 'On each subinterval the function is replaced by a line, which leads to the weights $1, 2, 2, \\dots, 2, 1$ and the factor $\\frac{h}{2}$.',
        ],
        steps: [
          `The step is $h = ${h.toTex()}$, and the values at ${list(xs.map((x) => `$${x.toTex()}$`))} are ${list(ys.map((y) => `$${y.toTex()}$`))}.`,
          tex`With the weights ${list(xs.map((_, i) => weight(i)))} their sum is $${weighted.toTex()}$.`,
          tex`Multiplied by $\frac{h}{${simpson ? 3 : 2}}$ this is $${answer.toTex()}$.`,
        ],
        end: `The approximation is $${answer.toTex()}$.`,
      }),
    };
  },
};

const euler: Template = {
  name: 'numerics/euler-method',
  domain: '65',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(2, 2 + level);
    const h = d.pick([q(1, 2), q(1, 4), q(1), q(1, 5), q(1, 10)]);
    const [a, b, k] = [d.nonzero(-3, 3), d.int(-4, 4), d.int(-5, 5)];
    const y0 = d.int(-6, 8);
    const ys = [q(y0)];
    const xs = range(0, n).map((i) => h.mul(q(i)));
    for (let i = 0; i < n; i++) {
      const y = ys[i] ?? q(0);
      ys.push(
        y.add(
          h.mul(
            q(a)
              .mul(y)
              .add(q(b).mul(xs[i] ?? q(0)))
              .add(q(k)),
          ),
        ),
      );
    }
    const answer = ys[n] ?? q(0);
    const rhs =
      `${a === 1 ? '' : a === -1 ? '-' : a}y ${b === 0 ? '' : `${b < 0 ? '-' : '+'} ${Math.abs(b) === 1 ? '' : Math.abs(b)}x `}${k === 0 ? '' : plus(k)}`.trim();
    return {
      level,
      given: { n, hNum: h.num, hDen: h.den, a, b, k, y0 },
      question: d.say(
        `Apply Euler's method with step $h = ${h.toTex()}$ to $y' = ${rhs}$, $y(0) = ${y0}$. Which approximation to $y(${h.mul(q(n)).toTex()})$ results?`,
        `The initial value problem $y' = ${rhs}$, $y(0) = ${y0}$ is solved numerically by $${n}$ steps of the explicit Euler method with step size $${h.toTex()}$. Find the last value, as an exact fraction.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: ["Euler's method follows the tangent for one step: $y_{n+1} = y_n + h f(x_n, y_n)$."],
        steps: range(0, n - 1).map((i) => {
          const slope = (ys[i + 1] ?? q(0)).sub(ys[i] ?? q(0)).div(h);
          return tex`At $x = ${xs[i]?.toTex()}$, $y = ${ys[i]?.toTex()}$ the slope is $${slope.toTex()}$, and the next value is $${ys[i]?.toTex()} + ${h.toTex()} \cdot ${paren(slope)} = ${ys[i + 1]?.toTex()}$.`;
        }),
        end: `The approximation is $${answer.toTex()}$.`,
      }),
    };
  },
};

const bisection: Template = {
  name: 'numerics/bisection',
  domain: '65',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(4, 90);
    const power = d.pick([2, 3]);
    const root = n ** (1 / power);
    let [low, high] = [q(Math.floor(root)), q(Math.floor(root) + 1)];
    if (Number.isInteger(Math.round(root * 1e9) / 1e9)) return this.make(d);
    const steps = d.int(2, 2 + level);
    const lines: string[] = [];
    const first = low;
    for (let i = 0; i < steps; i++) {
      const middle = low.add(high).div(q(2));
      const over = middle.pow(power).sub(q(n)).sign > 0;
      lines.push(
        tex`The midpoint $${middle.toTex()}$ has the power $${middle.pow(power).toTex()} ${over ? '>' : '<'} ${n}$, so the solution lies to its ${over ? 'left' : 'right'}.`,
      );
      if (over) high = middle;
      else low = middle;
    }
    const answer = low.add(high).div(q(2));
    return {
      level,
      given: { n, power, steps },
      question: d.say(
        `The positive solution of $x^${power} = ${n}$ is looked for by bisection, beginning with the interval $[${first.toTex()}, ${first.add(q(1)).toTex()}]$. After $${steps}$ halvings, what is the midpoint of the interval that is left?`,
        tex`Bisection is used to approximate $\sqrt[${power}]{${n}}$ from the starting interval $[${first.toTex()}, ${first.add(q(1)).toTex()}]$. Which number is the centre of the interval after $${steps}$ steps?`.replace(
          '\\sqrt[2]',
          '\\sqrt',
        ),
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'The power grows with $x$, so comparing it with the target at the midpoint tells in which half the solution lies.',
        ],
        steps: [
          ...lines,
          `The interval that is left is $[${low.toTex()}, ${high.toTex()}]$ of length $${high.sub(low).toTex()}$.`,
        ],
        check: tex`The true value is about $${root.toFixed(5)}$, which lies in this interval.`,
        end: `Its midpoint is $${answer.toTex()}$.`,
      }),
    };
  },
};

export const numerics = [newton, quadrature, euler, bisection];
