import { gcd } from '../integers.ts';
import { plus, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const collision: Template = {
  name: 'mechanics/collision',
  domain: '70',
  make(d) {
    const level = d.level(2, 4);
    const [m, n] = [d.int(1, 12), d.int(1, 12)];
    const [u, v] = [d.int(2, 15), d.int(-10, 1)];
    const kind = d.pick(['elastic', 'plastic', 'energy'] as const);
    const common = q(m * u + n * v, m + n);
    const after = q(m - n)
      .mul(q(u))
      .add(q(2 * n * v))
      .div(q(m + n));
    const lost = q(m * n, 2 * (m + n)).mul(q((u - v) ** 2));
    const answer = { elastic: after, plastic: common, energy: lost }[kind];
    const object = d.pick([
      'carts on a straight rail',
      'gliders on an air track',
      'wagons on a level siding',
      'pucks that slide along one line on ice',
    ]);
    const ask = {
      elastic:
        'The collision is perfectly elastic. What is the velocity of the first one afterwards, in metres per second?',
      plastic: 'They stick together. With what common velocity do they move on, in metres per second?',
      energy: 'They stick together. How much kinetic energy is lost, in joules?',
    }[kind];
    return {
      level,
      given: { m, n, u, v, kind },
      question: d.say(
        `Two ${object} have the masses $${m}$ kg and $${n}$ kg and the velocities $${u}$ m/s and $${v}$ m/s (the sign tells the direction). The first one catches the second. ${ask}`.replace(
          'catches the second',
          v < 0 ? 'runs head-on into the second' : 'catches up with the second',
        ),
        `A body of mass $${m}$ kg moving at $${u}$ m/s collides on a line with a body of mass $${n}$ kg whose velocity is $${v}$ m/s. ${ask.replace('first one', 'former')}`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'Momentum is conserved in every collision. Kinetic energy is conserved only in an elastic one, where the relative velocity just changes its sign.',
        ],
        steps: [
          tex`The total momentum is $${m} \cdot ${u} ${plus(n * v)} = ${m * u + n * v}$ kg m/s, and the common centre of mass moves with $\frac{${m * u + n * v}}{${m + n}} = ${common.toTex()}$ m/s.`,
          kind === 'elastic'
            ? tex`Seen from the centre of mass the velocity of the first body is reversed, so it becomes $2 \cdot ${common.sign < 0 ? `(${common.toTex()})` : common.toTex()} - ${u} = ${after.toTex()}$ m/s.`
            : `When they stick together both have exactly this velocity.`,
          ...(kind === 'energy'
            ? [
                tex`The energy before is $\frac12 \cdot ${m} \cdot ${u}^2 + \frac12 \cdot ${n} \cdot (${v})^2 = ${q(m * u * u + n * v * v, 2).toTex()}$ J and after it $\frac12 \cdot ${m + n} \cdot \left(${common.toTex()}\right)^2 = ${common
                  .pow(2)
                  .mul(q(m + n, 2))
                  .toTex()}$ J. The difference is $${lost.toTex()}$ J.`,
              ]
            : []),
        ],
        end: `The answer is $${answer.toTex()}$ ${kind === 'energy' ? 'J' : 'm/s'}.`,
      }),
    };
  },
};

