import { choose, factorial, range } from '../integers.ts';
import { inWords, list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';
import { c } from './counting.ts';

const letters: Template = {
  name: 'counting/arrangements-of-letters',
  domain: '05',
  make(d) {
    const level = d.level(1, 4);
    const word = d.word('spelling');
    const counts = new Map<string, number>();
    for (const letter of word) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    const repeated = [...counts].filter(([, k]) => k > 1);
    const [glued, times] = d.pick<[string, number]>(repeated.length > 0 ? repeated : [...counts]);
    const kind = level < 3 ? 'any' : d.pick(['together', 'apart', 'first'] as const);
    const n = word.length;
    const ways = (length: number, without: string | null): bigint =>
      [...counts].reduce(
        (total, [letter, k]) => (letter === without ? total : total / factorial(k)),
        factorial(length),
      );
    const fraction = (length: number, without: string | null): string => {
      const below = [...counts].filter(([letter, k]) => k > 1 && letter !== without).map(([, k]) => `${k}!`);
      return below.length === 0 ? `${length}!` : tex`\frac{${length}!}{${below.join(tex` \cdot `)}}`;
    };
    const rest = n - times;
    const others = ways(rest, glued);
    const together = BigInt(rest + 1) * others;
    const answer = {
      any: ways(n, null),
      together,
      apart: choose(rest + 1, times) * others,
      first: (ways(n, null) * BigInt(times)) / BigInt(n),
    }[kind];
    const copies = times === 1 ? `the letter ${glued}` : `all ${inWords(times)} letters ${glued}`;
    const condition = {
      any: '',
      together: `in which ${times === 1 ? `the letter ${glued} occurs` : `${copies} stand side by side`}`,
      apart: `in which no two letters ${glued} stand side by side`,
      first: `that begin with ${glued}`,
    }[kind];
    const census = list(
      [...counts].map(
        ([letter, k]) => `${letter} ${k === 1 ? 'once' : k === 2 ? 'twice' : `${inWords(k)} times`}`,
      ),
    );
    const last = {
      any: [`Hence there are $${fraction(n, null)} = ${answer}$ arrangements.`],
      together: [
        `Treat ${copies} as one block. Then $${rest + 1}$ objects are arranged, which gives $${rest + 1} \\cdot ${fraction(rest, glued)} = ${answer}$: the block goes into one of $${rest + 1}$ places beside the arranged rest.`,
      ],
      apart: [
        `The other $${rest}$ letters can be arranged in $${fraction(rest, glued)} = ${others}$ ways.`,
        `They leave $${rest + 1}$ gaps, and each ${glued} needs a gap of its own: $${c(rest + 1, times)} = ${choose(rest + 1, times)}$ ways. The product is $${others} \\cdot ${choose(rest + 1, times)} = ${answer}$.`,
      ],
      first: [
        `Of all $${fraction(n, null)} = ${ways(n, null)}$ arrangements a share of $\\frac{${times}}{${n}}$ begins with ${glued}, since each of the $${n}$ letters is equally likely to come first. That is $${answer}$.`,
      ],
    }[kind];
    return {
      level,
      given: { word, glued, kind },
      question: d.say(
        `How many different arrangements of the letters of ${word} are there${kind === 'any' ? '' : ` ${condition}`}?`,
        kind === 'any'
          ? `In how many ways can the letters of the word ${word} be put in a row?`
          : `All letters of the word ${word} are put in a row. How many rows are there ${condition}?`,
        `Find the number of distinct words, with or without meaning, that use all letters of ${word}${kind === 'any' ? '' : ` and ${condition.replace('in which', 'are such that').replace('that begin', 'begin')}`}.`,
        `${d.person().name} has letter tiles that spell ${word} and lays all of them out in a line. How many different lines are possible${kind === 'any' ? '' : `, if only lines count ${condition}`}?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'Equal letters cannot be told apart, so the factorial that counts all orders has to be divided by the number of orders within each group of equal letters.',
        ],
        steps: [`The word has $${n}$ letters: ${census}.`, ...last],
        check: `For comparison: if all letters were different there would be $${n}! = ${factorial(n)}$ orders, so a smaller number is what we expect.`,
        end: `The number of arrangements is $${answer}$.`,
      }),
    };
  },
};

const onto: Template = {
  name: 'counting/nobody-empty-handed',
  domain: '05',
  make(d) {
    const level = d.level(3, 5);
    const boxes = d.int(3, level);
    const things = d.int(boxes + 1, boxes + 2 + level);
    const terms = range(0, boxes).map(
      (j) => (j % 2 === 0 ? 1n : -1n) * choose(boxes, j) * BigInt(boxes - j) ** BigInt(things),
    );
    const answer = terms.reduce((total, t) => total + t, 0n);
    const shown = range(0, boxes - 1)
      .map(
        (j) => tex`${j === 0 ? '' : j % 2 === 0 ? '+ ' : '- '}${c(boxes, j)} \cdot ${boxes - j}^{${things}}`,
      )
      .join(' ');
    const people = d.people(boxes).map(({ name }) => name);
    const books = d.pick([
      'books',
      'presents',
      'paintings',
      'concert tickets for different evenings',
      'tasks',
      'chapters of a report',
    ]);
    return {
      level,
      given: { boxes, things },
      question: d.say(
        `${things} different ${books} are distributed among ${list(people)}. In how many ways can this be done so that each of them gets at least one?`,
        tex`How many functions from a set of $${things}$ elements onto a set of $${boxes}$ elements are there?`,
        `In how many ways can ${things} different ${books} be assigned to ${inWords(boxes)} people, ${list(people)}, if nobody is left without one?`,
        `Count the strings of length $${things}$ over an alphabet of $${boxes}$ letters in which every letter occurs at least once.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'Without the condition each thing has a free choice of its receiver. Among these distributions we remove the ones that leave out somebody, by inclusion and exclusion over the set of those left out.',
          'If a given set of $j$ receivers gets nothing, each thing still has the others to choose from, so the number depends on $j$ only.',
        ],
        steps: [
          tex`With $j$ named receivers left out there are $(${boxes} - j)^{${things}}$ distributions, and the $j$ receivers can be named in $\binom{${boxes}}{j}$ ways.`,
          `Inclusion and exclusion gives $${shown}$.`,
          ...range(0, boxes - 1).map(
            (j) =>
              tex`The term for $j = ${j}$: $${choose(boxes, j)} \cdot ${boxes - j}^{${things}} = ${choose(boxes, j)} \cdot ${BigInt(boxes - j) ** BigInt(things)} = ${choose(boxes, j) * BigInt(boxes - j) ** BigInt(things)}$, taken with a ${j % 2 === 0 ? 'plus' : 'minus'} sign.`,
          ),
          `The sum is $${answer}$.`,
        ],
        check: `The number must be divisible by $${boxes}! = ${factorial(boxes)}$, since the receivers can be exchanged: $${answer} = ${factorial(boxes)} \\cdot ${answer / factorial(boxes)}$.`,
        end: `There are $${answer}$ ways.`,
      }),
    };
  },
};

