import { factorial, mod, range } from '../integers.ts';
import { list, paren, poly, terms, tex } from '../notation.ts';
import { q, qSum } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const fourierSine: Template = {
  name: 'transforms/fourier-coefficient',
  domain: '42',
  make(d) {
    const level = d.level(3, 4);
    const [a, b, c] = [d.int(-5, 6), d.nonzero(-8, 9), d.nonzero(-7, 9)];
    const n = d.int(1, 9);
    const cosine = a !== 0 && d.chance(0.5);
    // on (-pi, pi): b_n of x is 2(-1)^(n+1)/n, a_n of x^2 is 4(-1)^n/n^2
    const answer = cosine ? q(4 * a * (n % 2 === 0 ? 1 : -1), n * n) : q(2 * b * (n % 2 === 0 ? -1 : 1), n);
    const f = poly([c, b, a]);
    const nx = n === 1 ? 'x' : `${n}x`;
    const symbol = cosine ? `a_{${n}}` : `b_{${n}}`;
    return {
      level,
      given: { a, b, n, cosine },
      question: d.say(
        tex`The function $f(x) = ${f}$ on $(-\pi, \pi)$ has the Fourier series $\frac{a_0}{2} + \sum_{n \ge 1} (a_n \cos nx + b_n \sin nx)$. Find $${symbol}$.`,
        tex`Compute $\frac{1}{\pi} \int_{-\pi}^{\pi} (${f}) ${cosine ? '\\cos' : '\\sin'}(${nx})\, dx$.`,
        tex`A signal with period $2\pi$ equals $${poly([c, b, a], 't')}$ for $-\pi < t < \pi$. Which amplitude does ${cosine ? 'the cosine' : 'the sine'} with frequency $${n}$ have in its Fourier series?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'Only the part of the function with the right symmetry contributes: the odd part for sines, the even part for cosines.',
          'The remaining integral is found by integrating by parts.',
        ],
        steps: cosine
          ? [
              tex`The odd term $${terms([[b, 'x']])}$ gives nothing, and the constant gives nothing either, since $\int_{-\pi}^{\pi} \cos(${nx})\,dx = 0$. So $${symbol} = \frac{${a}}{\pi} \int_{-\pi}^{\pi} x^2 \cos(${nx})\, dx$.`,
              tex`Integrating by parts twice, $\int_{-\pi}^{\pi} x^2 \cos(${nx})\,dx = \left[ \frac{2x \cos(${nx})}{${n * n}} \right]_{-\pi}^{\pi} = \frac{4\pi (-1)^{${n}}}{${n * n}}$; the other boundary terms contain $\sin(${n === 1 ? '' : n}\pi) = 0$.`,
              tex`Hence $${symbol} = ${a} \cdot \frac{4 \cdot (-1)^{${n}}}{${n * n}} = ${answer.toTex()}$.`,
            ]
          : [
              tex`The even part $${poly([c, 0, a])}$ gives nothing, so $${symbol} = \frac{${b}}{\pi} \int_{-\pi}^{\pi} x \sin(${nx})\, dx$.`,
              tex`Integrating by parts, $\int_{-\pi}^{\pi} x \sin(${nx})\,dx = \left[ -\frac{x \cos(${nx})}{${n}} \right]_{-\pi}^{\pi} + \frac{1}{${n}} \int_{-\pi}^{\pi} \cos(${nx})\,dx = -\frac{2\pi (-1)^{${n}}}{${n}}$.`,
              tex`Hence $${symbol} = ${paren(b)} \cdot \left( -\frac{2 \cdot (-1)^{${n}}}{${n}} \right) = ${answer.toTex()}$.`,
            ],
        end: `The coefficient is $${answer.toTex()}$.`,
      }),
    };
  },
};

const discreteFourier: Template = {
  name: 'transforms/discrete-fourier',
  domain: '42',
  make(d) {
    const level = d.level(3, 4);
    const xs = range(1, 4).map(() => d.int(-9, 12));
    const k = d.int(0, 3);
    const turn = (j: number) =>
      [
        [1, 0],
        [0, -1],
        [-1, 0],
        [0, 1],
      ][mod(j * k, 4)] as [number, number];
    const re = xs.reduce((t, x, j) => t + x * turn(j)[0], 0);
    const im = xs.reduce((t, x, j) => t + x * turn(j)[1], 0);
    const energy = d.chance(0.5);
    const answer = energy ? 4 * xs.reduce((t, x) => t + x * x, 0) : re * re + im * im;
    const word = ['1', '-i', '-1', 'i'];
    return {
      level,
      given: { xs, k, energy },
      question: energy
        ? d.say(
            tex`Let $X_k = \sum_{j=0}^{3} x_j e^{-2\pi i jk/4}$ be the discrete Fourier transform of $(${xs.join(', ')})$. Find $|X_0|^2 + |X_1|^2 + |X_2|^2 + |X_3|^2$.`,
            `A signal has the four samples $${xs.join(', ')}$. What is the sum of the squared absolute values of its four discrete Fourier coefficients (without any normalising factor)?`,
          )
        : d.say(
            tex`Let $X_k = \sum_{j=0}^{3} x_j e^{-2\pi i jk/4}$ with $(x_0, x_1, x_2, x_3) = (${xs.join(', ')})$. Compute $|X_{${k}}|^2$.`,
            `The samples of a signal of length four are $${xs.join(', ')}$. Find the squared absolute value of the discrete Fourier coefficient of index $${k}$, without a normalising factor.`,
          ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'For length four the roots of unity are only $1, -i, -1, i$, so no trigonometry is needed.',
          ...(energy
            ? [
                "Parseval's identity says that the squares of the coefficients add up to the length times the sum of the squares of the samples.",
              ]
            : []),
        ],
        steps: energy
          ? [
              tex`The squares of the samples add up to $${xs.map((x) => `${paren(x)}^2`).join(' + ')} = ${answer / 4}$.`,
              `By Parseval's identity the sum for the coefficients is $4 \\cdot ${answer / 4} = ${answer}$.`,
            ]
          : [
              `For $k = ${k}$ the factors are ${list(range(0, 3).map((j) => `$${word[mod(j * k, 4)]}$ for $j = ${j}$`))}.`,
              `So $X_{${k}} = ${re} ${im < 0 ? '-' : '+'} ${Math.abs(im)}i$.`,
              `Its squared absolute value is $${paren(re)}^2 + ${paren(im)}^2 = ${answer}$.`,
            ],
        check: energy
          ? `The coefficient $X_0$ alone is the sum of the samples, $${xs.reduce((x, y) => x + y, 0)}$, and its square is part of the total.`
          : `For $k = 0$ the coefficient would simply be the sum of the samples.`,
        end: `The result is $${answer}$.`,
      }),
    };
  },
};