const beam: Template = {
  name: 'mechanics/loaded-beam',
  domain: '74',
  make(d) {
    const level = d.level(2, 4);
    const length = d.int(4, 20);
    const loads = Array.from({ length: level }, () => ({
      at: d.int(1, length - 1),
      force: d.int(1, 30) * 100,
    }));
    const own = d.int(0, 4) * 50;
    const total = loads.reduce((t, { force }) => t + force, own * length);
    const moment = loads.reduce((t, { at, force }) => t + at * force, (own * length * length) / 2);
    const right = q(moment, length);
    const left = q(total).sub(right);
    const wantLeft = d.chance(0.5);
    const answer = wantLeft ? left : right;
    const shown = loads.map(({ at, force }) => `$${force}$ N at $${at}$ m`).join(', ');
    const beamWord = d.pick(['beam', 'bridge plank', 'girder', 'shelf board', 'steel bar']);
    return {
      level,
      given: { length, at: loads.map((l) => l.at), force: loads.map((l) => l.force), own, wantLeft },
      question: d.say(
        `A horizontal ${beamWord} of length $${length}$ m rests on a support at each end. Loads act on it, measured from the left end: ${shown}.${own === 0 ? ' Its own weight may be neglected.' : ` Its own weight of $${own}$ N per metre is spread evenly.`} What force does the ${wantLeft ? 'left' : 'right'} support exert, in newtons?`,
        `Find the reaction at the ${wantLeft ? 'left' : 'right'} end of a simply supported ${beamWord} of length $${length}$ m that carries ${shown} (distances from the left end)${own === 0 ? '' : ` and a uniform load of $${own}$ N/m`}.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'In equilibrium the forces add up to zero, and so do their moments about any point; choosing one support as this point leaves a single unknown.',
        ],
        steps: [
          tex`The moments about the left end are ${loads.map(({ at, force }) => tex`$${at} \cdot ${force} = ${at * force}$`).join(', ')}${own === 0 ? '' : tex` and $\frac{${length}}{2} \cdot ${own * length} = ${(own * length * length) / 2}$ for the evenly spread load`}, together $${moment}$ Nm.`,
          tex`So the right support exerts $\frac{${moment}}{${length}} = ${right.toTex()}$ N.`,
          ...(wantLeft
            ? [
                `All loads together are $${total}$ N, which leaves $${total} - ${right.toTex()} = ${left.toTex()}$ N for the left support.`,
              ]
            : []),
        ],
        check: `Both supports together carry $${left.toTex()} + ${right.toTex()} = ${total}$ N, the whole load.`,
        end: `The force is $${answer.toTex()}$ N.`,
      }),
    };
  },
};

const stretch: Template = {
  name: 'mechanics/stretched-rods',
  domain: '74',
  make(d) {
    const level = d.level(2, 3);
    const [e1, e2] = [d.int(5, 21) * 10, d.int(5, 21) * 10];
    const [l1, l2] = [d.int(1, 6), d.int(1, 6)];
    const area = d.int(1, 8) * 50;
    const force = d.int(2, 40);
    const parts = [
      q(force * l1 * 1000 * 1000, area * e1 * 1000),
      q(force * l2 * 1000 * 1000, area * e2 * 1000),
    ] as const;
    const answer = parts[0].add(parts[1]);
    const [one, two] = d.words('metals', 2);
    return {
      level,
      given: { e1, e2, l1, l2, area, force },
      question: d.say(
        `A ${one} rod of length $${l1}$ m and a ${two} rod of length $${l2}$ m, both with a cross-section of $${area}$ mm², are joined end to end and pulled with a force of $${force}$ kN. Their elastic moduli are taken to be $${e1}$ GPa and $${e2}$ GPa. By how many millimetres does the whole get longer?`,
        `A tie consists of two pieces in series, ${one} ($${l1}$ m, modulus $${e1}$ GPa) and ${two} ($${l2}$ m, modulus $${e2}$ GPa), of the same cross-section $${area}$ mm². Compute its elongation in millimetres under a load of $${force}$ kN, using Hooke's law.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          "By Hooke's law a rod gets longer by $\\frac{FL}{AE}$; in a series arrangement the same force acts in both pieces and the elongations add up.",
        ],
        steps: [
          tex`The stress is $\frac{${force * 1000}}{${area}} = ${q(force * 1000, area).toTex()}$ N/mm² in both pieces.`,
          tex`The ${one} piece is $${l1 * 1000}$ mm long and gets longer by $\frac{${q(force * 1000, area).toTex()} \cdot ${l1 * 1000}}{${e1 * 1000}} = ${parts[0].toTex()}$ mm.`,
          tex`For the ${two} piece the same computation gives $\frac{${q(force * 1000, area).toTex()} \cdot ${l2 * 1000}}{${e2 * 1000}} = ${parts[1].toTex()}$ mm.`,
        ],
        end: `Together the elongation is $${answer.toTex()}$ mm, about $${answer.fixed(3)}$ mm.`,
      }),
    };
  },
};