const fixedPoints: Template = {
  name: 'counting/exactly-so-many-right',
  domain: '05',
  make(d) {
    const level = d.level(3, 4);
    const n = d.int(5, 5 + level);
    const k = d.int(0, n - 3);
    const m = n - k;
    const derangements = [1n, 0n];
    for (let i = 2; i <= m; i++)
      derangements.push(BigInt(i - 1) * ((derangements[i - 1] ?? 0n) + (derangements[i - 2] ?? 0n)));
    const none = derangements[m] ?? 0n;
    const answer = choose(n, k) * none;
    const goods = d.pick([
      ['letters', 'envelopes', 'letter is in its own envelope'],
      ['hats', 'pegs', 'hat hangs on its own peg'],
      ['keys', 'lockers', 'key comes to its own locker'],
      ['books', 'slots of a shelf', 'book stands in its own slot'],
    ] as const);
    return {
      level,
      given: { n, k },
      question: d.say(
        `${n} ${goods[0]} belong to ${n} ${goods[1]}, one each. They are mixed up, again one to each place. In how many ways can it happen that ${k === 0 ? `no ${goods[2]}` : `exactly ${inWords(k)} of them ${k === 1 ? 'is' : 'are'} where ${k === 1 ? 'it belongs' : 'they belong'}`}?`,
        tex`How many permutations of $\{1, \dots, ${n}\}$ have ${k === 0 ? 'no fixed point' : k === 1 ? 'exactly one fixed point' : `exactly $${k}$ fixed points`}?`,
        `A careless clerk returns ${n} different ${goods[0]} to the ${n} ${goods[1]} that they belong to, one to each. Count the ways in which ${k === 0 ? 'every single one is wrong' : `exactly ${inWords(k)} ${k === 1 ? 'is' : 'are'} right and the rest ${m === 1 ? 'is' : 'are'} wrong`}.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'First we say which ones are right, then none of the others may be right; the number of arrangements without any fixed point is called $D_m$.',
        ],
        steps: [
          `The ones that are right can be chosen in $${c(n, k)} = ${choose(n, k)}$ ways, and $${m}$ are left.`,
          tex`For these we use the recursion $D_m = (m-1)(D_{m-1} + D_{m-2})$ with $D_0 = 1$ and $D_1 = 0$: the first object goes to the place of one of $m - 1$ others, which either takes the first place in exchange or does not.`,
          `Step by step: ${range(2, m)
            .map(
              (i) =>
                tex`$D_{${i}} = ${i - 1} \cdot (${derangements[i - 1]} + ${derangements[i - 2]}) = ${derangements[i]}$`,
            )
            .join(', ')}.`,
          tex`The product is $${choose(n, k)} \cdot ${none} = ${answer}$.`,
        ],
        end: `There are $${answer}$ ways.`,
      }),
    };
  },
};

export const arrangements = [letters, onto, fixedPoints];
