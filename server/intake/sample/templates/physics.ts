import { tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const projectile: Template = {
  name: 'physics/throw',
  domain: 'physics',
  make(d) {
    const level = d.level(1, 3);
    const [up, across] = [d.int(1, 8) * 5, d.int(2, 30)];
    const g = 10;
    const time = q(2 * up, g);
    const kind = d.pick(['height', 'time', 'range'] as const);
    const start = d.int(0, 9) * 5;
    const height = q(up * up, 2 * g).add(q(start));
    const answer = { height, time, range: time.mul(q(across)) }[kind];
    const ball = d.pick([
      'ball',
      'stone',
      'water rocket',
      'javelin',
      'football',
      'small model aircraft without engine',
    ]);
    const unit = { height: 'm', time: 's', range: 'm' }[kind];
    return {
      level,
      given: { up, across, start, kind },
      question: d.say(
        `A ${ball} leaves ${start === 0 ? 'the ground' : `the flat roof of a building ${start} m high`} with an upward velocity of ${up} m/s and a horizontal velocity of ${across} m/s. Air resistance is neglected and g is taken as 10 m/s². ${{ height: 'What is its greatest height above the ground, in metres?', time: 'After how many seconds is it back at the height from which it started?', range: 'How far away, in metres, does it come back to the height from which it started?' }[kind]}`,
        `The velocity of a ${ball} at the start has the vertical component ${up} m/s and the horizontal component ${across} m/s${start === 0 ? '' : `; it starts ${start} m above the ground`}. With g = 10 m/s² and no friction, ${{ height: 'find the greatest height above the ground in metres.', time: 'find the time in seconds until it passes the height of the start again.', range: 'find the horizontal distance in metres that it covers until it passes the height of the start again.' }[kind]}`,
      ),
      answer: answer.decimal(),
      solution: worked(d, level, {
        why: [
          'The horizontal motion is uniform and does not influence the vertical one, which is uniformly decelerated.',
        ],
        steps: [
          tex`The upward velocity decreases by $10$ m/s each second, so the top is reached after $\frac{${up}}{10} = ${q(up, g).decimal()}$ s.`,
          kind === 'height'
            ? tex`The rise is $\frac{v^2}{2g} = \frac{${up}^2}{20} = ${q(up * up, 2 * g).decimal()}$ m${start === 0 ? '' : tex`, to which the ${start} m of the start are added: $${height.decimal()}$ m`}.`
            : tex`By symmetry the fall back to the same height takes just as long, so the whole time is $${time.decimal()}$ s.`,
          ...(kind === 'range'
            ? [
                tex`In this time the horizontal motion covers $${across} \cdot ${time.decimal()} = ${answer.decimal()}$ m.`,
              ]
            : []),
        ],
        end: `The answer is $${answer.decimal()}$ ${unit}.`,
      }),
    };
  },
};

const incline: Template = {
  name: 'physics/inclined-plane',
  domain: 'physics',
  make(d) {
    const level = d.level(2, 3);
    const [s, c] = d.pick([
      [3, 4],
      [4, 3],
    ] as const);
    const mu = q(d.int(0, 7), 20);
    const mass = d.int(1, 60);
    const sin = q(s, 5);
    const cos = q(c, 5);
    const a = sin.sub(mu.mul(cos)).mul(q(10));
    if (a.sign <= 0) return this.make(d);
    const seconds = d.int(1, 6);
    const kind = d.pick(['acceleration', 'force', 'way'] as const);
    const answer = {
      acceleration: a,
      force: mu.mul(cos).mul(q(10 * mass)),
      way: a.mul(q(seconds * seconds, 2)),
    }[kind];
    const thing = d.pick(['crate', 'sledge', 'block', 'parcel', 'suitcase']);
    const unit = { acceleration: 'm/s²', force: 'N', way: 'm' }[kind];
    const friction =
      mu.sign === 0 ? 'There is no friction' : `The coefficient of sliding friction is ${mu.decimal()}`;
    return {
      level,
      given: { s, c, mu20: mu.mul(q(20)).num, mass, seconds, kind },
      question: d.say(
        `A ${thing} of ${mass} kg slides down a slope whose angle has the sine ${sin.decimal()} and the cosine ${cos.decimal()}. ${friction}; take g = 10 m/s². ${{ acceleration: 'What is its acceleration in m/s²?', force: 'How large is the force of friction in newtons?', way: `Starting from rest, how many metres does it slide in ${seconds} s?` }[kind]}`,
        `Down a ramp that rises ${s} m for every ${c} m of horizontal length, a ${thing} of mass ${mass} kg begins to slide from rest. ${friction}, and g = 10 m/s². ${{ acceleration: 'Find the acceleration in m/s².', force: 'Find the frictional force in newtons.', way: `How far does it get in ${seconds} seconds, in metres?` }[kind]}`,
      ),
      answer: answer.decimal(),
      solution: worked(d, level, {
        why: [
          'Gravity is split into a part along the slope, which drives the motion, and a part at right angles to it, which presses the body against the slope and so determines the friction.',
        ],
        steps: [
          tex`The sine of the angle is ${sin.decimal()} and the cosine ${cos.decimal()}. The weight is $${mass} \cdot 10 = ${mass * 10}$ N; its part along the slope is $${sin.mul(q(10 * mass)).decimal()}$ N and the part that presses is $${cos.mul(q(10 * mass)).decimal()}$ N.`,
          tex`The friction is $${mu.decimal()} \cdot ${cos.mul(q(10 * mass)).decimal()} = ${mu
            .mul(cos)
            .mul(q(10 * mass))
            .decimal()}$ N.`,
          ...(kind === 'force'
            ? []
            : [
                tex`The remaining force of $${a.mul(q(mass)).decimal()}$ N accelerates $${mass}$ kg by $${a.decimal()}$ m/s².`,
              ]),
          ...(kind === 'way'
            ? [
                tex`In $${seconds}$ s from rest the way is $\frac12 \cdot ${a.decimal()} \cdot ${seconds}^2 = ${answer.decimal()}$ m.`,
              ]
            : []),
        ],
        end: `The answer is $${answer.decimal()}$ ${unit}.`,
      }),
    };
  },
};

const spring: Template = {
  name: 'physics/spring-energy',
  domain: 'physics',
  make(d) {
    const level = d.level(1, 3);
    const root = d.int(2, 20);
    const mass = d.int(1, 9);
    const k = mass * root * root;
    const x = q(d.int(1, 30), 100);
    const v = x.mul(q(root));
    const kind = d.pick(['speed', 'energy', 'height'] as const);
    const energy = x.pow(2).mul(q(k, 2));
    const answer = { speed: v, energy, height: energy.div(q(mass * 10)) }[kind];
    const body = d.pick(['ball', 'toy car', 'puck', 'wooden block']);
    const unit = { speed: 'm/s', energy: 'J', height: 'm' }[kind];
    return {
      level,
      given: { k, mass, cm: x.mul(q(100)).num, kind },
      question: d.say(
        `A spring with the constant ${k} N/m is compressed by ${x.mul(q(100))} cm and then pushes away a ${body} of ${mass} kg without friction. ${{ speed: 'What speed does it reach, in m/s?', energy: 'How much energy does it receive, in joules?', height: `To what height in metres can it rise on a smooth ramp afterwards (g = 10 m/s²)?` }[kind]}`,
        `A ${body} of mass ${mass} kg rests against a spring (${k} N/m) that has been pressed together by ${x.mul(q(100))} cm. When the spring is released, ${{ speed: 'with what speed in m/s does the body leave it?', energy: 'what kinetic energy in joules does the body get?', height: 'the body runs up a frictionless slope. How many metres does it gain in height (g = 10 m/s²)?' }[kind]}`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          tex`Without friction the energy of the spring, $\frac12 k x^2$, turns completely into kinetic energy, and then into potential energy if the body rises.`,
        ],
        steps: [
          tex`With $x = ${x.decimal()}$ m the energy is $\frac12 \cdot ${k} \cdot ${x.decimal()}^2 = ${energy.decimal()}$ J.`,
          {
            speed: tex`From $\frac12 \cdot ${mass} \cdot v^2 = ${energy.decimal()}$ we get $v^2 = ${v.pow(2).decimal()}$ and $v = ${v.decimal()}$ m/s.`,
            energy:
              'All of it goes to the body, since nothing is lost to friction and the mass of the spring is neglected.',
            height: tex`From $${mass} \cdot 10 \cdot h = ${energy.decimal()}$ we get $h = ${answer.toTex()}$ m.`,
          }[kind],
        ],
        end: `The answer is $${answer.toTex()}$ ${unit}.`,
      }),
    };
  },
};

