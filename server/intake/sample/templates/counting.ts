import { choose, range, sum } from '../integers.ts';
import { counted, inWords, list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

export const c = (n: number, k: number): string => tex`\binom{${n}}{${k}}`;

const gridPaths: Template = {
  name: 'counting/grid-paths',
  domain: '05',
  make(d) {
    const level = d.level(2, 4);
    const [w, h] = [d.int(3, 3 + 2 * level), d.int(3, 3 + 2 * level)];
    const [x, y] = [d.int(1, w - 1), d.int(1, h - 1)];
    const through = d.chance(0.4);
    const all = choose(w + h, w);
    const via = choose(x + y, x) * choose(w + h - x - y, w - x);
    const answer = through ? via : all - via;
    const condition = through ? 'pass through' : 'do not pass through';
    const { name } = d.person();
    return {
      level,
      given: { w, h, x, y, through },
      question: d.say(
        `A path in the grid goes from $(0,0)$ to $(${w},${h})$ and each step goes one unit right or one unit up. How many such paths ${condition} the point $(${x},${y})$?`,
        `Count the shortest lattice paths from $(0,0)$ to $(${w},${h})$ that ${condition} $(${x},${y})$.`,
        `${name} lives at a street corner and works ${w} blocks east and ${h} blocks north of it. ${through ? `On the way ${name} wants to buy bread at` : `Because of road works ${name} must keep away from`} the corner that is ${counted(x, 'block', 'blocks')} east and ${counted(y, 'block', 'blocks')} north of home. How many routes of the least possible length are there?`,
        `A token starts in the lower left corner of a grid at $(0,0)$ and moves to $(${w},${h})$ with $${w}$ steps to the right and $${h}$ steps up, in any order. In how many ways can it ${through ? 'visit' : 'avoid'} $(${x},${y})$?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'A shortest path is a word made of letters R and U with a fixed number of each, so it is fixed by the places of the letters R.',
          'A path through the given point consists of two independent paths, one before and one after the point.',
        ],
        steps: [
          `From the start to the point there are $${c(x + y, x)} = ${choose(x + y, x)}$ paths, and from the point to the end, with $${w - x}$ steps right and $${h - y}$ steps up, $${c(w + h - x - y, w - x)} = ${choose(w + h - x - y, w - x)}$.`,
          tex`So $${choose(x + y, x)} \cdot ${choose(w + h - x - y, w - x)} = ${via}$ paths go through $(${x},${y})$.`,
          ...(through
            ? []
            : [
                `Without any condition there are $${c(w + h, w)} = ${all}$ paths. The ones that keep away from the point are the rest, $${all} - ${via} = ${answer}$.`,
              ]),
        ],
        end: `There are $${answer}$ such paths.`,
      }),
    };
  },
};

const shareOut: Template = {
  name: 'counting/identical-into-boxes',
  domain: '05',
  make(d) {
    const level = d.level(2, 4);
    const boxes = d.int(3, 3 + level);
    const low = d.ints(0, 4 + level, boxes);
    const total = sum(low) + d.int(4, 6 * level);
    const rest = total - sum(low);
    const answer = choose(rest + boxes - 1, boxes - 1);
    const names = d.people(boxes).map(({ name }) => name);
    const goods = d.thing(d.pick(['toys', 'fruit', 'stationery', 'baked'])).many;
    const vars = range(1, boxes).map((i) => `x_${i}`);
    const atLeast = names.map((name, i) => `${name} at least ${inWords(low[i] ?? 0)}`);
    return {
      level,
      given: { total, low },
      question: d.say(
        `In how many ways can ${total} identical ${goods} be given to ${list(names)} when they are promised minimum shares as follows: ${list(atLeast)}?`,
        `How many integer solutions does $${vars.join(' + ')} = ${total}$ have with ${list(vars.map((v, i) => tex`$${v} \ge ${low[i]}$`))}?`,
        `${list(names)} share ${total} identical ${goods}. They agree on minimum shares: ${atLeast.join(', ')}. Count the possible distributions.`,
        tex`Find the number of ways to write $${total} = ${vars.join(' + ')}$ with integers that satisfy $${vars.map((v, i) => tex`${v} \ge ${low[i]}`).join('$, $')}$, where the order of the summands matters.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'Lower bounds can be paid in advance: what is left may then be distributed without any condition.',
          'Distributing identical things is the same as placing dividers in a row: stars for the things, bars between the shares.',
        ],
        steps: [
          `The minimum shares use up $${low.join(' + ')} = ${sum(low)}$, so $${total} - ${sum(low)} = ${rest}$ remain.`,
          `They go to $${boxes}$ receivers, where a receiver may also get nothing. In a row of $${rest}$ stars and $${boxes - 1}$ bars there are $${rest + boxes - 1}$ places, and the bars may stand anywhere.`,
          tex`The number of ways to choose the places of the bars is $${c(rest + boxes - 1, boxes - 1)} = ${answer}$.`,
        ],
        end: `So there are $${answer}$ possibilities.`,
      }),
    };
  },
};

