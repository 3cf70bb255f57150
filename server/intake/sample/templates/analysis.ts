import { range } from '../integers.ts';
import { list, paren, plus, poly, terms, tex } from '../notation.ts';
import { q, qSum } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const derive = (c: readonly number[]): number[] => c.slice(1).map((a, i) => a * (i + 1));

export const at = (c: readonly number[], x: number): number => c.reduceRight((total, a) => total * x + a, 0);

const extremum: Template = {
  name: 'analysis/extremum-on-an-interval',
  domain: '26',
  make(d) {
    const level = d.level(2, 4);
    const [u = 0, v = 1] = d.ints(-4, 5, 2).sort((a, b) => a - b);
    const k = d.pick([1, 1, 2, -1, -2]);
    const c = d.int(-9, 9);
    // f' = 6k (x - u)(x - v) / 2
    const f =
      k % 2 === 0
        ? [c, 3 * k * u * v, (-3 * k * (u + v)) / 2, k]
        : [c, 6 * k * u * v, -3 * k * (u + v), 2 * k];
    const [low, high] = [d.int(u - 3, v), d.int(v, v + 3)].sort((a, b) => a - b) as [number, number];
    if (high - low < 2) return this.make(d);
    const points = [...new Set([low, ...[u, v].filter((x) => x > low && x < high), high])];
    const most = d.chance(0.5);
    const values = points.map((x) => at(f, x));
    const answer = most ? Math.max(...values) : Math.min(...values);
    const name = d.pick(['f', 'g', 'h', 'p']);
    const word = most ? 'largest' : 'smallest';
    return {
      level,
      given: { f, low, high, most },
      question: d.say(
        `Find the ${word} value of $${name}(x) = ${poly(f)}$ on the interval $[${low}, ${high}]$.`,
        `What is the ${most ? 'maximum' : 'minimum'} of the function $${name}(x) = ${poly(f)}$ for $${low} \\le x \\le ${high}$?`,
        `Let $${name}(t) = ${poly(f, 't')}$. Determine the ${word} number among the values $${name}(t)$ with $t$ in $[${low}, ${high}]$.`,
        `A quantity changes over time as $${poly(f, 't')}$, where $t$ runs from $${low}$ to $${high}$. How ${most ? 'large' : 'small'} does it get at most?`.replace(
          'How small does it get at most?',
          'What is the least value that it takes?',
        ),
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'A continuous function on a closed interval takes its largest and its smallest value, either at an end of the interval or at an inner point where the derivative is zero.',
        ],
        steps: [
          tex`The derivative is $${poly(derive(f))} = ${(f[3] ?? 0) * 3}(x ${plus(-u)})(x ${plus(-v)})$, which vanishes at $x = ${u}$ and $x = ${v}$.`.replaceAll(
            '(x + 0)',
            'x',
          ),
          `Inside the interval ${points.length === 2 ? 'lies none of these points' : `we have ${list(points.slice(1, -1).map((x) => `$x = ${x}$`))}`}, so it is enough to compare the values at ${list(points.map((x) => `$${x}$`))}.`,
          `They are ${list(points.map((x, i) => `$${values[i]}$ at $x = ${x}$`))}.`,
        ],
        end: `The ${word} value is $${answer}$.`,
      }),
    };
  },
};

const areaBetween: Template = {
  name: 'analysis/area-between-curves',
  domain: '26',
  make(d) {
    const level = d.level(2, 4);
    const [u = 0, v = 1] = d.ints(-6, 7, 2).sort((a, b) => a - b);
    const k = d.int(1, 4);
    const [m, n] = [d.int(-5, 5), d.int(-9, 9)];
    // parabola k(x-u)(x-v) below the line added to both sides
    const curve = [k * u * v + n, -k * (u + v) + m, k];
    const area = q(k * (v - u) ** 3, 6);
    const line = poly([n, m]);
    return {
      level,
      given: { curve, line: [n, m] },
      question: d.say(
        `Find the area of the region enclosed by the parabola $y = ${poly(curve)}$ and the line $y = ${line}$.`,
        `The curves $y = ${poly(curve)}$ and $y = ${line}$ bound a finite region of the plane. What is its area?`,
        tex`Compute $\int_{${u}}^{${v}} \left| ${poly(curve)} - (${line}) \right| dx$.`,
      ),
      answer: area.toString(),
      solution: worked(d, level, {
        why: [
          'The area between two graphs is the integral of the upper one minus the lower one, taken between the points where they meet.',
        ],
        steps: [
          tex`The graphs meet where $${poly(curve)} = ${line}$, that is $${poly([k * u * v, -k * (u + v), k])} = 0$, or $${k === 1 ? '' : k}(x ${plus(-u)})(x ${plus(-v)}) = 0$. So $x = ${u}$ or $x = ${v}$.`.replaceAll(
            '(x + 0)',
            'x',
          ),
          `Between these points the line lies above the parabola, since the parabola opens upwards.`,
          tex`The area is $\int_{${u}}^{${v}} -${k === 1 ? '' : k}(x ${plus(-u)})(x ${plus(-v)})\, dx$. With $s = x ${plus(-u)}$ this becomes $${k === 1 ? '' : k}\int_0^{${v - u}} s(${v - u} - s)\, ds = ${k === 1 ? '' : `${k} \\cdot `}\frac{${v - u}^3}{6} = ${area.toTex()}$.`
            .replaceAll('(x + 0)', 'x')
            .replace('s = x + 0', 's = x'),
        ],
        end: `The area is $${area.toTex()}$.`,
      }),
    };
  },
};

