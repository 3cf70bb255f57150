import { list, paren, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';
import { TRIANGLE_NAMES } from './triangles.ts';

const coordinatesArea: Template = {
  name: 'geometry/area-from-coordinates',
  domain: '51',
  make(d) {
    const level = d.level(1, 3);
    const n = level + 2;
    const centre = [d.int(-4, 4), d.int(-4, 4)];
    const points = Array.from({ length: n }, (_, i) => {
      const angle = (2 * Math.PI * (i + d.unit() * 0.6)) / n;
      const r = d.int(4, 12);
      return [
        (centre[0] ?? 0) + Math.round(r * Math.cos(angle)),
        (centre[1] ?? 0) + Math.round(r * Math.sin(angle)),
      ] as [number, number];
    });
    const cross = points.map(([x, y], i) => {
      const [u, v] = points[(i + 1) % n] ?? [0, 0];
      return x * v - u * y;
    });
    const double = Math.abs(cross.reduce((a, b) => a + b, 0));
    if (double < 12) return this.make(d);
    const area = q(double, 2);
    const names = 'ABCDEFG'.slice(0, n);
    const shown = list(points.map(([x, y], i) => `$${names[i]} = (${x}, ${y})$`));
    const shape = { 3: 'triangle', 4: 'quadrilateral', 5: 'pentagon' }[n] ?? 'polygon';
    return {
      level,
      given: { points },
      question: d.say(
        `Find the area of the ${shape} with the vertices ${shown}, taken in this order.`,
        `A plot of land is drawn on a map with a square grid. Its corners, in order, are ${shown}. What is its area in unit squares?`,
        `The points ${shown} are joined in this order to a closed ${shape}. Determine its area.`,
      ),
      answer: area.toString(),
      solution: worked(d, level, {
        why: [
          'The area of a polygon is half the absolute value of the sum of $x_i y_{i+1} - x_{i+1} y_i$ over its sides, each being twice the signed area of a triangle with the origin.',
        ],
        steps: [
          `The terms are ${list(points.map(([x, y], i) => tex`$${paren(x)} \cdot ${paren(points[(i + 1) % n]?.[1] ?? 0)} - ${paren(points[(i + 1) % n]?.[0] ?? 0)} \cdot ${paren(y)} = ${cross[i]}$`))}.`,
          `Their sum is $${cross.map((c, i) => (i === 0 ? c : paren(c))).join(' + ')} = ${cross.reduce((a, b) => a + b, 0)}$.`,
        ],
        end: `Half of its absolute value is the area, $${area.toTex()}$.`,
      }),
    };
  },
};

const powerOfPoint: Template = {
  name: 'geometry/power-of-a-point',
  domain: '51',
  make(d) {
    const level = d.level(2, 3);
    const inside = d.chance(0.5);
    const [p, r] = [d.int(2, 24), d.int(2, 30)];
    const s = d.int(2, 20);
    const near = p;
    const far = inside ? r : p + r;
    const answer = q(near * far, s);
    if (!inside && answer.sub(q(s)).sign <= 0) return this.make(d);
    const chord = inside ? answer.add(q(s)) : answer.sub(q(s));
    const [P] = d.pick(TRIANGLE_NAMES);
    return {
      level,
      given: { inside, near, far, s },
      question: inside
        ? d.say(
            `Two chords of a circle meet in a point $${P}$ inside it. One of them is divided by $${P}$ into pieces of length $${p}$ and $${r}$; one piece of the other chord has length $${s}$. How long is the other chord?`,
            `Inside a circle the chords $AB$ and $CD$ cross at $${P}$${P === 'A' || P === 'D' ? "'" : ''} so that the parts of $AB$ measure $${p}$ and $${r}$ and one part of $CD$ measures $${s}$. Find the length of $CD$.`,
          )
        : d.say(
            `From a point outside a circle two secants are drawn. On the first one the circle is met at the distances $${near}$ and $${far}$ from the point; on the second one the nearer intersection is at the distance $${s}$. How long is the chord that the second secant cuts out of the circle?`,
            `A point lies outside a circle. One line through it meets the circle at distances $${near}$ and $${far}$, a second line first meets it at the distance $${s}$. Find the length of the chord on the second line.`,
          ),
      answer: chord.toString(),
      solution: worked(d, level, {
        why: [
          'For every line through a fixed point the product of the distances to its two intersections with the circle is the same, which follows from similar triangles.',
        ],
        steps: [
          tex`For the first line the product is $${near} \cdot ${far} = ${near * far}$.`,
          tex`So the second distance on the other line is $\frac{${near * far}}{${s}} = ${answer.toTex()}$.`,
          inside
            ? `The chord consists of both parts: $${s} + ${answer.toTex()} = ${chord.toTex()}$.`
            : `The chord is the difference of the two distances: $${answer.toTex()} - ${s} = ${chord.toTex()}$.`,
        ],
        end: `The chord has the length $${chord.toTex()}$.`,
      }),
    };
  },
};

const boxes: Template = {
  name: 'geometry/box',
  domain: '51',
  make(d) {
    const level = d.level(1, 3);
    const [a, b, c] = [d.int(2, 15 * level), d.int(2, 15 * level), d.int(2, 15 * level)];
    const kind = d.pick(['diagonal', 'surface', 'volume'] as const);
    const answer = {
      diagonal: a * a + b * b + c * c,
      surface: 2 * (a * b + b * c + c * a),
      volume: a * b * c,
    }[kind];
    const [ab, bc, ca] = [a * b, b * c, c * a];
    const byFaces = level > 1 && d.chance(0.5);
    const what = {
      diagonal: 'the square of the length of its space diagonal',
      surface: 'its surface area',
      volume: 'its volume',
    }[kind];
    const object = d.pick([
      'crate',
      'aquarium',
      'brick',
      'parcel',
      'wooden block',
      'water tank',
      'shipping container',
    ]);
    return {
      level,
      given: { a, b, c, kind },
      question: byFaces
        ? d.say(
            `The faces of a rectangular box have the areas $${ab}$, $${bc}$ and $${ca}$. Find ${what}.`,
            `Three faces of a ${object} in the shape of a cuboid that meet in a corner have the areas $${ca}$, $${ab}$ and $${bc}$. What is ${what}?`,
          )
        : d.say(
            `A ${object} in the shape of a cuboid has the edges $${a}$, $${b}$ and $${c}$. What is ${what}?`,
            `A rectangular box measures $${a} \\times ${b} \\times ${c}$. Find ${what}.`,
          ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: ['All three quantities are simple expressions in the edges, so we work with the edges.'],
        steps: [
          ...(byFaces
            ? [
                tex`Let the edges be $x$, $y$, $z$. The product of the three areas is $(xyz)^2 = ${ab} \cdot ${bc} \cdot ${ca} = ${(a * b * c) ** 2}$, so $xyz = ${a * b * c}$.`,
                tex`Dividing by the areas gives the edges $\frac{${a * b * c}}{${bc}} = ${a}$, $\frac{${a * b * c}}{${ca}} = ${b}$ and $\frac{${a * b * c}}{${ab}} = ${c}$.`,
              ]
            : []),
          {
            diagonal: tex`Using Pythagoras twice, the square of the space diagonal is $${a}^2 + ${b}^2 + ${c}^2 = ${a * a} + ${b * b} + ${c * c} = ${answer}$.`,
            surface: tex`Each face occurs twice: $2(${a} \cdot ${b} + ${b} \cdot ${c} + ${c} \cdot ${a}) = 2(${ab} + ${bc} + ${ca}) = ${answer}$.`,
            volume: tex`The volume is the product of the edges, $${a} \cdot ${b} \cdot ${c} = ${answer}$.`,
          }[kind],
        ],
        end: `The answer is $${answer}$.`,
      }),
    };
  },
};

export const geometry = [coordinatesArea, powerOfPoint, boxes];
