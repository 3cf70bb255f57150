import { factorial } from '../integers.ts';
import { tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const betaIntegral: Template = {
  name: 'complex/beta-and-gamma',
  domain: '33',
  make(d) {
    const level = d.level(2, 4);
    const [m, n] = [d.int(1, 4 + 2 * level), d.int(1, 4 + 2 * level)];
    const scale = d.pick([1, 1, 2, 3, 4, 5]);
    const beta = q(factorial(m) * factorial(n), factorial(m + n + 1));
    const answer = beta.mul(q(BigInt(scale) ** BigInt(m + n + 1)));
    const gammaKind = d.chance(0.4);
    const half = q(factorial(2 * m), 4n ** BigInt(m) * factorial(m));
    return {
      level,
      given: { m, n, scale, gammaKind },
      question: gammaKind
        ? d.say(
            tex`The value $\Gamma\left(${m} + \tfrac12\right)$ is a rational multiple of $\sqrt{\pi}$. Find the factor, then multiply it by $${n}$.`,
            tex`Write $${n}\,\Gamma\left(\tfrac{${2 * m + 1}}{2}\right) = r\sqrt{\pi}$ with a rational number $r$. What is $r$?`,
          )
        : d.say(
            tex`Evaluate $\int_0^{${scale}} x^{${m}} (${scale} - x)^{${n}}\, dx$.`,
            tex`Find the exact value of the integral of $x^{${m}}(${scale} - x)^{${n}}$ from $0$ to $${scale}$.`,
            tex`Use the Beta function to compute $\int_0^{${scale}} t^{${m}}(${scale} - t)^{${n}}\, dt$.`,
          ),
      answer: gammaKind ? half.mul(q(n)).toString() : answer.toString(),
      solution: worked(d, level, {
        why: gammaKind
          ? [
              tex`The functional equation $\Gamma(x + 1) = x\Gamma(x)$ leads down to $\Gamma(\tfrac12) = \sqrt{\pi}$.`,
            ]
          : [
              tex`The Beta integral is $\int_0^1 t^{p-1}(1-t)^{s-1} dt = \frac{\Gamma(p)\Gamma(s)}{\Gamma(p+s)}$, and $\Gamma(k+1) = k!$ for integers.`,
            ],
        steps: gammaKind
          ? [
              tex`Going down step by step, $\Gamma\left(\tfrac{${2 * m + 1}}{2}\right) = ${Array.from({ length: m }, (_, i) => tex`\tfrac{${2 * (m - i) - 1}}{2}`).join(tex` \cdot `)} \cdot \Gamma(\tfrac12)$.`,
              tex`The product of the fractions is $${half.toTex()}$.`,
              tex`Multiplied by $${n}$ it becomes $${half.mul(q(n)).toTex()}$.`,
            ]
          : [
              ...(scale === 1
                ? []
                : [
                    tex`With $x = ${scale}t$ the integral becomes $${scale}^{${m + n + 1}} \int_0^1 t^{${m}}(1-t)^{${n}}\, dt$.`,
                  ]),
              tex`Here $\int_0^1 t^{${m}}(1-t)^{${n}}\, dt = \frac{${m}!\, ${n}!}{${m + n + 1}!} = ${beta.toTex()}$.`,
              ...(scale === 1
                ? []
                : [
                    tex`Multiplying by $${scale}^{${m + n + 1}} = ${BigInt(scale) ** BigInt(m + n + 1)}$ gives $${answer.toTex()}$.`,
                  ]),
            ],
        end: `The answer is $${gammaKind ? half.mul(q(n)).toTex() : answer.toTex()}$.`,
      }),
    };
  },
};

const orthogonalPolynomials: Template = {
  name: 'complex/orthogonal-polynomials',
  domain: '33',
  make(d) {
    const level = d.level(3, 4);
    const kind = d.pick(['Chebyshev', 'Legendre', 'Hermite'] as const);
    const n = d.int(4, 5 + level);
    const x = d.chance(0.5) ? q(d.nonzero(-4, 5)) : q(d.pick([1, -1, 3, -3, 5, 2, -2]), d.pick([2, 3, 4]));
    const values = [q(1), kind === 'Hermite' ? x.mul(q(2)) : x];
    for (let k = 1; k < n; k++) {
      const [last, before] = [values[k] ?? q(0), values[k - 1] ?? q(0)];
      if (kind === 'Chebyshev') values.push(q(2).mul(x).mul(last).sub(before));
      else if (kind === 'Hermite')
        values.push(
          q(2)
            .mul(x)
            .mul(last)
            .sub(q(2 * k).mul(before)),
        );
      else
        values.push(
          q(2 * k + 1)
            .mul(x)
            .mul(last)
            .sub(q(k).mul(before))
            .div(q(k + 1)),
        );
    }
    const [symbol, rule] = {
      Chebyshev: ['T', 'T_{k+1}(x) = 2x\\,T_k(x) - T_{k-1}(x)'],
      Legendre: ['P', '(k+1)P_{k+1}(x) = (2k+1)x\\,P_k(x) - k\\,P_{k-1}(x)'],
      Hermite: ['H', 'H_{k+1}(x) = 2x\\,H_k(x) - 2k\\,H_{k-1}(x)'],
    }[kind] as [string, string];
    const answer = values[n] ?? q(0);
    const first = kind === 'Hermite' ? '2x' : 'x';
    return {
      level,
      given: { kind, n, num: x.num, den: x.den },
      question: d.say(
        `The ${kind} polynomials satisfy $${symbol}_0(x) = 1$, $${symbol}_1(x) = ${first}$ and $${rule}$. Compute $${symbol}_{${n}}\\left(${x.toTex()}\\right)$.`,
        `What is the value of the ${kind} polynomial $${symbol}_{${n}}$ at $x = ${x.toTex()}$? Use the recurrence $${rule}$ with $${symbol}_0 = 1$ and $${symbol}_1 = ${first}$.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'It is not necessary to write the polynomial down: at a fixed point the recurrence gives the values one after the other.',
        ],
        steps: [
          `We begin with $${symbol}_0 = 1$ and $${symbol}_1 = ${values[1]?.toTex()}$.`,
          ...values
            .slice(2)
            .map(
              (v, i) =>
                `For $k = ${i + 1}$ the recurrence gives $${symbol}_{${i + 2}}\\left(${x.toTex()}\\right) = ${v.toTex()}$.`,
            ),
        ],
        end: `So the value is $${answer.toTex()}$.`,
      }),
    };
  },
};

export const specialFunctions = [betaIntegral, orthogonalPolynomials];
