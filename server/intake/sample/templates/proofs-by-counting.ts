import { counted, inWords, list, paren, plus } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const pigeonhole: Template = {
  name: 'proofs/pigeonhole',
  domain: '05',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(4, 60);
    const k = d.int(2, 5);
    const kind = d.pick(['difference', 'coprime', 'sum', 'colours'] as const);
    const claim = {
      difference: `among any $${n + 1}$ integers there are two whose difference is divisible by $${n}$`,
      coprime: `among any $${n + 1}$ different integers from $1$ to $${2 * n}$ there are two without a common factor larger than $1$`,
      sum: `among any $${n + 1}$ different integers from $1$ to $${2 * n}$ there are two whose sum is $${2 * n + 1}$`,
      colours: `if more than $${n * k}$ points are coloured with $${n}$ colours, then some $${k + 1}$ of the points have the same colour`,
    }[kind];
    const steps = {
      difference: [
        `The boxes are the $${n}$ possible remainders $0, 1, \\dots, ${n - 1}$ on division by $${n}$.`,
        `There are $${n + 1}$ integers and only $${n}$ boxes, so two of the integers have the same remainder.`,
        `Their difference then has the remainder $0$, that is, it is divisible by $${n}$.`,
      ],
      coprime: [
        `The boxes are the $${n}$ pairs of neighbours $\\{1, 2\\}, \\{3, 4\\}, \\dots, \\{${2 * n - 1}, ${2 * n}\\}$.`,
        `Of $${n + 1}$ different integers two must lie in the same pair, so they are consecutive.`,
        'Two consecutive integers have no common factor larger than $1$, since such a factor would divide their difference $1$.',
      ],
      sum: [
        `The boxes are the $${n}$ pairs $\\{1, ${2 * n}\\}, \\{2, ${2 * n - 1}\\}, \\dots, \\{${n}, ${n + 1}\\}$, each of which has the sum $${2 * n + 1}$.`,
        `Every integer from $1$ to $${2 * n}$ belongs to exactly one of these pairs.`,
        `Of $${n + 1}$ different integers two must lie in the same pair, and they have the sum $${2 * n + 1}$.`,
      ],
      colours: [
        `The boxes are the $${n}$ colours.`,
        `If each colour were used for at most $${k}$ points, there would be at most $${n} \\cdot ${k} = ${n * k}$ points altogether.`,
        `But there are more, so at least one colour is used for $${k + 1}$ points or more.`,
      ],
    }[kind];
    return {
      level,
      given: { kind, n, k },
      question: d.say(
        `Prove that ${claim}.`,
        `Show the following: ${claim}.`,
        `Prove this statement with the pigeonhole principle: ${claim}.`,
      ),
      answer: null,
      solution: worked(d, level, {
        why: [
          'The pigeonhole principle says that when more objects than boxes are distributed over the boxes, some box receives at least two objects. The task is to choose the boxes well.',
        ],
        steps,
        check:
          kind === 'colours'
            ? `The number cannot be lowered: with exactly $${n * k}$ points each colour may be used exactly ${k === 2 ? 'twice' : `${inWords(k)} times`}.`
            : `The number $${n + 1}$ cannot be lowered to $${n}$, as one can see by taking one object from each box.`,
        end: 'This is what was to be shown.',
      }),
    };
  },
};

