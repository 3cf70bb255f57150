import { frac, paren, plus, poly, terms, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const secondOrder: Template = {
  name: 'equations/linear-second-order',
  domain: '34',
  make(d) {
    const level = d.level(2, 4);
    const [r = 1, s = 2] = d.some([-4, -3, -2, -1, 1, 2, 3, 4], 2);
    const [a, b] = [d.nonzero(-6, 7), d.nonzero(-6, 7)];
    const [y0, y1] = [a + b, a * r + b * s];
    const kind = d.pick(['coefficient', 'third'] as const);
    const third = a * r ** 3 + b * s ** 3;
    const big = Math.max(r, s);
    const answer = kind === 'coefficient' ? (big === r ? a : b) : third;
    const equation = `${terms([
      [1, "y''"],
      [-(r + s), "y'"],
      [r * s, 'y'],
    ])} = 0`;
    const e = (k: number) => `e^{${k === 1 ? '' : k === -1 ? '-' : k}x}`;
    return {
      level,
      given: { p: -(r + s), c: r * s, y0, y1, kind },
      question:
        kind === 'coefficient'
          ? d.say(
              `The solution of $${equation}$ with $y(0) = ${y0}$ and $y'(0) = ${y1}$ is a combination of two exponential functions. What is the coefficient of $${e(big)}$ in it?`,
              `Solve $${equation}$, $y(0) = ${y0}$, $y'(0) = ${y1}$, and give the factor that stands before $${e(big)}$.`,
            )
          : d.say(
              `Let $y$ be the solution of $${equation}$ with $y(0) = ${y0}$ and $y'(0) = ${y1}$. Find $y'''(0)$.`,
              `A function satisfies $${equation}$ and the conditions $y(0) = ${y0}$, $y'(0) = ${y1}$. What is its third derivative at $x = 0$?`,
            ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'For a linear equation with constant coefficients we look for solutions $e^{\\lambda x}$; the exponents are the roots of the characteristic polynomial.',
        ],
        steps: [
          tex`The characteristic equation $${poly([r * s, -(r + s), 1], tex`\lambda`)} = 0$ has the roots $${r}$ and $${s}$, so $y = A${e(r)} + B${e(s)}$.`,
          tex`The initial conditions say $A + B = ${y0}$ and $${terms([
            [r, 'A'],
            [s, 'B'],
          ])} = ${y1}$.`,
          tex`Multiplying the first by $${r}$ and subtracting, $${terms([[s - r, 'B']])} = ${y1} - ${paren(r)} \cdot ${paren(y0)} = ${y1 - r * y0}$, hence $B = ${b}$ and $A = ${a}$.`,
          ...(kind === 'third'
            ? [
                tex`The third derivative at $0$ is $A \cdot ${paren(r)}^3 + B \cdot ${paren(s)}^3 = ${a * r ** 3} ${plus(b * s ** 3)} = ${third}$.`,
              ]
            : []),
        ],
        check:
          kind === 'third'
            ? tex`The equation itself gives the same: $y''(0) = ${r + s} \cdot ${paren(y1)} - ${paren(r * s)} \cdot ${paren(y0)} = ${(r + s) * y1 - r * s * y0}$ and $y'''(0) = ${r + s} \cdot ${paren((r + s) * y1 - r * s * y0)} - ${paren(r * s)} \cdot ${paren(y1)} = ${third}$.`
            : tex`With these values $y(0) = ${a} ${plus(b)} = ${y0}$ and $y'(0) = ${a * r} ${plus(b * s)} = ${y1}$.`,
        end: `The answer is $${answer}$.`,
      }),
    };
  },
};

