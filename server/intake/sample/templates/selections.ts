import { choose, factorial, range, sum } from '../integers.ts';
import { article, capital, inWords, list, tex } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const c = (n: number, k: number): string => tex`\binom{${n}}{${k}}`;

const committee: Template = {
  name: 'counting/committee',
  domain: '05',
  make(d) {
    const level = d.level(1, 3);
    const [a, b] = [d.int(4, 6 + 2 * level), d.int(4, 6 + 2 * level)];
    const size = d.int(3, Math.min(6, a));
    const least = d.int(1, Math.min(size - 1, 3));
    const counts = range(least, Math.min(size, a))
      .map((k) => ({ k, ways: choose(a, k) * choose(b, size - k) }))
      .filter(({ ways }) => ways > 0n);
    const answer = counts.reduce((total, { ways }) => total + ways, 0n);
    const club = article(d.word('clubs'));
    const [first, second] = d.pick([
      ['women', 'men'],
      ['students', 'teachers'],
      ['beginners', 'veterans'],
      ['juniors', 'seniors'],
      ['residents', 'guests'],
    ] as const);
    return {
      level,
      given: { a, b, size, least },
      question: d.say(
        `${capital(club)} has ${a} ${first} and ${b} ${second}. In how many ways can it choose a delegation of ${inWords(size)} that includes at least ${inWords(least)} of the ${first}?`,
        `From ${a} ${first} and ${b} ${second} of ${club} a group of ${inWords(size)} is formed. How many groups contain ${inWords(least)} or more ${first}?`,
        `How many ${inWords(size)}-person teams with at least ${inWords(least)} ${least === 1 ? first.replace(/s$/, '').replace('women', 'woman') : first} can be picked from the ${a + b} members of ${club}, ${a} of whom are ${first} while the other ${b} are ${second}?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          `We go through the possible numbers of ${first} in the group; different numbers give different groups, so the counts may be added.`,
        ],
        steps: [
          ...counts.map(
            ({ k, ways }) =>
              tex`With exactly $${k}$ of the ${first} and $${size - k}$ of the ${second} there are $${c(a, k)}${c(b, size - k)} = ${choose(a, k)} \cdot ${choose(b, size - k)} = ${ways}$ groups.`,
          ),
          `Adding up, $${counts.map(({ ways }) => ways).join(' + ')} = ${answer}$.`,
        ],
        end: `So there are $${answer}$ possible groups.`,
      }),
    };
  },
};

const seating: Template = {
  name: 'counting/seating',
  domain: '05',
  make(d) {
    const level = d.level(1, 3);
    const n = d.int(5, 9);
    const round = d.chance(0.4);
    const apart = d.chance(0.5);
    const [one, two] = d.people(2).map(({ name }) => name);
    const all = factorial(round ? n - 1 : n);
    const together = 2n * factorial(round ? n - 2 : n - 1);
    const answer = apart ? all - together : together;
    const place = round
      ? 'at a round table, where only the order of the neighbours matters'
      : d.say('in a row of chairs', 'on one long bench', 'side by side for a photograph');
    return {
      level,
      given: { n, round, apart },
      question: d.say(
        `${n} friends, among them ${one} and ${two}, sit down ${place}. In how many ways can they do this if ${one} and ${two} ${apart ? 'refuse to sit' : 'insist on sitting'} next to each other?`,
        `In how many orders can ${n} people take their places ${place}, when two of them, ${one} and ${two}, must ${apart ? 'not be neighbours' : 'be neighbours'}?`,
        `A group of ${n} guests is placed ${place}. ${one} and ${two} belong to the group and are ${apart ? 'to be kept apart' : 'to be kept together'}. Count the possible seatings.`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'It is easiest to count the seatings in which the two are neighbours: tie them together and treat them as one person.',
        ],
        steps: [
          ...(round
            ? [
                `At a round table we may turn everybody so that a fixed person sits at a fixed place; $m$ people then have $(m - 1)!$ seatings.`,
              ]
            : []),
          `Tied together they leave $${n - 1}$ units, which can be placed in $${round ? n - 2 : n - 1}! = ${factorial(round ? n - 2 : n - 1)}$ ways, and within the pair there are $2$ orders: $2 \\cdot ${factorial(round ? n - 2 : n - 1)} = ${together}$ seatings with the two side by side.`,
          ...(apart
            ? [
                `Altogether there are $${round ? n - 1 : n}! = ${all}$ seatings, so $${all} - ${together} = ${answer}$ keep them apart.`,
              ]
            : []),
        ],
        end: `There are $${answer}$ seatings.`,
      }),
    };
  },
};

const drawers: Template = {
  name: 'counting/sure-to-have',
  domain: '05',
  make(d) {
    const level = d.level(2, 3);
    const colours = d.words('colours', d.int(3, 5));
    const stock = colours.map(() => d.int(3, 10 + 4 * level));
    const wanted = d.int(3, Math.max(...stock));
    const worst = stock.map((k) => Math.min(k, wanted - 1));
    const answer = sum(worst) + 1;
    const goods = d.pick(['socks', 'marbles', 'beads', 'cards', 'tokens', 'buttons']);
    const census = list(colours.map((colour, i) => `${stock[i]} ${colour}`));
    return {
      level,
      given: { stock, wanted },
      question: d.say(
        `A bag contains ${census} ${goods}. How many ${goods} must be drawn, without looking, to be certain of having ${inWords(wanted)} of the same colour?`,
        `In a dark room there is a box with ${census} ${goods}. What is the smallest number of ${goods} to take out so that there are surely ${inWords(wanted)} of one colour among them?`,
        `${d.person().name} takes ${goods} from a sack that holds ${census} ones. After how many ${goods}, at the latest, are there ${inWords(wanted)} of a single colour?`,
      ),
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'We ask how many can be drawn in the unluckiest case without reaching the goal; one more is then always enough.',
        ],
        steps: [
          `Without ${inWords(wanted)} of one colour there are at most ${wanted - 1} of each, and never more than the bag holds.`,
          `The unluckiest draw has ${list(colours.map((colour, i) => `${worst[i]} ${colour}`))}, together $${worst.join(' + ')} = ${sum(worst)}$.`,
          `The next one makes the goal certain, since some colour must then reach ${inWords(wanted)}: $${sum(worst)} + 1 = ${answer}$.`,
        ],
        end: `So $${answer}$ ${goods} are needed.`,
      }),
    };
  },
};

export const selections = [committee, seating, drawers];
