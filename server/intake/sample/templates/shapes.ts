import { gcd, range, sum } from '../integers.ts';
import { counted, inWords, list, paren, poly, reduced, tex } from '../notation.ts';
import { q } from '../rational.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const pick: Template = {
  name: 'shapes/lattice-points',
  domain: '52',
  make(d) {
    const level = d.level(2, 4);
    const points = [
      [d.int(-9, 0), d.int(-9, 0)],
      [d.int(2, 14), d.int(-9, 3)],
      [d.int(-6, 12), d.int(4, 16)],
    ] as [number, number][];
    const edges = points.map(([x, y], i) => {
      const [u, v] = points[(i + 1) % 3] ?? [0, 0];
      return { cross: x * v - u * y, on: gcd(u - x, v - y) };
    });
    const double = Math.abs(sum(edges.map(({ cross }) => cross)));
    const boundary = sum(edges.map(({ on }) => on));
    const inner = (double - boundary + 2) / 2;
    const all = d.chance(0.4);
    const answer = all ? inner + boundary : inner;
    const shown = list(points.map(([x, y]) => `$(${x}, ${y})$`));
    return {
      level,
      given: { points, all },
      question: d.say(
        `How many points with integer coordinates lie ${all ? 'inside or on the boundary of' : 'strictly inside'} the triangle with vertices ${shown}?`,
        `A triangle has its corners at ${shown}. Count the lattice points ${all ? 'that belong to it, those on the sides included' : 'in its interior, those on the sides not included'}.`,
        `Nails are driven into a board at all points with integer coordinates. A rubber band is stretched around the nails ${shown}. How many nails are ${all ? 'inside the band or touched by it' : 'inside the band without touching it'}?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          "By Pick's theorem the area of a polygon with lattice points as corners is $I + \\frac{B}{2} - 1$, where $I$ counts the lattice points inside and $B$ those on the boundary.",
          'The number of lattice steps along a side is the greatest common divisor of the differences of its coordinates.',
        ],
        steps: [
          tex`Twice the area is $|${edges.map(({ cross }, i) => (i === 0 ? cross : paren(cross))).join(' + ')}| = ${double}$.`,
          `The sides hold ${list(edges.map(({ on }) => counted(on, 'lattice step', 'lattice steps')))}, so $B = ${boundary}$.`,
          tex`Therefore $I = \frac{${double} - ${boundary} + 2}{2} = ${inner}$.`,
          ...(all ? [`With the boundary there are $${inner} + ${boundary} = ${answer}$ points.`] : []),
        ],
        end: `The number of points is $${answer}$.`,
      }),
    };
  },
};

const polyhedron: Template = {
  name: 'shapes/polyhedron',
  domain: '52',
  make(d) {
    const level = d.level(2, 3);
    const kinds = d.some([3, 4, 5, 6, 8, 10], 2).sort((x, y) => x - y);
    const counts = kinds.map(() => d.int(2, 24));
    const ends = sum(kinds.map((k, i) => k * (counts[i] ?? 0)));
    if (ends % 2 === 1) return this.make(d);
    const [faces, edges] = [sum(counts), ends / 2];
    const vertices = 2 - faces + edges;
    if (vertices < 4 || 2 * edges < 3 * vertices) return this.make(d);
    const name: Record<number, string> = {
      3: 'triangles',
      4: 'quadrilaterals',
      5: 'pentagons',
      6: 'hexagons',
      8: 'octagons',
      10: 'decagons',
    };
    const census = list(kinds.map((k, i) => `${counts[i]} ${name[k]}`));
    const wantEdges = d.chance(0.3);
    return {
      level,
      given: { kinds, counts, wantEdges },
      question: d.say(
        `The surface of a convex polyhedron consists of ${census}. How many ${wantEdges ? 'edges' : 'vertices'} does it have?`,
        `A connected planar map on a sphere has as its regions ${census}, where neighbouring regions share whole sides. Find the number of its ${wantEdges ? 'sides' : 'corners'}.`,
        `A model builder glues ${census} made of cardboard together along whole edges to a convex solid. How many ${wantEdges ? 'edges' : 'corners'} does the solid have?`,
      ),
      answer: `${wantEdges ? edges : vertices}`,
      solution: worked(d, level, {
        why: [
          "Euler's formula $V - E + F = 2$ holds for every convex polyhedron, and each edge belongs to exactly two faces.",
        ],
        steps: [
          `The number of faces is $F = ${counts.join(' + ')} = ${faces}$.`,
          tex`Counting the sides of all faces gives $${kinds.map((k, i) => tex`${counts[i]} \cdot ${k}`).join(' + ')} = ${ends}$. Every edge was counted twice, so $E = ${edges}$.`,
          ...(wantEdges ? [] : [`From Euler's formula $V = 2 - ${faces} + ${edges} = ${vertices}$.`]),
        ],
        end: `The solid has $${wantEdges ? edges : vertices}$ ${wantEdges ? 'edges' : 'vertices'}.`,
      }),
    };
  },
};

