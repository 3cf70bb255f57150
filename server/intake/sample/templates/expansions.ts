import { range } from '../integers.ts';
import { list, paren, plus, poly, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const taylor: Template = {
  name: 'series/taylor-coefficient',
  domain: '41',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(2, 2 + level);
    const kind = d.pick(['exp', 'geometric', 'sin', 'product'] as const);
    const k = d.nonzero(-5, 6);
    const [a, b] = [d.nonzero(-6, 7), d.nonzero(-6, 7)];
    const fact = (m: number): bigint => (m < 2 ? 1n : BigInt(m) * fact(m - 1));
    const exp = (m: number) => q(BigInt(k) ** BigInt(m), fact(m));
    const m = kind === 'sin' ? 2 * n - 1 : n;
    const kx = k === 1 ? 'x' : k === -1 ? '-x' : `${k}x`;
    const [f, answer, step] = {
      exp: [
        tex`e^{${kx}}`,
        exp(m),
        tex`From $e^t = \sum \frac{t^j}{j!}$ with $t = ${kx}$ the coefficient of $x^{${m}}$ is $\frac{${paren(k)}^{${m}}}{${m}!} = ${exp(m).toTex()}$.`,
      ],
      geometric: [
        tex`\frac{${a}}{1 ${plus(-k)}x}`.replace(' 1x', ' x'),
        q(a).mul(q(k).pow(m)),
        tex`From $\frac{1}{1 - t} = \sum t^j$ with $t = ${kx}$ the coefficient of $x^{${m}}$ is $${a} \cdot ${paren(k)}^{${m}} = ${q(a).mul(q(k).pow(m)).toTex()}$.`,
      ],
      sin: [
        tex`\sin(${kx})`,
        exp(m).mul(q(n % 2 === 1 ? 1 : -1)),
        tex`From $\sin t = t - \frac{t^3}{3!} + \frac{t^5}{5!} - \cdots$ with $t = ${kx}$ the coefficient of $x^{${m}}$ is $${n % 2 === 1 ? '' : '-'}\frac{${paren(k)}^{${m}}}{${m}!} = ${exp(
          m,
        )
          .mul(q(n % 2 === 1 ? 1 : -1))
          .toTex()}$.`,
      ],
      product: [
        tex`(${poly([a, b])}) e^{${kx}}`,
        q(a)
          .mul(exp(m))
          .add(q(b).mul(exp(m - 1))),
        tex`In the product with $${poly([a, b])}$ the power $x^{${m}}$ arises from $${a}$ times the term with $x^{${m}}$ and from $${b}x$ times the term with $x^{${m - 1}}$ of $e^{${kx}}$: $${a} \cdot ${paren(exp(m))} ${plus(b)} \cdot ${paren(exp(m - 1))} = ${q(
          a,
        )
          .mul(exp(m))
          .add(q(b).mul(exp(m - 1)))
          .toTex()}$.`,
      ],
    }[kind] as [string, ReturnType<typeof q>, string];
    return {
      level,
      given: { kind, m, k, a, b },
      question: d.say(
        `Find the coefficient of $x^{${m}}$ in the Taylor series of $f(x) = ${f}$ at $x = 0$.`,
        `The function $${f}$ is expanded in powers of $x$. Which number stands before $x^{${m}}$?`,
        tex`Let $f(x) = ${f}$. Determine $\frac{f^{(${m})}(0)}{${m}!}$.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'The Taylor series is unique, so it does not matter how it is found; known series are quicker than derivatives.',
        ],
        steps: [
          step,
          tex`The series converges near $0$, so reading off a coefficient in this way is allowed.`,
        ],
        check: tex`This also says that $f^{(${m})}(0) = ${m}! \cdot ${paren(answer)} = ${answer.mul(q(fact(m))).toTex()}$.`,
        end: `The coefficient is $${answer.toTex()}$.`,
      }),
    };
  },
};

const interpolation: Template = {
  name: 'series/interpolation',
  domain: '41',
  make(d) {
    const level = d.level(2, 4);
    const n = level;
    const start = d.int(-3, 3);
    const c = range(0, n).map((i) => (i === n ? d.nonzero(-2, 3) : d.int(-6, 6)));
    const p = (x: number) => c.reduceRight((total, a) => total * x + a, 0);
    const xs = range(start, start + n);
    const goal = start + n + d.int(1, 4);
    const rows: number[][] = [xs.map(p)];
    for (let i = 1; i <= n; i++)
      rows.push((rows[i - 1] ?? []).slice(1).map((v, j) => v - (rows[i - 1]?.[j] ?? 0)));
    const answer = p(goal);
    const name = d.pick(['p', 'f', 'g', 'P', 'q']);
    return {
      level,
      given: { xs, ys: rows[0] ?? [], goal },
      question: d.say(
        `A polynomial $${name}$ of degree at most $${n}$ satisfies ${list(xs.map((x) => `$${name}(${x}) = ${p(x)}$`))}. Find $${name}(${goal})$.`,
        `Let $${name}$ be the polynomial of least degree through the points ${list(xs.map((x) => `$(${x}, ${p(x)})$`))}. What is $${name}(${goal})$?`,
        `The values at $${xs.join(', ')}$ of a polynomial whose degree is not larger than $${n}$ are $${xs.map(p).join(', ')}$, in this order. Which value does it take at $${goal}$?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'The points are equally spaced, so a table of differences does it: for a polynomial of degree at most $n$ the differences of order $n$ are constant.',
          'Once this constant is known the table can be continued to the right by additions.',
        ],
        steps: [
          ...rows.map((row, i) =>
            i === 0 ? `Values: ${row.join(', ')}.` : `Differences of order ${i}: ${row.join(', ')}.`,
          ),
          `Keeping the last line constant at $${rows[n]?.[0]}$ and adding upwards, the next values are ${list(range(start + n + 1, goal).map((x) => `$${name}(${x}) = ${p(x)}$`))}.`,
        ],
        check: `The polynomial itself is $${poly(c)}$, which gives the same number at $x = ${goal}$.`,
        end: `So $${name}(${goal}) = ${answer}$.`,
      }),
    };
  },
};

export const expansions = [taylor, interpolation];
