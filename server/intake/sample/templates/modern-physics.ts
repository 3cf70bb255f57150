import { tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';
import { pythagorean } from './triangles.ts';

const quantumBox: Template = {
  name: 'nature/energy-levels',
  domain: '81',
  make(d) {
    const level = d.level(2, 4);
    const box = d.chance(0.5);
    const [low, high] = d.ints(1, box ? 9 : 7, 2).sort((a, b) => a - b) as [number, number];
    const ground = d.int(1, 40);
    const Z = d.int(1, 4);
    const answer = box
      ? q(ground * (high * high - low * low))
      : q(1, low * low)
          .sub(q(1, high * high))
          .mul(q(136 * Z * Z, 10));
    const ion = [
      'hydrogen atom',
      'helium ion with one electron',
      'lithium ion with one electron',
      'beryllium ion with one electron',
    ][Z - 1];
    return {
      level,
      given: { box, low, high, ground, Z },
      question: box
        ? d.say(
            `A particle in a one-dimensional box with rigid walls has the ground state energy $${ground}$ meV. What energy, in meV, is set free when it falls from the state $n = ${high}$ to the state $n = ${low}$?`,
            `The lowest level of a particle between two rigid walls lies at $${ground}$ meV above the bottom of the box. Find the difference between its levels number $${high}$ and number $${low}$ in meV.`,
          )
        : d.say(
            `In the Bohr model the level $n$ of a ${ion} has the energy $-13.6 \\cdot ${Z * Z} / n^2$ eV. What energy in eV does the photon have that is emitted in the transition from $n = ${high}$ to $n = ${low}$?`,
            `The electron of a ${ion} falls from $n = ${high}$ to $n = ${low}$. Using $E_n = -13.6 \\cdot \\frac{${Z * Z}}{n^2}$ eV, find the energy of the emitted photon in eV, as an exact fraction.`,
          ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          box
            ? 'In a box with rigid walls a whole number of half waves must fit, so the momentum is proportional to $n$ and the energy to $n^2$.'
            : 'The photon carries the difference of the two level energies.',
        ],
        steps: box
          ? [
              tex`The levels are $E_n = ${ground} n^2$ meV: $E_{${high}} = ${ground * high * high}$ meV and $E_{${low}} = ${ground * low * low}$ meV.`,
              `The difference is $${ground * high * high} - ${ground * low * low} = ${answer}$ meV.`,
            ]
          : [
              tex`The difference is $13.6 \cdot ${Z * Z} \left( \frac{1}{${low}^2} - \frac{1}{${high}^2} \right)$ eV.`,
              tex`The bracket equals $${q(1, low * low)
                .sub(q(1, high * high))
                .toTex()}$, and the product is $${answer.toTex()}$ eV, about $${answer.fixed(3)}$ eV.`,
            ],
        end: `The energy is $${answer.toTex()}$ ${box ? 'meV' : 'eV'}.`,
      }),
    };
  },
};

