import type { Draw } from '../draw.ts';
import { gcd } from '../integers.ts';
import { frac, list, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

/** Legs and hypotenuse of a right triangle with integer sides. */
export function pythagorean(d: Draw, most: number): [number, number, number] {
  const m = d.int(2, 6);
  const n = d.intWhere(1, m - 1, (k) => gcd(k, m) === 1 && (k + m) % 2 === 1);
  const scale = d.int(1, Math.max(1, Math.floor(most / (m * m + n * n))));
  const legs = [scale * (m * m - n * n), scale * 2 * m * n] as const;
  return d.chance(0.5)
    ? [legs[0], legs[1], scale * (m * m + n * n)]
    : [legs[1], legs[0], scale * (m * m + n * n)];
}

export const TRIANGLE_NAMES = [
  ['A', 'B', 'C'],
  ['P', 'Q', 'R'],
  ['X', 'Y', 'Z'],
  ['K', 'L', 'M'],
  ['D', 'E', 'F'],
] as const;

const rightTriangle: Template = {
  name: 'geometry/right-triangle',
  domain: '51',
  make(d) {
    const level = d.level(1, 3);
    const [a, b, c] = pythagorean(d, 40 + 40 * level);
    const [A, B, C] = d.pick(TRIANGLE_NAMES);
    const kind = d.pick(['altitude', 'inradius', 'median', 'area'] as const);
    const answer = { altitude: q(a * b, c), inradius: q(a + b - c, 2), median: q(c, 2), area: q(a * b, 2) }[
      kind
    ];
    const what = {
      altitude: `the length of the altitude from $${C}$`,
      inradius: 'the radius of the inscribed circle',
      median: `the length of the median from $${C}$`,
      area: 'the area of the triangle',
    }[kind];
    const step = {
      altitude: [
        tex`The area is $\frac12 \cdot ${a} \cdot ${b} = ${q(a * b, 2).toTex()}$. With the hypotenuse as base it is also $\frac12 \cdot ${c} \cdot h$.`,
        tex`So $h = \frac{${a} \cdot ${b}}{${c}} = ${answer.toTex()}$.`,
      ],
      inradius: [
        'The two tangents from a vertex to the inscribed circle are equally long, and at the right angle they have the length $r$.',
        tex`The tangents from the other vertices then have the lengths $${a} - r$ and $${b} - r$, which together make the hypotenuse: $${a} + ${b} - 2r = ${c}$, so $r = ${answer.toTex()}$.`,
      ],
      median: [
        'The midpoint of the hypotenuse has the same distance from all three vertices, since the circle over the hypotenuse passes through the right angle (Thales).',
        tex`So the median is half the hypotenuse, $${frac(c, 2)}$.`,
      ],
      area: [
        tex`The legs are base and height, so the area is $\frac12 \cdot ${a} \cdot ${b} = ${answer.toTex()}$.`,
      ],
    }[kind];
    return {
      level,
      given: { a, b, c, kind },
      question: d.say(
        `In the triangle $${A}${B}${C}$ the angle at $${C}$ is a right angle, $${C}${A} = ${a}$ and $${A}${B} = ${c}$. Find ${what}.`,
        `A right triangle $${A}${B}${C}$ has its right angle at $${C}$; one leg is $${a}$ and the hypotenuse is $${c}$. What is ${what}?`,
        `The hypotenuse $${A}${B}$ of a right triangle measures $${c}$ and the leg $${B}${C}$ measures $${b}$. Determine ${what}, where $${C}$ is the vertex with the right angle.`,
        `A ladder-shaped support has the form of a right triangle with legs $${C}${A} = ${a}$ and $${C}${B} = ${b}$. Compute ${what}.`.replace(
          'ladder-shaped support',
          d.say('roof truss', 'steel bracket', 'sail', 'garden bed'),
        ),
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: ['We first complete the sides with the theorem of Pythagoras.'],
        steps: [
          tex`From $${a}^2 + ${b}^2 = ${a * a} + ${b * b} = ${c * c} = ${c}^2$ the sides are the legs $${a}$, $${b}$ and the hypotenuse $${c}$.`,
          ...step,
        ],
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

const heron: Template = {
  name: 'geometry/heron',
  domain: '51',
  make(d) {
    const level = d.level(2, 4);
    const h = d.int(1, 3 + level);
    const [m, n] = [d.int(2, 6), d.int(2, 6)];
    // two right triangles with the common height glued together: integer sides, rational area
    const t1 = [m * m - 1, 2 * m, m * m + 1];
    const t2 = [n * n - 1, 2 * n, n * n + 1];
    const height = (t1[1] ?? 1) * (t2[1] ?? 1) * h;
    const [b1, c1] = [(t1[0] ?? 1) * (t2[1] ?? 1) * h, (t1[2] ?? 1) * (t2[1] ?? 1) * h];
    const [b2, c2] = [(t2[0] ?? 1) * (t1[1] ?? 1) * h, (t2[2] ?? 1) * (t1[1] ?? 1) * h];
    const all = [b1 + b2, c1, c2];
    const common = all.reduce(gcd);
    const scale = d.int(1, level);
    const [a = 1, b = 1, c = 1] = all.map((x) => (x / common) * scale);
    const area = q((b1 + b2) * height, 2).mul(q(scale * scale, common * common));
    const s = q(a + b + c, 2);
    const kind = d.pick(['area', 'inradius', 'circumradius'] as const);
    const answer = { area, inradius: area.div(s), circumradius: q(a * b * c, 4).div(area) }[kind];
    const word = {
      area: 'area',
      inradius: 'radius of the inscribed circle',
      circumradius: 'radius of the circumscribed circle',
    }[kind];
    const sides = d.shuffle([a, b, c]);
    return {
      level,
      given: { sides, kind },
      question: d.say(
        `The sides of a triangle are $${sides[0]}$, $${sides[1]}$ and $${sides[2]}$. Find the ${word}.`,
        `What is the ${word} of a triangle with side lengths $${sides.join('$, $')}$?`,
        `Three rods of length $${sides[0]}$, $${sides[1]}$ and $${sides[2]}$ are joined to a triangle. Determine the ${word}.`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          "Heron's formula gives the area from the sides: with half the perimeter $s$ it is $\\sqrt{s(s-a)(s-b)(s-c)}$.",
          ...(kind === 'area'
            ? []
            : [
                kind === 'inradius'
                  ? 'The area is also $rs$, because the triangle consists of three triangles with height $r$ over the sides.'
                  : 'The area is also $\\frac{abc}{4R}$, by the sine rule.',
              ]),
        ],
        steps: [
          tex`Half the perimeter is $s = ${s.toTex()}$, and the three differences are ${list(sides.map((x) => `$${s.sub(q(x)).toTex()}$`))}.`,
          tex`The product of the four numbers is $${area.mul(area).toTex()} = \left( ${area.toTex()} \right)^2$, so the area is $${area.toTex()}$.`,
          ...(kind === 'inradius'
            ? [tex`Hence $r = ${area.toTex()} \div ${s.toTex()} = ${answer.toTex()}$.`]
            : []),
          ...(kind === 'circumradius'
            ? [
                tex`Hence $R = \frac{${sides.join(tex` \cdot `)}}{4 \cdot ${area.toTex()}} = ${answer.toTex()}$.`,
              ]
            : []),
        ],
        end: `The ${word} is $${answer.toTex()}$.`,
      }),
    };
  },
};

const bisector: Template = {
  name: 'geometry/angle-bisector',
  domain: '51',
  make(d) {
    const level = d.level(2, 3);
    const [b, c] = [d.int(4, 30), d.int(4, 30)];
    const a = d.intWhere(2, 58, (x) => x < b + c && x > Math.abs(b - c));
    const [A, B, C] = d.pick(TRIANGLE_NAMES);
    const D = d.pick(['T', 'S', 'U', 'W']);
    const part = q(a * c, b + c);
    const square = q(b * c).mul(q(1).sub(q(a * a, (b + c) ** 2)));
    const length = level === 3 && d.chance(0.6);
    const answer = length ? square : part;
    return {
      level,
      given: { a, b, c, length },
      question: d.say(
        `In the triangle $${A}${B}${C}$ we have $${B}${C} = ${a}$, $${C}${A} = ${b}$ and $${A}${B} = ${c}$. The bisector of the angle at $${A}$ meets $${B}${C}$ in $${D}$. Find $${length ? `${A}${D}^2` : `${B}${D}`}$.`,
        `The angle bisector from $${A}$ of a triangle with the sides $${A}${B} = ${c}$, $${A}${C} = ${b}$, $${B}${C} = ${a}$ ends at the point $${D}$ of the opposite side. What is ${length ? `the square of its length` : `the distance from $${B}$ to $${D}$`}?`,
      ),
      answer: answer.toString(),
      solution: worked(d, level, {
        why: ['An angle bisector divides the opposite side in the ratio of the two adjacent sides.'],
        steps: [
          tex`So $${B}${D} : ${D}${C} = ${c} : ${b}$, and since both together measure $${a}$, we get $${B}${D} = ${a} \cdot \frac{${c}}{${b + c}} = ${part.toTex()}$ and $${D}${C} = ${q(a * b, b + c).toTex()}$.`,
          ...(length
            ? [
                tex`By Stewart's theorem the square of the bisector is $${A}${B} \cdot ${A}${C} - ${B}${D} \cdot ${D}${C} = ${b * c} - ${part.toTex()} \cdot ${q(a * b, b + c).toTex()} = ${square.toTex()}$.`,
              ]
            : []),
        ],
        end: `The answer is $${answer.toTex()}$.`,
      }),
    };
  },
};

export const triangles = [rightTriangle, heron, bisector];
