import type { Draw } from '../draw.ts';
import { matrix, paren, plus, poly, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

export const entries = (d: Draw, n: number, size: number): number[][] =>
  Array.from({ length: n }, () => Array.from({ length: n }, () => d.int(-size, size)));

export const det3 = ([
  [a = 0, b = 0, c = 0] = [],
  [e = 0, f = 0, g = 0] = [],
  [h = 0, i = 0, j = 0] = [],
]: readonly number[][]): [number, number, number] => [
  a * (f * j - g * i),
  -b * (e * j - g * h),
  c * (e * i - f * h),
];

const determinant: Template = {
  name: 'linear/determinant',
  domain: '15',
  make(d) {
    const level = d.level(1, 3);
    const m = entries(d, 3, 4 + 2 * level);
    const parts = det3(m);
    const value = parts[0] + parts[1] + parts[2];
    const [[a = 0, b = 0, c = 0] = [], [e = 0, f = 0, g = 0] = [], [h = 0, i = 0, j = 0] = []] = m;
    const minor = (p: number, r: number, s: number, t: number) =>
      tex`(${p} \cdot ${paren(t)} - ${paren(r)} \cdot ${paren(s)})`;
    const volume = level > 1 && d.chance(0.4);
    const answer = volume ? Math.abs(value) : value;
    return {
      level,
      given: { m, volume },
      question: volume
        ? d.say(
            `Find the volume of the parallelepiped spanned by the vectors $(${m[0]?.join(', ')})$, $(${m[1]?.join(', ')})$ and $(${m[2]?.join(', ')})$.`,
            `Three edges of a parallelepiped that meet in one corner are the vectors $(${m[0]?.join(', ')})$, $(${m[1]?.join(', ')})$, $(${m[2]?.join(', ')})$. What is its volume?`,
          )
        : d.say(
            `Compute the determinant of $A = ${matrix(m)}$.`,
            `What is $\\det ${matrix(m)}$?`,
            `Find the value of the determinant of the matrix $${matrix(m)}$ by expanding along the first row.`,
          ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'We expand along the first row: each entry is multiplied by the determinant of what is left when its row and column are struck out, with the signs plus, minus, plus.',
        ],
        steps: [
          tex`The determinant is $${a} \cdot ${minor(f, g, i, j)} - ${paren(b)} \cdot ${minor(e, g, h, j)} + ${paren(c)} \cdot ${minor(e, f, h, i)}$.`,
          tex`The brackets are $${f * j - g * i}$, $${e * j - g * h}$ and $${e * i - f * h}$, so the three terms are $${parts[0]}$, $${parts[1]}$ and $${parts[2]}$.`,
          `Their sum is $${parts[0]} ${plus(parts[1])} ${plus(parts[2])} = ${value}$.`,
          ...(volume ? [`The volume is the absolute value of this number.`] : []),
        ],
        end: volume ? `The volume is $${answer}$.` : `The determinant equals $${value}$.`,
      }),
    };
  },
};