const spins: Template = {
  name: 'nature/two-level-system',
  domain: '82',
  make(d) {
    const level = d.level(3, 4);
    const k = d.int(2, 9);
    const [g0, g1] = [d.int(1, 5), d.int(1, 5)];
    const n = d.int(2, 40) * 10;
    const three = level === 4;
    const weights = [q(g0), q(g1, k), ...(three ? [q(1, k * k)] : [])];
    const z = weights.reduce((a, b) => a.add(b));
    const mean = (weights[1] ?? q(0)).add((weights[2] ?? q(0)).mul(q(2))).div(z);
    const kind = d.pick(['energy', 'number'] as const);
    const answer =
      kind === 'energy'
        ? mean
        : q(n)
            .mul(weights[0] ?? q(0))
            .div(z);
    return {
      level,
      given: { k, g0, g1, n, three, kind },
      question: d.say(
        tex`A system has the energy levels $0$ (with $${g0}$ states), $\varepsilon$ (with $${g1}$ ${g1 === 1 ? 'state' : 'states'})${three ? tex` and $2\varepsilon$ (with one state)` : ''}. The temperature is such that $e^{-\varepsilon/kT} = \frac{1}{${k}}$. ${kind === 'energy' ? tex`Find the mean energy as a multiple of $\varepsilon$.` : `Of $${n}$ independent such systems, how many are in the lowest level on average?`}`.replace(
          '(with $1$ states)',
          '(with $1$ state)',
        ),
        tex`Independent molecules can have energy $0$ in $${g0}$ ways, $\varepsilon$ in $${g1}$ ways${three ? tex`, $2\varepsilon$ in one way` : ''}; they are in equilibrium with $\exp(-\varepsilon / kT) = \frac{1}{${k}}$. ${kind === 'energy' ? tex`What is the average energy per molecule, in units of $\varepsilon$?` : `What is the expected number of molecules with energy $0$ among $${n}$?`}`.replaceAll(
          'in $1$ ways',
          'in $1$ way',
        ),
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'Each state has a probability proportional to its Boltzmann factor $e^{-E/kT}$; the sum of all factors is the partition function $Z$.',
        ],
        steps: [
          tex`The levels have the weights $${weights.map((w) => w.toTex()).join('$, $')}$, so $Z = ${z.toTex()}$.`,
          kind === 'energy'
            ? tex`The mean energy is $\frac{1}{Z}\left( ${weights[1]?.toTex()}${three ? tex` + 2 \cdot ${weights[2]?.toTex()}` : ''} \right)\varepsilon = ${mean.toTex()}\,\varepsilon$.`
            : tex`The lowest level has the probability $${g0} \div ${z.toTex()} = ${q(g0).div(z).toTex()}$, and $${n}$ times this is $${answer.toTex()}$.`,
        ],
        check: tex`At very high temperature all states would be equally likely, and at temperature zero only the lowest level would be occupied; the result lies between these cases.`,
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

const dilation: Template = {
  name: 'nature/special-relativity',
  domain: '83',
  make(d) {
    const level = d.level(2, 4);
    const [a, b, c] = pythagorean(d, 60);
    const beta = q(a, c);
    const gamma = q(c, b);
    const years = d.int(2, 40);
    const kind =
      level > 2 ? d.pick(['clock', 'length', 'sum'] as const) : d.pick(['clock', 'length'] as const);
    const other = q(d.int(1, 8), 9);
    const answer = {
      clock: q(years).div(gamma),
      length: q(years * 10).div(gamma),
      sum: beta.add(other).div(q(1).add(beta.mul(other))),
    }[kind];
    const ship = d.pick(['A spaceship', 'A probe', 'A particle', 'A research vessel']);
    return {
      level,
      given: { a, b, c, years, kind, other: other.num, otherDen: other.den },
      question: {
        clock: d.say(
          `${ship} moves at $${beta.toTex()}$ of the speed of light. While $${years}$ years pass on Earth, how many years pass on board?`,
          `Two events on board of a craft that flies at the speed $${beta.toTex()}\\,c$ are $${years}$ years apart for observers on Earth. What does a clock on board show, in years, if both events happen where that clock is?`,
        ),
        length: d.say(
          `A rod whose length at rest is $${years * 10}$ m flies lengthwise past an observer at $${beta.toTex()}$ of the speed of light. How long is it for the observer, in metres?`,
          `${ship} is $${years * 10}$ m long for those on board. Which length, in metres, is measured from a station that it passes at $${beta.toTex()}\\,c$?`,
        ),
        sum: d.say(
          `${ship} moves away from Earth at $${beta.toTex()}\\,c$ and sends out a second body, in the direction of flight, at $${other.toTex()}\\,c$ relative to itself. How fast is that body relative to Earth, as a fraction of $c$?`,
          `Add the velocities $${beta.toTex()}\\,c$ and $${other.toTex()}\\,c$ relativistically, both in the same direction. Which fraction of $c$ results?`,
        ),
      }[kind],
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          kind === 'sum'
            ? tex`Velocities along one line are added by the formula $w = \frac{u + v}{1 + uv/c^2}$, which never exceeds $c$.`
            : tex`Moving clocks go slow and moving lengths are contracted, both by the factor $\gamma = \frac{1}{\sqrt{1 - v^2/c^2}}$.`,
        ],
        steps:
          kind === 'sum'
            ? [
                tex`Here $u + v = ${beta.add(other).toTex()}\,c$ and $1 + uv/c^2 = ${q(1).add(beta.mul(other)).toTex()}$.`,
                tex`The quotient is $${answer.toTex()}$, less than $1$ as it must be.`,
              ]
            : [
                tex`With $\frac{v}{c} = ${beta.toTex()}$ we get $1 - \frac{v^2}{c^2} = ${q(b * b, c * c).toTex()}$, so $\gamma = ${gamma.toTex()}$.`,
                kind === 'clock'
                  ? tex`On board the time is shorter by this factor: $${years} \div ${gamma.toTex()} = ${answer.toTex()}$ years.`
                  : tex`The length is shorter by this factor: $${years * 10} \div ${gamma.toTex()} = ${answer.toTex()}$ m.`,
              ],
        end: `The answer is $${answer.toTex()}$${{ clock: ' years', length: ' m', sum: '' }[kind]}.`,
      }),
    };
  },
};