const laplace: Template = {
  name: 'transforms/laplace',
  domain: '44',
  make(d) {
    const level = d.level(2, 4);
    const [a, b, c] = [d.nonzero(-9, 9), d.nonzero(-9, 9), d.int(-9, 9)];
    const n = d.int(1, 4);
    const r = d.int(-3, 3);
    const w = d.int(1, 4);
    const s = d.int(r + 1, r + 6);
    if (s < 1) return this.make(d);
    const parts = [
      q(a).mul(q(factorial(n), BigInt(s) ** BigInt(n + 1))),
      q(b, s - r),
      q(c * w, s * s + w * w),
    ];
    const answer = qSum(parts);
    const f = terms([
      [a, n === 1 ? 't' : `t^${n}`],
      [b, r === 0 ? '' : `e^{${r === 1 ? '' : r === -1 ? '-' : r}t}`],
      [c, tex`\sin(${w === 1 ? '' : w}t)`],
    ]);
    return {
      level,
      given: { a, b, c, n, r, w, s },
      question: d.say(
        tex`Let $F(s) = \int_0^\infty f(t) e^{-st}\, dt$ be the Laplace transform of $f(t) = ${f}$. Find $F(${s})$.`,
        tex`Evaluate $\int_0^\infty \left( ${f} \right) e^{-${s === 1 ? '' : s}t}\, dt$.`,
        `Determine the Laplace transform of $${f}$ and give its value at $s = ${s}$.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'The transform is linear, so each term may be looked up or integrated on its own.',
          `All three integrals converge at $s = ${s}$, since $s$ is positive${r > 0 ? ` and larger than $${r}$` : ''}.`,
        ],
        steps: [
          tex`From $\int_0^\infty t^n e^{-st} dt = \frac{n!}{s^{n+1}}$ the first term gives $${a} \cdot \frac{${n}!}{${s}^{${n + 1}}} = ${parts[0]?.toTex()}$.`,
          tex`From $\int_0^\infty e^{rt} e^{-st} dt = \frac{1}{s - r}$ the second term gives $\frac{${b}}{${s} - ${paren(r)}} = ${parts[1]?.toTex()}$.`,
          ...(c === 0
            ? []
            : [
                tex`From $\int_0^\infty \sin(\omega t) e^{-st} dt = \frac{\omega}{s^2 + \omega^2}$ the third term gives $${c} \cdot \frac{${w}}{${s * s + w * w}} = ${parts[2]?.toTex()}$.`,
              ]),
        ],
        end: `The sum of these is $${answer.toTex()}$.`,
      }),
    };
  },
};

export const transforms = [fourierSine, discreteFourier, laplace];