const eigenvalues: Template = {
  name: 'linear/eigenvalues',
  domain: '15',
  make(d) {
    const level = d.level(2, 4);
    const [r = 1, s = 2] = d.ints(-6, 9, 2);
    const [u, v] = [d.nonzero(-3, 3), d.nonzero(-3, 3)];
    // similar to diag(r, s) by a matrix of determinant 1
    const [p11, p12, p21, p22] = [1 + u * v, u, v, 1];
    const m = [
      [p11 * r * p22 - p12 * s * p21, -p11 * r * p12 + p12 * s * p11],
      [p21 * r * p22 - p22 * s * p21, -p21 * r * p12 + p22 * s * p11],
    ];
    const [trace, det] = [r + s, r * s];
    const n = d.int(3, 5 + level);
    const powerTrace = BigInt(r) ** BigInt(n) + BigInt(s) ** BigInt(n);
    const kind = level === 2 ? 'largest' : d.pick(['trace', 'largest'] as const);
    const answer = kind === 'largest' ? `${Math.max(r, s)}` : `${powerTrace}`;
    return {
      level,
      given: { m, kind, n },
      question:
        kind === 'largest'
          ? d.say(
              `Find the largest eigenvalue of $A = ${matrix(m)}$.`,
              `What are the eigenvalues of $${matrix(m)}$? Give the larger one.`,
              `The matrix $M = ${matrix(m)}$ has two real eigenvalues. Which is the greater of them?`,
            )
          : d.say(
              `Let $A = ${matrix(m)}$. Find the trace of $A^{${n}}$.`,
              `Compute $\\operatorname{tr}(M^{${n}})$ for $M = ${matrix(m)}$.`,
              `What is the sum of the diagonal entries of the $${n}$th power of $${matrix(m)}$?`,
            ),
      answer,
      solution: worked(d, level, {
        why: [
          'The eigenvalues are the roots of the characteristic polynomial, which for a $2 \\times 2$ matrix is $\\lambda^2 - (\\text{trace})\\lambda + \\det$.',
          ...(kind === 'trace'
            ? ['The eigenvalues of a power are the powers of the eigenvalues, and the trace is their sum.']
            : []),
        ],
        steps: [
          `The trace is $${m[0]?.[0]} ${plus(m[1]?.[1] ?? 0)} = ${trace}$ and the determinant is $${paren(m[0]?.[0] ?? 0)} \\cdot ${paren(m[1]?.[1] ?? 0)} - ${paren(m[0]?.[1] ?? 0)} \\cdot ${paren(m[1]?.[0] ?? 0)} = ${det}$.`,
          tex`So the characteristic polynomial is $${poly([det, -trace, 1], tex`\lambda`)} = (\lambda ${plus(-r)})(\lambda ${plus(-s)})$.`.replace(
            tex`(\lambda + 0)`,
            tex`\lambda`,
          ),
          `The eigenvalues are $${r}$ and $${s}$.`,
          ...(kind === 'trace'
            ? [
                tex`Hence the trace of the power is $${paren(r)}^{${n}} + ${paren(s)}^{${n}} = ${BigInt(r) ** BigInt(n)} ${plus(BigInt(s) ** BigInt(n))} = ${powerTrace}$.`,
              ]
            : []),
        ],
        end: kind === 'largest' ? `The largest eigenvalue is $${answer}$.` : `The trace is $${answer}$.`,
      }),
    };
  },
};

const commutator: Template = {
  name: 'linear/commutator',
  domain: '17',
  make(d) {
    const level = d.level(2, 3);
    const [a, b] = [entries(d, 2, 6), entries(d, 2, 6)];
    const times = (x: number[][], y: number[][]) =>
      [0, 1].map((i) =>
        [0, 1].map((j) => (x[i]?.[0] ?? 0) * (y[0]?.[j] ?? 0) + (x[i]?.[1] ?? 0) * (y[1]?.[j] ?? 0)),
      );
    const [ab, ba] = [times(a, b), times(b, a)];
    const bracket = [0, 1].map((i) => [0, 1].map((j) => (ab[i]?.[j] ?? 0) - (ba[i]?.[j] ?? 0)));
    const [[p = 0, r = 0] = [], [s = 0, t = 0] = []] = bracket;
    const det = p * t - r * s;
    return {
      level,
      given: { a, b },
      question: d.say(
        `Let $A = ${matrix(a)}$ and $B = ${matrix(b)}$. Find the determinant of the commutator $[A, B] = AB - BA$.`,
        `In the Lie algebra of $2 \\times 2$ matrices take $X = ${matrix(a)}$ and $Y = ${matrix(b)}$. What is $\\det [X, Y]$?`,
        `Compute $\\det(PQ - QP)$ for $P = ${matrix(a)}$ and $Q = ${matrix(b)}$.`,
      ),
      answer: `${det}`,
      solution: worked(d, level, {
        why: [
          'We multiply in both orders and subtract; the result must have trace zero, since a product has the same trace in both orders.',
        ],
        steps: [
          `The products, first times second and second times first, are $${matrix(ab)}$ and $${matrix(ba)}$.`,
          `Their difference is $${matrix(bracket)}$, whose trace is indeed $0$.`,
          tex`Its determinant is $${paren(p)} \cdot ${paren(t)} - ${paren(r)} \cdot ${paren(s)} = ${det}$.`,
        ],
        end: `The determinant of the commutator is $${det}$.`,
      }),
    };
  },
};

export const linear = [determinant, eigenvalues, commutator];
