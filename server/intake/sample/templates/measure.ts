import { range } from '../integers.ts';
import { frac, list, tex } from '../notation.ts';
import { q, type Rational } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const unionLength: Template = {
  name: 'analysis/measure-of-a-union',
  domain: '28',
  make(d) {
    const level = d.level(1, 3);
    const count = 3 + level;
    const intervals = range(1, count).map(() => {
      const low = d.int(-20, 40);
      return [low, low + d.int(2, 14)] as [number, number];
    });
    const sorted = [...intervals].sort((x, y) => x[0] - y[0] || x[1] - y[1]);
    const merged: [number, number][] = [];
    for (const [a, b] of sorted) {
      const last = merged.at(-1);
      if (last !== undefined && a <= last[1]) last[1] = Math.max(last[1], b);
      else merged.push([a, b]);
    }
    const answer = merged.reduce((total, [a, b]) => total + b - a, 0);
    const show = (xs: readonly [number, number][]) => list(xs.map(([a, b]) => `$[${a}, ${b}]$`));
    return {
      level,
      given: { intervals },
      question: d.say(
        `Find the Lebesgue measure of the union of the intervals ${show(intervals)}.`,
        `What is the total length of the set of real numbers that lie in at least one of the intervals ${show(intervals)}?`,
        `A sensor was switched on during the periods ${show(intervals)} (in minutes from noon; some of them overlap, since several people used it). For how many minutes was it on altogether?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'The measure is additive for sets that do not overlap, so we first write the union as a union of separate intervals.',
        ],
        steps: [
          `Sorted by their left ends the intervals are ${show(sorted)}.`,
          `Going from left to right and joining whatever touches or overlaps leaves ${show(merged)}, which are separate from each other.`,
          `Their lengths are ${list(merged.map(([a, b]) => `$${b - a}$`))}.`,
        ],
        end: `Together the length is $${answer}$.`,
      }),
    };
  },
};

const cantorSet: Template = {
  name: 'analysis/cantor-like-set',
  domain: '28',
  make(d) {
    const level = d.level(3, 4);
    const [num, den] = d.pick([
      [1, 3],
      [1, 4],
      [1, 5],
      [2, 5],
      [1, 6],
      [2, 7],
      [3, 8],
      [1, 8],
      [3, 10],
      [1, 10],
    ] as const);
    const steps = d.int(3, 7);
    const scale = d.int(1, 12);
    const keep = q(den - num, den);
    const left: Rational = keep.pow(steps).mul(q(scale));
    const removed = q(scale).sub(left);
    const gone = d.chance(0.5);
    const answer = gone ? removed : left;
    return {
      level,
      given: { num, den, steps, scale, gone },
      question: d.say(
        `Start with the interval $[0, ${scale}]$. In each step the open middle part, $${frac(num, den)}$ of the length, is removed from every interval that is there. What is the total length of ${gone ? 'everything removed' : 'what is left'} after $${steps}$ steps?`,
        `A Cantor-like set is built from an interval of length $${scale}$ by taking away, again and again, the middle $${frac(num, den)}$ of each remaining piece. Compute the measure of the ${gone ? 'removed part' : 'remaining part'} after $${steps}$ rounds.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'However many pieces there are, each of them loses the same share of its length, so the total length is multiplied by the same factor in each step.',
        ],
        steps: [
          tex`What stays is $1 - ${frac(num, den)} = ${keep.toTex()}$ of the length in each step.`,
          tex`After $${steps}$ steps the length is $${scale} \cdot \left(${keep.toTex()}\right)^{${steps}} = ${left.toTex()}$, spread over $2^{${steps}} = ${2 ** steps}$ intervals.`,
          ...(gone
            ? [tex`So the removed part has the length $${scale} - ${left.toTex()} = ${removed.toTex()}$.`]
            : []),
        ],
        check: tex`In the limit nothing would be left, because $\left(${keep.toTex()}\right)^n \to 0$.`,
        end: `The length is $${answer.toTex()}$.`,
      }),
    };
  },
};

export const measure = [unionLength, cantorSet];
