import { paren, reduced, terms, tex } from '../notation.ts';
import { q, type Rational } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';
import { det3, entries } from './linear.ts';

const solveSystem: Template = {
  name: 'linear/system-of-three',
  domain: '15',
  make(d) {
    const level = d.level(2, 4);
    const m = entries(d, 3, 3 + level);
    const solution = [d.int(-7, 7), d.int(-7, 7), d.int(-7, 7)];
    const [x0 = 0, y0 = 0, z0 = 0] = solution;
    const rhs = m.map(([a = 0, b = 0, c = 0]) => a * x0 + b * y0 + c * z0);
    const rows: Rational[][] = m.map((row, i) => [...row, rhs[i] ?? 0].map((v) => q(v)));
    const [p, r, s] = det3(m);
    if (p + r + s === 0 || m.some((row) => row.filter((v) => v !== 0).length < 2)) return this.make(d);
    const vars = d.pick([
      ['x', 'y', 'z'],
      ['a', 'b', 'c'],
      ['u', 'v', 'w'],
      ['p', 'q', 'r'],
    ]);
    const line = (row: readonly Rational[]) =>
      `${terms(vars.map((v, i) => [row[i] ?? q(0), v] as const))} = ${(row[3] ?? q(0)).toTex()}`;
    const steps: string[] = [];
    for (let c = 0; c < 3; c++) {
      const pivot = rows.findIndex((row, i) => i >= c && row[c]?.sign !== 0);
      const [top, bottom] = [rows[c] ?? [], rows[pivot] ?? []];
      if (pivot !== c) {
        rows[c] = bottom;
        rows[pivot] = top;
        steps.push(
          `We exchange two equations, so that $${line(bottom)}$ comes first among those still to be used.`,
        );
      }
      for (let i = c + 1; i < 3; i++) {
        const factor = (rows[i]?.[c] ?? q(0)).div(rows[c]?.[c] ?? q(1));
        if (factor.sign === 0) continue;
        rows[i] = (rows[i] ?? []).map((v, k) => v.sub(factor.mul(rows[c]?.[k] ?? q(0))));
        steps.push(
          `Subtracting $${factor.toTex()}$ times $${line(rows[c] ?? [])}$ from the ${i === 1 ? 'second' : 'third'} equation removes $${vars[c]}$ and leaves $${line(rows[i] ?? [])}$.`,
        );
      }
    }
    const wanted = d.pick(['sum', 'product', 'all'] as const);
    const answer = { sum: `${x0 + y0 + z0}`, product: `${x0 * y0 * z0}`, all: `(${solution.join(', ')})` }[
      wanted
    ];
    const ask = {
      sum: `What is $${vars.join(' + ')}$?`,
      product: `Find the product $${vars.join('')}$.`,
      all: `Find $(${vars.join(', ')})$.`,
    }[wanted];
    const system = m.map((row, i) => `$${line([...row, rhs[i] ?? 0].map((v) => q(v)))}$`);
    return {
      level,
      given: { m, rhs, wanted },
      question: d.say(
        `Solve the system ${system.join(', ')}. ${ask}`,
        `The numbers $${vars.join('$, $')}$ satisfy the three equations ${system.join(', ')}. ${ask}`,
        tex`Let $\begin{cases} ${system.map((text) => text.slice(1, -1)).join(tex` \\ `)} \end{cases}$ ${ask}`,
      ),
      answer,
      solution: worked(d, level, {
        why: [
          'Adding a multiple of one equation to another one does not change the set of solutions, so we may remove the unknowns one after the other.',
        ],
        steps: [
          ...steps,
          `Now we solve from the bottom up. The last equation gives $${vars[2]} = ${z0}$; with this the one before gives $${vars[1]} = ${y0}$, and the first one $${vars[0]} = ${x0}$.`,
        ],
        check: `In the first of the given equations: $${m[0]?.map((v, i) => tex`${paren(v)} \cdot ${paren(solution[i] ?? 0)}`).join(' + ')} = ${rhs[0]}$.`,
        end: wanted === 'all' ? `The solution is $${answer}$.` : `The ${wanted} is $${answer}$.`,
      }),
    };
  },
};

const projection: Template = {
  name: 'linear/orthogonal-projection',
  domain: '15',
  make(d) {
    const level = d.level(2, 3);
    const v = [d.nonzero(-5, 5), d.nonzero(-5, 5), d.int(-5, 5)];
    const w = [d.int(-9, 9), d.int(-9, 9), d.int(-9, 9)];
    const dot = v.reduce((t, x, i) => t + x * (w[i] ?? 0), 0);
    const square = v.reduce((t, x) => t + x * x, 0);
    const factor = q(dot, square);
    const length2 = q(w.reduce((t, x) => t + x * x, 0)).sub(q(dot * dot, square));
    const kind = d.pick(['factor', 'distance'] as const);
    const answer = kind === 'factor' ? factor.toString() : length2.toString();
    const [vs, ws] = [v.join(', '), w.join(', ')];
    return {
      level,
      given: { v, w, kind },
      question:
        kind === 'factor'
          ? d.say(
              `The orthogonal projection of $w = (${ws})$ onto the line spanned by $v = (${vs})$ is $cv$. Find $c$.`,
              `For which number $t$ is $(${ws}) - t(${vs})$ orthogonal to $(${vs})$?`,
              `Which multiple of $(${vs})$ lies closest to the point $(${ws})$? Give the factor.`,
            )
          : d.say(
              `Find the square of the distance from the point $(${ws})$ to the line through the origin with direction $(${vs})$.`,
              `What is the smallest value of $|(${ws}) - t(${vs})|^2$ over all real $t$?`,
            ),
      answer,
      solution: worked(d, level, {
        why: [
          'The closest point on the line is the one for which the connecting vector is orthogonal to the direction of the line.',
        ],
        steps: [
          tex`The inner products are $\langle w, v \rangle = ${v.map((x, i) => tex`${paren(w[i] ?? 0)} \cdot ${paren(x)}`).join(' + ')} = ${dot}$ and $\langle v, v \rangle = ${v.map((x) => `${paren(x)}^2`).join(' + ')} = ${square}$, where $w = (${ws})$ and $v = (${vs})$.`,
          tex`From $\langle w - cv, v \rangle = 0$ we get $c = ${reduced(dot, square)}$.`,
          ...(kind === 'distance'
            ? [
                tex`By Pythagoras the square of the distance is $|w|^2 - c^2 |v|^2 = ${w.reduce((t, x) => t + x * x, 0)} - \frac{${dot * dot}}{${square}} = ${length2.toTex()}$.`,
              ]
            : []),
        ],
        end: `The answer is $${kind === 'factor' ? factor.toTex() : length2.toTex()}$.`,
      }),
    };
  },
};

export const linearSystems = [solveSystem, projection];