const regions: Template = {
  name: 'shapes/regions-of-lines',
  domain: '52',
  make(d) {
    const level = d.level(2, 4);
    const families = range(1, level).map(() => d.int(1, 12));
    const total = sum(families);
    const crossings = sum(families.map((a, i) => a * sum(families.slice(i + 1))));
    const answer = 1 + total + crossings;
    const census = list(families.map((a) => (a === 1 ? 'a single line' : `${inWords(a)} parallel lines`)));
    return {
      level,
      given: { families },
      question: d.say(
        `In the plane there are ${inWords(families.length)} families of lines: ${census}. Lines of different families are never parallel, and no three lines pass through one point. Into how many regions is the plane divided?`,
        `A field is crossed by straight paths in ${inWords(families.length)} directions, with ${list(families)} paths in them. Any two paths of different directions cross, and nowhere do three paths meet. Count the parts into which the paths divide a plane that goes on in all directions.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'We add one line at a time: a new line is cut into pieces by the lines that it crosses, and each of its pieces divides one region into two.',
          'So every line adds one region, plus one for each of its crossings with earlier lines.',
        ],
        steps: [
          `At the beginning there is one region. There are $${families.join(' + ')} = ${total}$ lines, so they add $${total}$ regions by themselves.`,
          `Two lines cross exactly when they belong to different families. The number of crossings is the sum of the products of the family sizes taken in pairs, which is $${crossings}$.`,
          `Together there are $1 + ${total} + ${crossings} = ${answer}$ regions.`,
        ],
        end: `The plane is divided into $${answer}$ regions.`,
      }),
    };
  },
};

const curvature: Template = {
  name: 'shapes/curvature',
  domain: '53',
  make(d) {
    const level = d.level(3, 4);
    const kind = d.pick(['graph', 'saddle', 'helix'] as const);
    const [a, b] = [d.nonzero(-6, 7), d.nonzero(-6, 7)];
    const c = d.int(-9, 9);
    const [ra, rb] = [d.int(1, 9), d.int(1, 9)];
    const answer = { graph: q(2 * Math.abs(a)), saddle: q(4 * a * b), helix: q(ra, ra * ra + rb * rb) }[kind];
    const x0 = q(-c, 2 * a);
    const question = {
      graph: d.say(
        `Find the curvature of the parabola $y = ${poly([b, c, a])}$ at its vertex.`,
        `What is the reciprocal of the radius of the osculating circle of $y = ${poly([b, c, a])}$ at the vertex of the curve?`,
      ),
      saddle: d.say(
        tex`Compute the Gaussian curvature of the surface $z = ${a === 1 ? '' : a === -1 ? '-' : a}x^2 ${b < 0 ? '-' : '+'} ${Math.abs(b) === 1 ? '' : Math.abs(b)}y^2$ at the origin.`,
        `What is the Gaussian curvature at $(0,0,0)$ of the graph of $f(x, y) = ${a === 1 ? '' : a === -1 ? '-' : a}x^2 ${b < 0 ? '-' : '+'} ${Math.abs(b) === 1 ? '' : Math.abs(b)}y^2 ${c === 0 ? '' : `${c < 0 ? '-' : '+'} ${Math.abs(c)}x^3`}$?`
          .replace(' $?', '$?')
          .replace(/ 1x\^3/, ' x^3'),
      ),
      helix: d.say(
        tex`Find the curvature of the helix $(${ra}\cos t, ${ra}\sin t, ${rb}t)$.`,
        tex`A wire has the shape $t \mapsto (${ra}\cos t,\, ${ra}\sin t,\, ${rb}t)$. What is its curvature?`,
      ),
    }[kind].replaceAll(/\b1(\\cos|\\sin|t)/g, '$1');
    const steps = {
      graph: [
        tex`The derivative $y' = ${2 * a}x ${c < 0 ? '-' : '+'} ${Math.abs(c)}$ vanishes at the vertex $x = ${x0.toTex()}$.`,
        tex`There the formula $\kappa = \frac{|y''|}{(1 + y'^2)^{3/2}}$ reduces to $|y''| = |${2 * a}| = ${2 * Math.abs(a)}$.`,
      ],
      saddle: [
        tex`At the origin both first derivatives vanish, so the curvature is the determinant of the matrix of second derivatives.`,
        tex`These are $f_{xx} = ${2 * a}$, $f_{yy} = ${2 * b}$ and $f_{xy} = 0$ at the origin, and the determinant is $${2 * a} \cdot ${paren(2 * b)} = ${4 * a * b}$.`,
      ],
      helix: [
        tex`The velocity is $(-${ra}\sin t, ${ra}\cos t, ${rb})$ with the constant length $\sqrt{${ra * ra} + ${rb * rb}} = \sqrt{${ra * ra + rb * rb}}$.`,
        tex`The acceleration $(-${ra}\cos t, -${ra}\sin t, 0)$ has the length $${ra}$ and is orthogonal to the velocity, because the speed is constant.`,
        tex`So $\kappa = \frac{|\text{acceleration}|}{|\text{velocity}|^2} = ${reduced(ra, ra * ra + rb * rb)}$.`,
      ],
    }[kind];
    return {
      level,
      given: kind === 'helix' ? { kind, ra, rb } : { kind, a, b, c },
      question,
      answer: answer.toString(),
      solution: worked(d, level, {
        why: [
          'Curvature measures how fast the direction turns per unit of length; at points where the curve or surface is horizontal the formulas become very simple.',
        ],
        steps,
        end: `The curvature is $${answer.toTex()}$.`,
      }),
    };
  },
};

export const shapes = [pick, polyhedron, regions, curvature];