const separable: Template = {
  name: 'equations/separable',
  domain: '34',
  make(d) {
    const level = d.level(2, 4);
    const c = d.nonzero(-9, 9);
    const k = d.int(1, 4);
    const n = d.int(1, 3);
    const x = d.int(1, 4);
    // y' = k n x^(n-1) y^2, y(0) = 1/c  =>  y = 1 / (c - k x^n)
    const den = c - k * x ** n;
    if (den === 0 || (c > 0 && den < 0)) return this.make(d);
    const answer = q(1, den);
    const power = n === 1 ? `${k === 1 ? '' : k}` : `${k * n}x${n === 2 ? '' : `^${n - 1}`}`;
    const rhs = `${power === '' ? '' : power}${n === 1 && k === 1 ? '' : n === 1 ? '' : ' '}y^2`;
    const name = d.pick(['y', 'u', 'f']);
    const said = rhs.replace('y^2', `${name}^2`);
    return {
      level,
      given: { c, k, n, x },
      question: d.say(
        `Solve $${name}' = ${said}$ with $${name}(0) = ${frac(1, c)}$ and evaluate the solution at $x = ${x}$.`,
        `A function $${name}$ of $x$ satisfies the differential equation $${name}' = ${said}$, and its value at $0$ is $${frac(1, c)}$. What is $${name}(${x})$?`,
        tex`Let $\frac{d${name}}{dx} = ${said}$ and $${name}(0) = ${frac(1, c)}$. Find $${name}(${x})$.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'The variables can be separated: everything with the unknown function goes to one side, everything with $x$ to the other one.',
        ],
        steps: [
          tex`Dividing by $${name}^2$ we get $\frac{${name}'}{${name}^2} = ${power === '' ? 1 : power}$, and the left-hand side is the derivative of $-\frac{1}{${name}}$.`,
          tex`Integrating, $-\frac{1}{${name}} = ${k === 1 ? '' : k}x${n === 1 ? '' : `^${n}`} + C$. At $x = 0$ this says $C = ${-c}$.`,
          tex`Hence $${name} = \frac{1}{${c} - ${k === 1 ? '' : k}x${n === 1 ? '' : `^${n}`}}$, which is defined between $0$ and $${x}$ because the denominator does not vanish there.`,
          tex`At $x = ${x}$ the denominator is $${c} - ${k * x ** n} = ${den}$.`,
        ],
        end: `So $${name}(${x}) = ${answer.toTex()}$.`,
      }),
    };
  },
};

const mixing: Template = {
  name: 'equations/mixing-tank',
  domain: '34',
  make(d) {
    const level = d.level(3, 4);
    const volume = d.int(4, 60) * 10;
    const flow = d.int(2, 20);
    const inflow = d.int(0, 12) * 5;
    const start = d.int(1, 30) * 100;
    const limit = inflow * volume;
    if (limit === start) return this.make(d);
    const half = d.int(1, 5);
    const factor = q(1, 2 ** half);
    const amount = q(limit).add(q(start - limit).mul(factor));
    const salt = d.pick(['salt', 'sugar', 'dye', 'fertiliser']);
    const minutes = tex`${half === 1 ? '' : half}\frac{V}{q}\ln 2`;
    return {
      level,
      given: { volume, flow, inflow, start, half },
      question: d.say(
        `A tank holds $V = ${volume}$ litres of water in which $${start}$ grams of ${salt} are dissolved. A solution with $${inflow}$ grams of ${salt} per litre flows in at $q = ${flow}$ litres per minute, and the well-stirred mixture flows out at the same rate. How many grams of ${salt} are in the tank after $${minutes}$ minutes?`,
        `Into a well-stirred tank of $V = ${volume}$ litres with $${start}$ grams of ${salt} runs a liquid that carries $${inflow}$ grams a litre; it runs in and out at $q = ${flow}$ litres a minute. Find the amount of ${salt}, in grams, at the time $t = ${minutes}$ minutes.`,
      ),
      answer: amount.toString(),
      solution: worked(d, level, {
        why: [
          'The rate of change of the amount is what comes in minus what goes out; what goes out is proportional to the amount in the tank.',
          'The difference from the amount in the long run satisfies the simplest of all equations and decays exponentially.',
        ],
        steps: [
          tex`Let $m(t)$ be the amount in grams. Then $m' = ${inflow} \cdot ${flow} - \frac{${flow}}{${volume}} m$.`,
          tex`The amount that stays constant is $m_\infty = ${inflow} \cdot ${volume} = ${limit}$. The difference $w = m - ${limit}$ satisfies $w' = -\frac{${flow}}{${volume}} w$, so $w(t) = ${paren(start - limit)} e^{-${flow}t/${volume}}$.`,
          tex`At the given time the exponent is $-${half === 1 ? '' : `${half}`}\ln 2$, so the exponential is $2^{-${half}} = ${factor.toTex()}$.`,
          tex`Therefore $m = ${limit} ${plus(start - limit)} \cdot ${factor.toTex()} = ${amount.toTex()}$.`,
        ],
        end: `There are $${amount.toTex()}$ grams of ${salt} in the tank.`,
      }),
    };
  },
};