const parity: Template = {
  name: 'proofs/impossible-friendships',
  domain: '05',
  make(d) {
    const level = d.level(2, 3);
    const n = 2 * d.int(3, 60) + 1;
    const k = 2 * d.int(1, Math.min(20, (n - 3) / 2)) + 1;
    const club = d.word('clubs');
    const [who, verb] = d.pick([
      ['members', 'has shaken hands with'],
      ['members', 'has played exactly one game with each of'],
      ['guests of a party', 'knows (and is known by)'],
      ['computers', 'is connected by a cable to'],
    ] as const);
    const place = who === 'members' ? ` of the ${club}` : '';
    return {
      level,
      given: { n, k },
      question: d.say(
        `There are ${n} ${who}${place}. Prove that it is impossible that every one of them ${verb.replace('each of', '')} exactly ${k} of the others.`.replaceAll(
          '  ',
          ' ',
        ),
        `Someone claims that among ${n} ${who}${place} each one ${verb.replace('each of', '')} exactly ${k} others. Show that the claim must be wrong.`.replaceAll(
          '  ',
          ' ',
        ),
        `Prove that there is no graph with ${n} vertices in which every vertex has degree ${k}.`,
      ),
      answer: null,
      solution: worked(d, level, {
        why: [
          'We count the connections in two ways. A connection concerns exactly two of them, so counting over all of them meets every connection twice.',
        ],
        steps: [
          `Suppose each of the $${n}$ were connected with exactly $${k}$ others. Adding up these numbers over all gives $${n} \\cdot ${k} = ${n * k}$.`,
          `In this sum every connection is counted exactly twice, once at each of its two ends, so the sum must be an even number.`,
          `But $${n * k}$ is odd, as a product of two odd numbers.`,
        ],
        check: `With an even number of participants, for instance ${counted(n + 1, 'one', 'of them')}, this obstacle disappears.`,
        end: 'This contradiction shows that such a situation is impossible.',
      }),
    };
  },
};

const rightAngle: Template = {
  name: 'proofs/triangle-with-a-property',
  domain: '51',
  make(d) {
    const level = d.level(1, 2);
    const [x, y] = [d.int(-9, 9), d.int(-9, 9)];
    const [u, v] = [d.nonzero(-7, 7), d.nonzero(-7, 7)];
    const k = d.nonzero(-3, 3);
    const points = d.shuffle([
      [x, y, 'C'],
      [x + u, y + v, 'A'],
      [x - k * v, y + k * u, 'B'],
    ] as const);
    const label = new Map(points.map(([, , name], i) => [name, 'PQR'[i] ?? 'P']));
    const shown = list(points.map(([p, r], i) => `$${'PQR'[i]} = (${p}, ${r})$`));
    const [c, a, b] = [label.get('C'), label.get('A'), label.get('B')];
    const isosceles = Math.abs(k) === 1;
    return {
      level,
      given: { x, y, u, v, k },
      question: d.say(
        `Prove that the points ${shown} are the corners of a right${isosceles ? ' isosceles' : ''} triangle, and say where the right angle is.`,
        `Show that the triangle with the corners ${shown} has a right angle${isosceles ? ' and two equal sides' : ''}.`,
      ),
      answer: null,
      solution: worked(d, level, {
        why: [
          'Two directions are at right angles exactly when the scalar product of their vectors is zero, so we look at the vectors from one corner to the two others.',
        ],
        steps: [
          `The vectors from $${c}$ to $${a}$ and from $${c}$ to $${b}$ are $(${u}, ${v})$ and $(${-k * v}, ${k * u})$.`,
          `Their scalar product is $${u} \\cdot ${paren(-k * v)} + ${paren(v)} \\cdot ${paren(k * u)} = ${-k * u * v} ${plus(k * u * v)} = 0$, and neither vector is zero. So the angle at $${c}$ is a right angle.`,
          isosceles
            ? `Both vectors have the squared length $${u * u} + ${v * v} = ${u * u + v * v}$, so the two sides that meet in $${c}$ are equally long.`
            : `The squared lengths of the two sides at $${c}$ are $${u * u + v * v}$ and $${k * k * (u * u + v * v)}$.`,
        ],
        check: `The theorem of Pythagoras confirms it: the third side has the squared length $(${u + k * v})^2 + (${v - k * u})^2 = ${(u + k * v) ** 2 + (v - k * u) ** 2}$, the sum of the two others.`,
        end: `So the triangle has its right angle at $${c}$${isosceles ? ' and is isosceles' : ''}.`,
      }),
    };
  },
};

export const proofsByCounting = [pigeonhole, parity, rightAngle];