const kepler: Template = {
  name: 'nature/kepler',
  domain: '85',
  make(d) {
    const level = d.level(1, 3);
    const root = d.int(2, 12);
    const kind = d.pick(['period', 'distance', 'parallax'] as const);
    const unitPeriod = d.int(2, 30);
    const unitDistance = d.int(2, 60);
    const parallax = d.int(1, 40) * 5;
    const answer = {
      period: q(unitPeriod * root ** 3),
      distance: q(unitDistance * root * root),
      parallax: q(1000, parallax).mul(q(326, 100)),
    }[kind];
    const body = d.pick(['moon', 'satellite', 'planet', 'probe']);
    return {
      level,
      given: { kind, root, unitPeriod, unitDistance, parallax },
      question: {
        period: d.say(
          `A ${body} circles its centre at a certain distance in $${unitPeriod}$ days. A second one circles the same centre at $${root * root}$ times that distance. What is its period in days?`,
          `Two bodies move on circles around the same star. The inner one needs $${unitPeriod}$ days for one turn, and the radius of the outer orbit is $${root * root}$ times as large. How many days does the outer body need?`,
        ),
        distance: d.say(
          `A ${body} moves on a circle of radius $${unitDistance}$ (in millions of kilometres). Another one around the same centre has a period that is $${root ** 3}$ times as long. What is the radius of its orbit, in millions of kilometres?`,
          `The period of the outer of two ${body}s around one centre is $${root ** 3}$ times that of the inner one, whose orbit has the radius $${unitDistance}$ million km. Find the radius of the outer orbit in million km.`,
        ),
        parallax: d.say(
          `A star has a parallax of $${parallax}$ thousandths of an arc second. How far away is it in light years, if one parsec is taken as $3.26$ light years?`,
          `The annual parallax of a star is measured as $${q(parallax, 1000).decimal()}''$. Compute its distance in light years with $1$ parsec $= 3.26$ light years.`,
        ),
      }[kind],
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          kind === 'parallax'
            ? 'A star with a parallax of one arc second is at the distance of one parsec, and the distance is inversely proportional to the parallax.'
            : "By Kepler's third law the squares of the periods are as the cubes of the radii.",
        ],
        steps: {
          period: [
            tex`The ratio of the radii is $${root * root} = ${root}^2$, so the ratio of the squared periods is $${root}^6$ and that of the periods $${root}^3 = ${root ** 3}$.`,
            tex`The period is $${unitPeriod} \cdot ${root ** 3} = ${answer}$ days.`,
          ],
          distance: [
            tex`The ratio of the periods is $${root ** 3} = ${root}^3$, so the cubes of the radii are in the ratio $${root}^6$ and the radii in the ratio $${root}^2 = ${root * root}$.`,
            tex`The radius is $${unitDistance} \cdot ${root * root} = ${answer}$ million kilometres.`,
          ],
          parallax: [
            tex`The distance in parsecs is $\frac{1}{${q(parallax, 1000).decimal()}} = ${q(1000, parallax).toTex()}$.`,
            tex`In light years this is $${q(1000, parallax).toTex()} \cdot 3.26 = ${answer.toTex()}$, about $${answer.fixed(1)}$.`,
          ],
        }[kind],
        end: `The answer is $${answer.toTex()}$${{ period: ' days', distance: ' million km', parallax: ' light years' }[kind]}.`,
      }),
    };
  },
};

export const modernPhysics = [quantumBox, spins, dilation, kepler];