const meanValue: Template = {
  name: 'analysis/polynomial-integral',
  domain: '26',
  make(d) {
    const level = d.level(1, 3);
    const degree = level + 1;
    const c = range(0, degree).map((i) => (i === degree ? d.nonzero(-6, 9) : d.int(-9, 9)));
    const low = d.int(-3, 2);
    const high = d.int(low + 1, low + 4);
    const mean = d.chance(0.4);
    const pieces = c.map((a, i) => q(a * (high ** (i + 1) - low ** (i + 1)), i + 1));
    const integral = qSum(pieces);
    const answer = mean ? integral.div(q(high - low)) : integral;
    const primitive = poly([q(0), ...c.map((a, i) => q(a, i + 1))]);
    const F = (x: number) => qSum(c.map((a, i) => q(a * x ** (i + 1), i + 1)));
    return {
      level,
      given: { c, low, high, mean },
      question: mean
        ? d.say(
            `Find the mean value of $f(x) = ${poly(c)}$ over the interval $[${low}, ${high}]$.`,
            `What is the average of the function $${poly(c, 't')}$ for $t$ between $${low}$ and $${high}$?`,
          )
        : d.say(
            tex`Evaluate $\int_{${low}}^{${high}} \left( ${poly(c)} \right) dx$.`,
            `The velocity of a point at time $t$ is $${poly(c, 't')}$. By how much does its position change from $t = ${low}$ to $t = ${high}$?`,
            `Compute the definite integral of $${poly(c)}$ from $${low}$ to $${high}$.`,
          ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'By the fundamental theorem the integral is the difference of the values of a primitive at the two ends.',
        ],
        steps: [
          `Term by term a primitive is $F(x) = ${primitive}$.`,
          `Its values are $F(${high}) = ${F(high).toTex()}$ and $F(${low}) = ${F(low).toTex()}$.`,
          `So the integral is $${F(high).toTex()} - ${paren(F(low))} = ${integral.toTex()}$.`,
          ...(mean
            ? [
                `The mean value is the integral divided by the length $${high - low}$ of the interval: $${answer.toTex()}$.`,
              ]
            : []),
        ],
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

const cauchySchwarz: Template = {
  name: 'analysis/least-value-under-a-constraint',
  domain: '49',
  make(d) {
    const level = d.level(3, 4);
    const n = d.int(2, level);
    const vars = ['x', 'y', 'z', 'w'].slice(0, n);
    const weights = vars.map(() => d.int(1, 6));
    const lines = vars.map(() => d.nonzero(-5, 7));
    const total = d.int(2, 30);
    const s = qSum(lines.map((a, i) => q(a * a, weights[i] ?? 1)));
    const answer = q(total * total).div(s);
    const quadratic = vars.map((v, i) => `${weights[i] === 1 ? '' : weights[i]}${v}^2`).join(' + ');
    const linear = vars
      .map(
        (v, i) =>
          `${i > 0 && (lines[i] ?? 0) > 0 ? '+ ' : ''}${(lines[i] ?? 0) < 0 ? '- ' : ''}${Math.abs(lines[i] ?? 1) === 1 ? '' : Math.abs(lines[i] ?? 1)}${v}`,
      )
      .join(' ')
      .replace(/^- /, '-');
    return {
      level,
      given: { weights, lines, total },
      question: d.say(
        `Find the smallest value of $${quadratic}$ for real numbers with $${linear} = ${total}$.`,
        `Real numbers $${vars.join(', ')}$ satisfy $${linear} = ${total}$. What is the minimum of $${quadratic}$?`,
        `Minimise $${quadratic}$ subject to the condition $${linear} = ${total}$, and give the minimum.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'At the minimum the gradient of the function is a multiple of the gradient of the condition (Lagrange); the function is convex, so the point found this way is the minimum.',
        ],
        steps: [
          tex`The equations are ${list(vars.map((v, i) => tex`$${2 * (weights[i] ?? 1)}${v} = ${lines[i] === 1 ? '' : lines[i] === -1 ? '-' : lines[i]}\lambda$`))}, so ${list(vars.map((v, i) => tex`$${v} = ${terms([[q(lines[i] ?? 0, 2 * (weights[i] ?? 1)), tex`\lambda`]])}$`))}.`,
          tex`Put into the condition: $${q(1, 2).mul(s).toTex()}\lambda = ${total}$, hence $\lambda = ${q(
            2 * total,
          )
            .div(s)
            .toTex()}$.`,
          tex`The value at this point is $${q(1, 4).mul(s).toTex()}\lambda^2 = ${answer.toTex()}$.`,
        ],
        check: tex`The Cauchy-Schwarz inequality gives the same bound: $${total}^2 \le ${s.toTex()} \cdot (${quadratic})$.`,
        end: `The minimum is $${answer.toTex()}$.`,
      }),
    };
  },
};

export const analysis = [extremum, areaBetween, meanValue, cauchySchwarz];