const wave: Template = {
  name: 'equations/wave-equation',
  domain: '35',
  make(d) {
    const level = d.level(3, 4);
    const c = d.int(1, 5);
    const f = [d.int(-6, 6), d.nonzero(-5, 5), d.nonzero(-3, 4)];
    const g = [d.int(-6, 6), 2 * d.nonzero(-3, 3)];
    const [x, t] = [d.int(-4, 5), d.int(1, 4)];
    const F = (s: number) => f.reduceRight((v, a) => v * s + a, 0);
    const G = (s: number) => (g[0] ?? 0) * s + ((g[1] ?? 0) / 2) * s * s;
    const [left, right] = [x - c * t, x + c * t];
    const answer = q(F(left) + F(right), 2).add(q(G(right) - G(left), 2 * c));
    const c2 = c === 1 ? '' : `${c * c}`;
    return {
      level,
      given: { c, f, g, x, t },
      question: d.say(
        `Let $u$ solve the wave equation $u_{tt} = ${c2}u_{xx}$ on the whole line with $u(x, 0) = ${poly(f)}$ and $u_t(x, 0) = ${poly(g)}$. Find $u(${x}, ${t})$.`,
        `A very long string obeys $u_{tt} = ${c2}u_{xx}$. At time $0$ its shape is $${poly(f)}$ and its velocity is $${poly(g)}$. What is the displacement at $x = ${x}$ and $t = ${t}$?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          tex`D'Alembert's formula gives the solution for initial shape $f$, initial velocity $g$ and speed $c$: $u(x,t) = \frac{f(x-ct) + f(x+ct)}{2} + \frac{1}{2c}\int_{x-ct}^{x+ct} g(s)\,ds$.`,
        ],
        steps: [
          `The speed is $c = ${c}$, and the two points that matter are $x - ct = ${left}$ and $x + ct = ${right}$.`,
          tex`The values of the shape are $f(${left}) = ${F(left)}$ and $f(${right}) = ${F(right)}$, with the mean $${q(F(left) + F(right), 2).toTex()}$.`,
          tex`The integral of the velocity is $\int_{${left}}^{${right}} (${poly(g, 's')})\, ds = ${G(right) - G(left)}$, and dividing by $2c = ${2 * c}$ gives $${q(G(right) - G(left), 2 * c).toTex()}$.`,
        ],
        end: `Together $u(${x}, ${t}) = ${answer.toTex()}$.`,
      }),
    };
  },
};

const transport: Template = {
  name: 'equations/transport',
  domain: '35',
  make(d) {
    const level = d.level(2, 4);
    const [a, b] = [d.nonzero(-5, 6), d.int(-6, 6)];
    const f = [d.int(-7, 7), d.nonzero(-6, 6), d.nonzero(-3, 3)];
    const [x, t] = [d.int(-6, 6), d.int(1, 5)];
    const start = x - a * t;
    const value = f.reduceRight((v, k) => v * start + k, 0);
    const answer = value + b * t;
    const said = `u_t ${a < 0 ? '-' : '+'} ${Math.abs(a) === 1 ? '' : Math.abs(a)}u_x = ${b}`;
    return {
      level,
      given: { a, b, f, x, t },
      question: d.say(
        `Solve $${said}$ with $u(x, 0) = ${poly(f)}$ and find $u(${x}, ${t})$.`,
        `The concentration $u(x, t)$ in a channel satisfies $${said}$ and equals $${poly(f)}$ at time $t = 0$. Determine its value at the place $x = ${x}$ and the time $t = ${t}$.`,
        `Use characteristics: what is $u(${x}, ${t})$ if $${said}$ and $u(x,0) = ${poly(f)}$?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'Along the lines on which $x$ moves with the speed given by the equation, the partial differential equation becomes an ordinary one.',
        ],
        steps: [
          tex`The characteristics are $x = x_0 ${plus(a)}t$; along them $\frac{d}{dt} u(x(t), t) = ${b}$, so $u$ changes by $${b}$ per unit of time.`
            .replace('+ 1t', '+ t')
            .replace('- 1t', '- t'),
          tex`The line through $(${x}, ${t})$ begins at $x_0 = ${x} - ${paren(a)} \cdot ${t} = ${start}$.`,
          `There the initial value is $${value}$. After time $${t}$ it has become $${value} ${plus(b * t)} = ${answer}$.`,
        ],
        end: `Hence $u(${x}, ${t}) = ${answer}$.`,
      }),
    };
  },
};

export const equations = [secondOrder, separable, mixing, wave, transport];