const notAdjacent: Template = {
  name: 'counting/no-two-neighbours',
  domain: '05',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(8, 10 + 6 * level);
    const k = d.int(2, Math.min(7, Math.floor(n / 2) - 1));
    const round = d.chance(0.45);
    const answer = round ? (BigInt(n) * choose(n - k, k)) / BigInt(n - k) : choose(n - k + 1, k);
    const [what, unit] = d.pick([
      ['chairs', 'chair'],
      ['lamps', 'lamp'],
      ['parking bays', 'bay'],
      ['plots of land', 'plot'],
      ['lockers', 'locker'],
    ] as const);
    const shape = round ? 'in a circle' : 'in a row';
    return {
      level,
      given: { n, k, round },
      question: d.say(
        `There are ${n} numbered ${what} ${shape}. In how many ways can ${inWords(k)} of them be chosen so that no two of the chosen ones are next to each other?`,
        `Out of ${n} numbered ${what} that stand ${shape}, ${inWords(k)} are to be marked, no two of them neighbours. How many choices are there?`,
        round
          ? `The vertices of a regular polygon with $${n}$ sides are numbered. How many sets of $${k}$ vertices contain no two neighbouring vertices?`
          : tex`How many subsets of $\{1, 2, \dots, ${n}\}$ have $${k}$ elements and contain no two consecutive integers?`,
        `${n} ${what} with different numbers form ${round ? 'a closed ring' : 'one line'}; ${inWords(k)} of them get a red label, but never a ${unit} and the one beside it. Count the possibilities.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'We look at the ones that are not chosen: they form gaps, and each gap can take at most one of the chosen ones.',
        ],
        steps: round
          ? [
              `First we choose one of the $${n}$ places and insist that it is chosen. Its two neighbours are then excluded, and from the remaining row of $${n - 3}$ places another $${k - 1}$ have to be taken, no two of them adjacent.`,
              `In a row of $m$ places one can choose $j$ without neighbours in $\\binom{m - j + 1}{j}$ ways; here that is $${c(n - 3 - (k - 1) + 1, k - 1)} = ${choose(n - k - 1, k - 1)}$.`,
              tex`Together $${n} \cdot ${choose(n - k - 1, k - 1)} = ${BigInt(n) * choose(n - k - 1, k - 1)}$, but in this way every selection is counted once for each of its $${k}$ members, so we divide by $${k}$ and get $${answer}$.`,
            ]
          : [
              `The $${n - k}$ places that are not chosen stand in a row and leave $${n - k + 1}$ gaps: before the first, between two of them, and after the last.`,
              `Each of the $${k}$ chosen places goes into a gap of its own, and the order of the numbers is fixed by the gaps.`,
              `So the number of selections is $${c(n - k + 1, k)} = ${answer}$.`,
            ],
        end: `There are $${answer}$ ways.`,
      }),
    };
  },
};

export const counting = [gridPaths, shareOut, notAdjacent];
