import { list, paren, plus, poly, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

/** `3 - 2i`, from real and imaginary part. */
export const z = (a: number, b: number): string => {
  if (b === 0) return `${a}`;
  const i = `${Math.abs(b) === 1 ? '' : Math.abs(b)}i`;
  return a === 0 ? `${b < 0 ? '-' : ''}${i}` : `${a} ${b < 0 ? '-' : '+'} ${i}`;
};

const complexPower: Template = {
  name: 'complex/power',
  domain: '30',
  make(d) {
    const level = d.level(2, 4);
    const [a, b] = [d.nonzero(-5, 5), d.nonzero(-5, 5)];
    const n = d.int(3, 4 + 2 * level);
    let [re, im] = [1, 0];
    const lines: string[] = [];
    for (let i = 1; i <= n; i++) {
      [re, im] = [re * a - im * b, re * b + im * a];
      if (i > 1) lines.push(`$w^{${i}} = ${z(re, im)}$`);
    }
    const part = d.pick(['real', 'imaginary'] as const);
    const answer = part === 'real' ? re : im;
    return {
      level,
      given: { a, b, n, part },
      question: d.say(
        `Find the ${part} part of $(${z(a, b)})^{${n}}$.`,
        `Let $w = ${z(a, b)}$. What is the ${part} part of $w^{${n}}$?`,
        part === 'real'
          ? tex`Compute $\operatorname{Re}\left( (${z(a, b)})^{${n}} \right)$.`
          : tex`Compute $\operatorname{Im}\left( (${z(a, b)})^{${n}} \right)$.`,
        `The complex number $${z(a, b)}$ is raised to the power $${n}$. Give the ${part} part of the result.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          tex`We multiply by $w = ${z(a, b)}$ step by step with the rule $(x + yi)(a + bi) = (xa - yb) + (xb + ya)i$.`,
        ],
        steps: [`The powers are ${lines.join(', ')}.`, `The last one is $${z(re, im)}$.`],
        check: tex`The modulus agrees: $|w|^2 = ${a * a + b * b}$, and $${paren(re)}^2 + ${paren(im)}^2 = ${re * re + im * im} = ${a * a + b * b}^{${n}}$.`,
        end: `The ${part} part is $${answer}$.`,
      }),
    };
  },
};

const residueIntegral: Template = {
  name: 'complex/residues',
  domain: '30',
  make(d) {
    const level = d.level(3, 5);
    const poles = d.ints(-6, 6, level === 3 ? 2 : 3);
    const c = [d.int(-9, 9), d.nonzero(-6, 6)];
    const radius = d.intWhere(1, 7, (r) => poles.every((p) => Math.abs(p) !== r));
    const f = (x: number) => (c[0] ?? 0) + (c[1] ?? 0) * x;
    const residues = poles.map((p) =>
      poles.filter((o) => o !== p).reduce((value, o) => value.div(q(p - o)), q(f(p))),
    );
    const inside = poles.filter((p) => Math.abs(p) < radius);
    const total = residues.reduce((t, r, i) => (Math.abs(poles[i] ?? 0) < radius ? t.add(r) : t), q(0));
    const den = poles.map((p) => (p === 0 ? 'z' : `(z ${plus(-p)})`)).join('');
    return {
      level,
      given: { poles, c, radius },
      question: d.say(
        tex`Let $C$ be the circle $|z| = ${radius}$, run through once counter-clockwise. Find the number $S$ for which $\oint_C \frac{${poly(c, 'z')}}{${den}}\, dz = 2\pi i \cdot S$.`,
        tex`Compute $\frac{1}{2\pi i} \oint_{|z| = ${radius}} \frac{${poly(c, 'z')}}{${den}}\, dz$, with positive orientation.`,
        tex`What is the sum of the residues of $\frac{${poly(c, 'z')}}{${den}}$ in the disc $|z| < ${radius}$?`,
      ),
      answer: total.toString(),
      solution: worked(d, level, {
        why: [
          'By the residue theorem the integral is $2\\pi i$ times the sum of the residues at the poles inside the circle.',
          'All poles are simple, so the residue at a pole is the value of the rest of the fraction there, with the vanishing factor left out.',
        ],
        steps: [
          `The poles are ${list(poles.map((p) => `$${p}$`))}, and ${inside.length === 0 ? 'none of them lies' : inside.length === poles.length ? 'all of them lie' : `only ${list(inside.map((p) => `$${p}$`))} ${inside.length === 1 ? 'lies' : 'lie'}`} inside the circle of radius $${radius}$.`,
          ...inside.map(
            (p) =>
              tex`At $z = ${p}$ the residue is $\frac{${f(p)}}{${poles
                .filter((o) => o !== p)
                .map((o) => paren(p - o))
                .join(tex` \cdot `)}} = ${residues[poles.indexOf(p)]?.toTex()}$.`,
          ),
          inside.length === 0
            ? 'The function is therefore holomorphic inside, and the sum is empty.'
            : `The sum of these residues is $${total.toTex()}$.`,
        ],
        end: `The number asked for is $${total.toTex()}$.`,
      }),
    };
  },
};

const rouche: Template = {
  name: 'complex/zeros-in-a-disc',
  domain: '30',
  make(d) {
    const level = d.level(3, 4);
    const n = d.int(4, 9);
    const k = d.int(1, n - 1);
    const [low, high] = [d.int(1, 4), d.int(1, 5)];
    const big = 1 + low + high + d.int(1, 9);
    const c = Array.from({ length: n + 1 }, (_, i) => (i === n ? 1 : i === k ? big : 0));
    c[0] = d.chance(0.5) ? low : -low;
    const mid = d.intWhere(1, n - 1, (i) => i !== k || n === 2);
    if (mid !== k) c[mid] = d.chance(0.5) ? high : -high;
    const rest = c.reduce((t, a, i) => (i === k ? t : t + Math.abs(a)), 0);
    return {
      level,
      given: { c },
      question: d.say(
        `How many zeros, counted with multiplicity, does $p(z) = ${poly(c, 'z')}$ have in the unit disc $|z| < 1$?`,
        `Determine the number of solutions of $${poly(c, 'z')} = 0$ whose absolute value is less than $1$ (multiple solutions count several times).`,
        `The polynomial $${poly(c, 'z')}$ has $${n}$ complex zeros. How many of them lie inside the unit circle?`,
      ),
      answer: `${k}`,
      solution: worked(d, level, {
        why: [
          "Rouché's theorem: if on a circle one part of a function is larger in absolute value than the rest, then the function has as many zeros inside as that part alone.",
        ],
        steps: [
          tex`On the circle $|z| = 1$ the term $${poly(
            c.map((a, i) => (i === k ? a : 0)),
            'z',
          )}$ has the absolute value $${big}$.`,
          `All other terms together have at most the absolute value $${c.flatMap((a, i) => (i !== k && a !== 0 ? [Math.abs(a)] : [])).join(' + ')} = ${rest}$ there, and $${rest} < ${big}$.`,
          `So the polynomial has as many zeros in the disc as $${poly(
            c.map((a, i) => (i === k ? a : 0)),
            'z',
          )}$, which has a zero of order $${k}$ at the origin and no other.`,
        ],
        end: `There ${k === 1 ? 'is' : 'are'} $${k}$ ${k === 1 ? 'zero' : 'zeros'} in the unit disc.`,
      }),
    };
  },
};

export const complex = [complexPower, residueIntegral, rouche];