const circular: Template = {
  name: 'physics/circular-motion',
  domain: 'physics',
  make(d) {
    const level = d.level(2, 3);
    const [v, r, m] = [d.int(2, 30), d.int(2, 80), d.int(1, 90)];
    const force = q(m * v * v, r);
    const kind = d.pick(['force', 'top', 'banking'] as const);
    const answer = { force, top: force.sub(q(m * 10)), banking: q(v * v, 10 * r) }[kind];
    if (answer.sign < 0) return this.make(d);
    const [where, who] = d.pick([
      ['a roundabout', 'car'],
      ['a curved track', 'trolley'],
      ['a ring-shaped course', 'cyclist'],
      ['a carousel', 'seat'],
    ] as const);
    return {
      level,
      given: { v, r, m, kind },
      question: {
        force: d.say(
          `On ${where} a ${who} of total mass ${m} kg moves at ${v} m/s on a circle of radius ${r} m. What force towards the centre is needed, in newtons?`,
          `A ${who} with a mass of ${m} kg goes round ${where} of radius ${r} m at a constant ${v} m/s. Find the centripetal force in newtons.`,
        ),
        top: d.say(
          `A wagon of ${m} kg runs through a vertical loop of radius ${r} m and has the speed ${v} m/s at the top. With what force, in newtons, does the track press on it there (g = 10 m/s²)?`,
          `At the highest point of a loop of radius ${r} m a marble run wagon of mass ${m} kg has the speed ${v} m/s. Take g = 10 m/s² and find the force of the track on it, in newtons.`,
        ),
        banking: d.say(
          `A bend of radius ${r} m is banked so that a vehicle at ${v} m/s needs no friction. What is the tangent of the banking angle (g = 10 m/s²)?`,
          `For which slope (height over width) of the road does a car at ${v} m/s take a bend of radius ${r} m without any sideways friction? Use g = 10 m/s².`,
        ),
      }[kind],
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          tex`A body on a circle of radius $r$ with speed $v$ has the acceleration $\frac{v^2}{r}$ towards the centre, and some force must cause it.`,
        ],
        steps: {
          force: [
            tex`The acceleration is $\frac{${v}^2}{${r}} = ${q(v * v, r).toTex()}$ m/s².`,
            tex`The force is mass times acceleration, $${m} \cdot ${q(v * v, r).toTex()} = ${force.toTex()}$ N.`,
          ],
          top: [
            tex`The force needed is $\frac{${m} \cdot ${v}^2}{${r}} = ${force.toTex()}$ N, directed downwards at the top.`,
            tex`Gravity supplies $${m * 10}$ N of it, and the track the rest: $${force.toTex()} - ${m * 10} = ${answer.toTex()}$ N.`,
          ],
          banking: [
            tex`Without friction the force of the road is at right angles to it. Its vertical part carries the weight $mg$, its horizontal part must be $\frac{mv^2}{r}$.`,
            tex`So the tangent of the angle is $\frac{v^2}{rg} = \frac{${v * v}}{${10 * r}}${answer.toTex() === tex`\frac{${v * v}}{${10 * r}}` ? '' : ` = ${answer.toTex()}`}$; the mass cancels.`,
          ],
        }[kind],
        end: `The answer is $${answer.toTex()}$${kind === 'banking' ? '' : ' N'}.`,
      }),
    };
  },
};

export const physics = [projectile, incline, spring, circular];
