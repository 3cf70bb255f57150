import { range } from '../integers.ts';
import { frac, list, paren, plus, poly, terms, tex } from '../notation.ts';
import { q, qSum } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const fredholm: Template = {
  name: 'transforms/integral-equation',
  domain: '45',
  make(d) {
    const level = d.level(3, 4);
    const m = d.int(0, 3);
    const k = d.int(0, 3);
    const lambda = q(d.nonzero(-4, 5), d.int(1, 3));
    const f = [d.int(-6, 6), d.nonzero(-6, 6)];
    const denominator = q(1).sub(lambda.mul(q(1, m + k + 1)));
    if (denominator.sign === 0) return this.make(d);
    // u(x) = f(x) + lambda x^m C with C = int x^k u
    const moment = qSum(f.map((a, i) => q(a, i + k + 1)));
    const C = moment.div(denominator);
    const x = d.int(1, 3);
    const answer = q((f[0] ?? 0) + (f[1] ?? 0) * x).add(lambda.mul(C).mul(q(x ** m)));
    const power = (v: string, n: number) => (n === 0 ? '' : n === 1 ? v : `${v}^${n}`);
    const kernel = `${power('x', m)}${power('t', k)}`;
    const factor = lambda.toTex() === '1' ? '' : lambda.toTex() === '-1' ? '-' : lambda.toTex();
    return {
      level,
      given: { m, k, num: lambda.num, den: lambda.den, f, x },
      question: d.say(
        tex`Solve the integral equation $u(x) = ${poly(f)} ${lambda.sign < 0 ? '' : '+ '}${factor}${factor === '' || factor === '-' ? '' : ' '}\int_0^1 ${kernel === '' ? '' : `${kernel}\\, `}u(t)\, dt$ and find $u(${x})$, where the formula is used for all real $x$.`,
        tex`A continuous function $u$ satisfies $u(x) - ${lambda.sign < 0 ? `\\left(${lambda.toTex()}\\right)` : factor} \int_0^1 ${kernel === '' ? '' : `${kernel}\\, `}u(t)\, dt = ${poly(f)}$ for all real $x$. What is $u(${x})$?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'The kernel is a product of a function of $x$ and a function of $t$, so the integral is an unknown constant times a known function; the constant follows by putting the formula back into the integral.',
        ],
        steps: [
          tex`Let $C = \int_0^1 ${power('t', k) === '' ? '' : `${power('t', k)}\\, `}u(t)\, dt$. Then $u(x) = ${poly(f)} ${lambda.sign < 0 ? '-' : '+'} ${(lambda.sign < 0 ? lambda.neg() : lambda).toTex()}C${m === 0 ? '' : tex`\,${power('x', m)}`}$.`,
          tex`Putting this into the definition of $C$: $C = ${moment.toTex()} ${plus(lambda.mul(q(1, m + k + 1)))}C$, because $\int_0^1 t^{${k}}(${poly(f, 't')})\, dt = ${moment.toTex()}$ and $\int_0^1 t^{${m + k}} dt = ${frac(1, m + k + 1)}$.`,
          tex`So $${denominator.toTex()}\,C = ${moment.toTex()}$, that is $C = ${C.toTex()}$.`,
          tex`At $x = ${x}$: $u(${x}) = ${(f[0] ?? 0) + (f[1] ?? 0) * x} ${plus(lambda.mul(C).mul(q(x ** m)))} = ${answer.toTex()}$.`,
        ],
        end: `Hence $u(${x}) = ${answer.toTex()}$.`,
      }),
    };
  },
};

const functionalNorm: Template = {
  name: 'transforms/norm-of-a-functional',
  domain: '46',
  make(d) {
    const level = d.level(3, 4);
    const n = d.int(2, 3 + level);
    const a = range(1, n).map(() => d.nonzero(-9, 12));
    const kind = d.pick(['one', 'two', 'max'] as const);
    const square = a.reduce((t, x) => t + x * x, 0);
    const answer = {
      one: Math.max(...a.map(Math.abs)),
      two: square,
      max: a.reduce((t, x) => t + Math.abs(x), 0),
    }[kind];
    const norm = {
      one: '\\|x\\|_1 = \\sum |x_i|',
      two: '\\|x\\|_2 = \\sqrt{\\sum x_i^2}',
      max: '\\|x\\|_\\infty = \\max |x_i|',
    }[kind];
    const formula = terms(a.map((v, i) => [v, `x_{${i + 1}}`] as const));
    const what = kind === 'two' ? 'the square of its norm' : 'its norm';
    return {
      level,
      given: { a, kind },
      question: d.say(
        tex`On $\mathbb{R}^{${n}}$ with the norm $${norm}$ consider the functional $\varphi(x) = ${formula}$. Find ${what}.`,
        `What is the ${kind === 'two' ? 'square of the ' : ''}largest value of $|${formula}|$ over all real vectors $x$ with $${norm.split(' = ')[1]} \\le 1$?`,
        tex`Let $\varphi(x) = ${formula}$ on the space $\mathbb{R}^{${n}}$, normed by $${norm}$. Determine ${kind === 'two' ? tex`$\|\varphi\|^2$` : tex`$\|\varphi\|$`}.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'The norm of a functional is the largest value of $|\\varphi(x)|$ over the unit ball. We first find a bound and then a vector for which it is reached.',
          "In general the dual of the norm with exponent $p$ is the norm with the exponent $p'$, where $\\frac1p + \\frac{1}{p'} = 1$.",
        ],
        steps: {
          one: [
            tex`We have $|\varphi(x)| \le \max_i |a_i| \cdot \sum |x_i|$, so the norm is at most the largest absolute value among the coefficients ${list(a.map((v) => `$${v}$`))}.`,
            `This is $${answer}$, and it is reached by the unit vector that picks that coefficient.`,
          ],
          two: [
            tex`By the Cauchy-Schwarz inequality $|\varphi(x)| \le \|a\|_2 \|x\|_2$ with equality for $x$ parallel to $a = (${a.join(', ')})$.`,
            tex`So the square of the norm is $${a.map((v) => `${paren(v)}^2`).join(' + ')} = ${square}$.`,
          ],
          max: [
            tex`If all $|x_i| \le 1$ then $|\varphi(x)| \le \sum |a_i|$, and choosing $x_i = \pm 1$ with the signs of the coefficients reaches this bound.`,
            tex`So the norm is $${a.map((v) => Math.abs(v)).join(' + ')} = ${answer}$.`,
          ],
        }[kind],
        end: `The answer is $${answer}$.`,
      }),
    };
  },
};

