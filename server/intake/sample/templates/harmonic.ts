import { paren, plus, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const harmonic: Template = {
  name: 'complex/harmonic-mean-value',
  domain: '31',
  make(d) {
    const level = d.level(2, 4);
    const [a, b, c, e, f] = [d.nonzero(-5, 6), d.nonzero(-5, 6), d.int(-8, 8), d.int(-8, 8), d.int(-9, 9)];
    const [x0, y0, r] = [d.int(-4, 4), d.int(-4, 4), d.int(1, 9)];
    const value = a * (x0 * x0 - y0 * y0) + b * x0 * y0 + c * x0 + e * y0 + f;
    const wrong = level > 2 && d.chance(0.5) ? d.nonzero(-3, 3) : 0;
    // adding w(x^2 + y^2) spoils harmonicity; its mean over the circle is w(x0^2 + y0^2 + r^2)
    const answer = value + wrong * (x0 * x0 + y0 * y0 + r * r);
    const u = [
      [a + wrong, 'x^2'],
      [b, 'xy'],
      [wrong - a, 'y^2'],
      [c, 'x'],
      [e, 'y'],
      [f, ''],
    ] as const;
    const text = u.reduce(
      (out, [k, s]) =>
        k === 0
          ? out
          : `${out}${out === '' ? (k < 0 ? '-' : '') : k < 0 ? ' - ' : ' + '}${Math.abs(k) === 1 && s !== '' ? '' : Math.abs(k)}${s}`,
      '',
    );
    return {
      level,
      given: { u: u.map(([k]) => k), x0, y0, r },
      question: d.say(
        `Find the mean value of $u(x, y) = ${text}$ over the circle with centre $(${x0}, ${y0})$ and radius $${r}$.`,
        `The temperature at the point $(x, y)$ of a plate is $${text}$. What is the average temperature along the circle of radius $${r}$ about $(${x0}, ${y0})$?`,
        tex`Compute $\frac{1}{2\pi} \int_0^{2\pi} u(${x0} + ${r}\cos t,\, ${y0} + ${r}\sin t)\, dt$ for $u(x, y) = ${text}$.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'The mean of a harmonic function over a circle is its value at the centre, so we look at the Laplacian first.',
          'For a function of degree two the mean differs from the value at the centre by $\\frac{r^2}{4} \\Delta u$, because only the squares of cosine and sine have a mean that is not zero.',
        ],
        steps: [
          tex`The second derivatives are $u_{xx} = ${2 * (a + wrong)}$ and $u_{yy} = ${2 * (wrong - a)}$, so $\Delta u = ${4 * wrong}$${wrong === 0 ? ' and the function is harmonic' : ', and the function is not harmonic'}.`,
          `At the centre the value is $u(${x0}, ${y0}) = ${value + wrong * (x0 * x0 + y0 * y0)}$.`,
          wrong === 0
            ? 'The mean value property applies, whatever the radius is.'
            : tex`The correction is $\frac{${r}^2}{4} \cdot ${paren(4 * wrong)} = ${wrong * r * r}$, so the mean is $${value + wrong * (x0 * x0 + y0 * y0)} ${plus(wrong * r * r)} = ${answer}$.`,
        ],
        end: `The mean value is $${answer}$.`,
      }),
    };
  },
};

const conjugateFunction: Template = {
  name: 'complex/harmonic-conjugate',
  domain: '31',
  make(d) {
    const level = d.level(3, 4);
    const [a, b, c, e] = [d.nonzero(-4, 5), d.int(-5, 5), d.int(-7, 7), d.int(-7, 7)];
    const [x, y] = [d.int(-5, 5), d.nonzero(-5, 5)];
    // f = a z^3 + (b) z^2 + (c - ei) z
    const v = a * (3 * x * x * y - y ** 3) + b * 2 * x * y + c * y - e * x;
    const u = [
      [a, 'x^3'],
      [-3 * a, 'xy^2'],
      [b, 'x^2'],
      [-b, 'y^2'],
      [c, 'x'],
      [e, 'y'],
    ] as const;
    const text = u.reduce(
      (out, [k, s]) =>
        k === 0
          ? out
          : `${out}${out === '' ? (k < 0 ? '-' : '') : k < 0 ? ' - ' : ' + '}${Math.abs(k) === 1 ? '' : Math.abs(k)}${s}`,
      '',
    );
    return {
      level,
      given: { a, b, c, e, x, y },
      question: d.say(
        `The function $u(x, y) = ${text}$ is the real part of a holomorphic function $u + iv$ with $v(0, 0) = 0$. Find $v(${x}, ${y})$.`,
        `Let $v$ be the harmonic conjugate of $${text}$ that vanishes at the origin. What is the value of $v$ at the point $(${x}, ${y})$?`,
        `A flow has the velocity potential $${text}$. Its stream function $\\psi$ with $\\psi(0,0) = 0$ is the harmonic conjugate of the potential. Evaluate $\\psi(${x}, ${y})$.`,
      ),
      answer: `${v}`,
      solution: worked(d, level, {
        why: [
          'By the Cauchy-Riemann equations $v_y = u_x$ and $v_x = -u_y$, so the conjugate follows by integration.',
        ],
        steps: [
          tex`Here $u_x = ${3 * a}x^2 ${plus(-3 * a)}y^2 ${plus(2 * b)}x ${plus(c)}$. Integrating with respect to $y$, $v = ${3 * a}x^2y ${plus(-a)}y^3 ${plus(2 * b)}xy ${plus(c)}y + g(x)$.`,
          tex`The other equation asks for $v_x = -u_y = ${6 * a}xy ${plus(2 * b)}y ${plus(-e)}$, while the formula so far gives $${6 * a}xy ${plus(2 * b)}y + g'(x)$. Hence $g'(x) = ${-e}$ and $g(x) = ${-e}x$, since $v(0,0) = 0$.`,
          `Putting in $x = ${x}$ and $y = ${y}$: $${3 * a * x * x * y} ${plus(-a * y ** 3)} ${plus(2 * b * x * y)} ${plus(c * y)} ${plus(-e * x)} = ${v}$.`,
        ],
        end: `The value is $${v}$.`,
      }),
    };
  },
};

export const harmonicTemplates = [harmonic, conjugateFunction];
