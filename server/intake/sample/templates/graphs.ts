import { choose, range, sum } from '../integers.ts';
import { inWords, list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const handshakes: Template = {
  name: 'graphs/degree-sum',
  domain: '05',
  make(d) {
    const level = d.level(1, 3);
    const kinds = d.int(2, 3);
    const degrees = d.ints(1, 9, kinds);
    const counts = degrees.map(() => d.int(2, 9));
    if (sum(counts.map((n, i) => n * (degrees[i] ?? 0))) % 2 === 1)
      counts[degrees.findIndex((k) => k % 2 === 1)]! += 1;
    const total = sum(counts.map((n, i) => n * (degrees[i] ?? 0)));
    const [one, many, verb] = d.pick([
      ['guest', 'guests', 'shook hands with'],
      ['team', 'teams', 'played against'],
      ['computer', 'computers', 'is wired directly to'],
      ['town', 'towns', 'has a direct road to'],
    ] as const);
    const census = list(
      counts.map(
        (n, i) =>
          `${n} ${many} each ${verb.replace('is wired', 'are wired').replace('has a', 'have a')} ${degrees[i]} others`,
      ),
    ).replaceAll(/\b1 others/g, '1 other');
    const event = d.pick(
      ['handshakes', 'matches', 'cables', 'roads'].filter((_, i) =>
        [['guest'], ['team'], ['computer'], ['town']][i]?.includes(one),
      ),
    );
    return {
      level,
      given: { degrees, counts },
      question: d.say(
        `Among ${sum(counts)} ${many}, ${census}, where no pair is counted more than once. How many ${event} are there in all?`,
        `A record says that of ${sum(counts)} ${many} ${census}. How many ${event} does that make, if each concerns exactly two ${many}?`,
        `A simple graph has ${list(counts.map((n, i) => `$${n}$ vertices of degree $${degrees[i]}$`))} and no others. How many edges does it have?`,
      ),
      answer: `${total / 2}`,
      solution: worked(d, level, {
        why: [
          'Every connection has two ends. Adding up, over all of them, how many connections each one has therefore counts each connection exactly twice.',
        ],
        steps: [
          `The sum is $${counts.map((n, i) => tex`${n} \cdot ${degrees[i]}`).join(' + ')} = ${total}$.`,
          `Each connection was counted at both of its ends, so we divide by two: $${total} / 2 = ${total / 2}$.`,
        ],
        check: 'The sum is even, as it has to be; an odd sum would show that the record is wrong.',
        end: `There are $${total / 2}$ ${event}.`.replace(
          'There are $',
          d.chance(0.5) ? 'There are $' : 'In all there are $',
        ),
      }),
    };
  },
};

const colourings: Template = {
  name: 'graphs/proper-colourings',
  domain: '05',
  make(d) {
    const level = d.level(3, 4);
    const n = d.int(4, 5 + 2 * level);
    const k = d.int(3, 4 + level);
    const wheel = d.chance(0.4);
    const inner = wheel ? k - 1 : k;
    const ring = BigInt(inner - 1) ** BigInt(n) + (n % 2 === 0 ? 1n : -1n) * BigInt(inner - 1);
    const answer = wheel ? BigInt(k) * ring : ring;
    const centre = wheel ? ', and in the middle there is one more that touches all of them' : '';
    const areas = d.pick(['flower beds', 'tables', 'tents', 'sectors of a board', 'market stands']);
    return {
      level,
      given: { n, k, wheel },
      question: d.say(
        `${n} ${areas} form a ring, so that each touches the next one and the last touches the first${centre}. Each gets one of ${k} colours, and ones that touch must differ. How many colourings are there?`,
        wheel
          ? `The wheel graph has a hub joined to every vertex of a cycle of length $${n}$. In how many ways can its vertices be coloured with $${k}$ colours so that neighbours differ?`
          : `In how many ways can the vertices of a cycle of length $${n}$ be coloured with $${k}$ colours so that neighbouring vertices get different colours?`,
        `With ${k} paints at hand, ${inWords(n)} ${areas} arranged in a closed circle are painted${wheel ? ', and so is a single one in the centre that borders on every other' : ''}. Neighbours never share a paint. Count the ways; not all paints need to be used.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'For a ring we compare it with a line: cut the ring between the last and the first place. A colouring of the line is one of the ring unless its two ends have the same colour, and in that case gluing the ends gives a shorter ring.',
          'This gives the recursion $P_n = k(k-1)^{n-1} - P_{n-1}$ for the number $P_n$ of colourings of a ring of $n$ places.',
        ],
        steps: [
          ...(wheel
            ? [
                `The place in the middle can have any of the $${k}$ colours. None of the others may use it again, so $${k - 1}$ colours are left for the ring.`,
              ]
            : []),
          tex`The recursion is solved by $P_n = (m-1)^n + (-1)^n (m-1)$, where $m$ is the number of colours that the ring may use; for $n = 3$ this is $m(m-1)(m-2)$, as it should be.`,
          tex`With $m = ${inner}$ and $n = ${n}$: $${inner - 1}^{${n}} ${n % 2 === 0 ? '+' : '-'} ${inner - 1} = ${BigInt(inner - 1) ** BigInt(n)} ${n % 2 === 0 ? '+' : '-'} ${inner - 1} = ${ring}$.`,
          ...(wheel
            ? [tex`Together with the colour of the middle this makes $${k} \cdot ${ring} = ${answer}$.`]
            : []),
        ],
        end: `There are $${answer}$ colourings.`,
      }),
    };
  },
};

const thetaTrees: Template = {
  name: 'graphs/spanning-trees',
  domain: '05',
  make(d) {
    const level = d.level(4, 5);
    const parts = d.int(3, level);
    const lengths = range(1, parts).map(() => d.int(2, 4 + level));
    const products = lengths.map((_, i) => lengths.filter((__, j) => j !== i).reduce((x, y) => x * y, 1));
    const answer = sum(products);
    return {
      level,
      given: { lengths },
      question: d.say(
        `Two stations are joined by ${inWords(parts)} separate railway lines that consist of ${list(lengths)} sections. Some sections are to be closed so that every stop can still be reached from every other one, but along one way only. In how many ways can that be done?`,
        `A graph consists of two vertices that are joined by ${inWords(parts)} paths without common inner vertices; the paths have ${list(lengths.map((l) => `$${l}$`))} edges. How many spanning trees does the graph have?`,
        `From a junction P ${inWords(parts)} cables run to a junction Q; they consist of ${list(lengths)} pieces with a socket between any two pieces. How many choices of pieces to remove leave all sockets and junctions connected without any closed loop?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'A spanning tree keeps everything connected and has no closed loop.',
          `Two whole paths would form a loop, so at most one path stays whole; and if no path stays whole the two ends are not connected, so exactly one does.`,
          'From every other path exactly one piece is missing: none would give a loop, two would cut off what lies between them.',
        ],
        steps: [
          'We choose which path stays whole, and then the missing piece of each other path. The numbers of choices multiply.',
          ...lengths.map(
            (l, i) =>
              tex`If the path with $${l}$ pieces stays whole, the others give $${lengths.filter((_, j) => j !== i).join(tex` \cdot `)} = ${products[i]}$ possibilities.`,
          ),
          `The sum is $${products.join(' + ')} = ${answer}$.`,
        ],
        check: `The number of removed pieces is always $${parts - 1}$. Without the condition there would be $${choose(sum(lengths), parts - 1)}$ ways to remove that many, so the result is plausible.`,
        end: `There are $${answer}$ ways.`,
      }),
    };
  },
};

export const graphs = [handshakes, colourings, thetaTrees];