const nearestPolynomial: Template = {
  name: 'transforms/best-approximation',
  domain: '46',
  make(d) {
    const level = d.level(4, 5);
    const f = [d.int(-5, 5), d.int(-5, 5), d.nonzero(-6, 6)];
    if (level === 5) f.push(d.nonzero(-5, 5));
    // best line on [0, 1] for x^j: coefficients by the normal equations
    const m = (i: number) => qSum(f.map((a, j) => q(a, i + j + 1)));
    const [m0, m1] = [m(0), m(1)];
    // [1 1/2; 1/2 1/3] inverse is [4 -6; -6 12]
    const alpha = q(4).mul(m0).sub(q(6).mul(m1));
    const beta = q(12).mul(m1).sub(q(6).mul(m0));
    const slope = d.chance(0.5);
    const answer = slope ? beta : alpha;
    return {
      level,
      given: { f, slope },
      question: d.say(
        tex`Among all linear functions $\alpha + \beta x$ find the one for which $\int_0^1 \left( ${poly(f)} - \alpha - \beta x \right)^2 dx$ is smallest. What is $${slope ? '\\beta' : '\\alpha'}$?`,
        tex`The orthogonal projection of $${poly(f)}$ onto the polynomials of degree at most one in $L^2(0, 1)$ is $\alpha + \beta x$. Determine its ${slope ? 'slope' : 'constant term'}.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'In a space with an inner product the best approximation is the orthogonal projection: the error must be orthogonal to $1$ and to $x$.',
          'The two conditions are a system of linear equations with the Gram matrix of $1$ and $x$.',
        ],
        steps: [
          tex`The needed integrals are $\int_0^1 f\,dx = ${m0.toTex()}$ and $\int_0^1 x f\,dx = ${m1.toTex()}$ for $f(x) = ${poly(f)}$.`,
          tex`Orthogonality says $\alpha + \frac{\beta}{2} = ${m0.toTex()}$ and $\frac{\alpha}{2} + \frac{\beta}{3} = ${m1.toTex()}$.`,
          tex`Twice the second equation minus the first gives $\frac{\beta}{6} = ${q(2).mul(m1).sub(m0).toTex()}$, so $\beta = ${beta.toTex()}$.`,
          tex`Then $\alpha = ${m0.toTex()} - \frac12 \cdot ${paren(beta)} = ${alpha.toTex()}$.`,
        ],
        end: `The ${slope ? 'slope' : 'constant term'} is $${answer.toTex()}$.`,
      }),
    };
  },
};

export const functionalAnalysis = [fredholm, functionalNorm, nearestPolynomial];