const flow: Template = {
  name: 'mechanics/flow-in-a-pipe',
  domain: '76',
  make(d) {
    const level = d.level(2, 3);
    const [r1, r2] = d.ints(1, 12, 2) as [number, number];
    const v1 = q(d.int(1, 30), d.pick([1, 2, 4, 5]));
    const v2 = v1.mul(q(r1 * r1, r2 * r2));
    const drop = v2.pow(2).sub(v1.pow(2)).mul(q(1000, 2));
    const kind = d.pick(['speed', 'pressure'] as const);
    const answer = kind === 'speed' ? v2 : drop;
    const g = gcd(r1, r2);
    return {
      level,
      given: { r1, r2, vNum: v1.num, vDen: v1.den, kind },
      question: d.say(
        `Water (density $1000$ kg/m³) flows without friction through a horizontal pipe. Where the radius is $${r1}$ cm its speed is $${v1.decimal()}$ m/s. ${kind === 'speed' ? `What is the speed, in m/s, where the radius is $${r2}$ cm?` : `By how many pascals is the pressure lower at a place where the radius is $${r2}$ cm? (A negative number means that it is higher there.)`}`,
        `A horizontal water main ${r2 < r1 ? 'narrows' : 'widens'} from radius $${r1}$ cm to radius $${r2}$ cm. In the first part the water moves at $${v1.decimal()}$ m/s. ${kind === 'speed' ? 'Find its speed in the second part, in m/s.' : 'Find the pressure in the first part minus that in the second part, in pascals, for an ideal fluid of density $1000$ kg/m³.'}`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'Water is practically incompressible, so the volume that passes per second is the same everywhere: cross-section times speed is constant.',
          ...(kind === 'pressure'
            ? ["Bernoulli's equation says that $p + \\frac12 \\rho v^2$ is constant along a horizontal flow."]
            : []),
        ],
        steps: [
          tex`The cross-sections are as the squares of the radii, $${r1}^2 : ${r2}^2${g > 1 ? ` = ${(r1 / g) ** 2} : ${(r2 / g) ** 2}` : ''}$.`,
          tex`So the speed in the second part is $${v1.decimal()} \cdot \frac{${r1 * r1}}{${r2 * r2}} = ${v2.toTex()}$ m/s.`,
          ...(kind === 'pressure'
            ? [
                tex`The difference of pressure is $\frac12 \cdot 1000 \cdot \left( ${v2.pow(2).toTex()} - ${v1.pow(2).toTex()} \right) = ${drop.toTex()}$ Pa.`,
              ]
            : []),
        ],
        end: `The answer is $${answer.toTex()}$ ${kind === 'speed' ? 'm/s' : 'Pa'}.`,
      }),
    };
  },
};

const floating: Template = {
  name: 'mechanics/buoyancy',
  domain: '76',
  make(d) {
    const level = d.level(1, 3);
    const [a, b, h] = [d.int(2, 30), d.int(2, 30), d.int(2, 12)];
    const density = d.int(3, 18) * 50;
    const fluid = d.pick([1000, 1000, 1030, 800]);
    if (density >= fluid) return this.make(d);
    const depth = q(h * 100 * density, fluid);
    const load = q(a * b * h, 1000)
      .mul(q(fluid - density))
      .mul(q(1, 1));
    const kind = d.pick(['depth', 'load'] as const);
    const answer = kind === 'depth' ? depth : load;
    const thing = d.pick(['raft', 'pontoon', 'wooden block', 'float', 'ice floe']);
    return {
      level,
      given: { a, b, h, density, fluid, kind },
      question: d.say(
        `A ${thing} in the shape of a box measures $${a}$ dm by $${b}$ dm and is $${h}$ dm high; its density is $${density}$ kg/m³. It floats upright in a liquid of density $${fluid}$ kg/m³. ${kind === 'depth' ? 'How many millimetres deep does it sink in?' : 'How many kilograms can be put on it before its top is level with the surface?'}`,
        `In a liquid of $${fluid}$ kg/m³ floats a ${thing} with a base of $${a} \\times ${b}$ dm² and a height of $${h}$ dm, made of a material of $${density}$ kg/m³. ${kind === 'depth' ? 'Find the depth of immersion in millimetres.' : 'Find the greatest load in kilograms that it carries without going under.'}`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: ['By the principle of Archimedes a floating body displaces exactly its own weight of liquid.'],
        steps:
          kind === 'depth'
            ? [
                tex`The base is the same above and below, so the share of the height under the surface equals the ratio of the densities, $\frac{${density}}{${fluid}} = ${q(density, fluid).toTex()}$.`,
                tex`The height is $${h * 100}$ mm, so it sinks in by $${h * 100} \cdot ${q(density, fluid).toTex()} = ${depth.toTex()}$ mm.`,
              ]
            : [
                tex`The volume is $${a} \cdot ${b} \cdot ${h} = ${a * b * h}$ dm³, that is $${q(a * b * h, 1000).decimal()}$ m³.`,
                tex`Fully immersed it displaces $${q(a * b * h, 1000)
                  .mul(q(fluid))
                  .decimal()}$ kg of liquid, and it weighs $${q(a * b * h, 1000)
                  .mul(q(density))
                  .decimal()}$ kg itself.`,
                `The difference, $${load.decimal()}$ kg, is what it can carry.`,
              ],
        end: `The answer is $${answer.toTex()}$ ${kind === 'depth' ? 'mm' : 'kg'}.`,
      }),
    };
  },
};

export const mechanics = [collision, beam, stretch, flow, floating];
