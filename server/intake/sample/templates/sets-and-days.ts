import { range, sum } from '../integers.ts';
import { list } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const relations: Template = {
  name: 'logic/counting-relations',
  domain: '03',
  make(d) {
    const level = d.level(2, 4);
    const n = d.int(3, 9);
    const k = d.int(2, n - 1);
    const kind = d.pick(['reflexive', 'symmetric', 'both', 'subsets', 'functions', 'pairs'] as const);
    const m = d.int(2, 7);
    const power = {
      reflexive: n * n - n,
      symmetric: (n * (n + 1)) / 2,
      both: (n * (n - 1)) / 2,
      subsets: n,
      functions: n,
      pairs: n,
    }[kind];
    const base = { reflexive: 2, symmetric: 2, both: 2, subsets: 2, functions: m, pairs: 3 }[kind];
    const less = kind === 'subsets' ? 2n ** BigInt(k) : 0n;
    const answer = BigInt(base) ** BigInt(power) - less;
    const set = `$\\{${range(1, n).join(', ')}\\}$`;
    const question = {
      reflexive: d.say(
        `How many reflexive relations are there on the set ${set}?`,
        `Count the relations $R$ on a set with $${n}$ elements for which every element is related to itself.`,
      ),
      symmetric: d.say(
        `How many symmetric relations are there on the set ${set}?`,
        `On a set with $${n}$ elements, how many relations $R$ have the property that $x R y$ always implies $y R x$?`,
      ),
      both: d.say(
        `How many relations on the set ${set} are both reflexive and symmetric?`,
        `Find the number of relations on a set of $${n}$ elements that are symmetric and contain all pairs $(x, x)$.`,
      ),
      subsets: d.say(
        `How many subsets of ${set} contain at least one of the numbers from $1$ to $${n - k}$?`,
        `A set $M$ with $${n}$ elements has a part $K$ with $${n - k}$ elements. How many subsets of $M$ meet $K$?`,
      ),
      functions: d.say(
        `How many functions are there from ${set} to a set with $${m}$ elements?`,
        `Each of the numbers in ${set} is given one of $${m}$ labels. How many ways are there?`,
      ),
      pairs: d.say(
        `How many pairs $(A, B)$ of subsets of ${set} satisfy $A \\subseteq B$?`,
        `Count the ordered pairs of disjoint subsets of a set with $${n}$ elements.`,
      ),
    }[kind];
    const step = {
      reflexive: `Of the $${n * n}$ pairs, the $${n}$ pairs $(x, x)$ must belong to the relation, and each of the other $${power}$ pairs may belong to it or not.`,
      symmetric: `The pairs $(x, x)$ are free, and for $x \\ne y$ the pairs $(x, y)$ and $(y, x)$ are decided together. That makes $${n} + ${(n * (n - 1)) / 2} = ${power}$ free decisions.`,
      both: `The pairs $(x, x)$ are prescribed, and the other pairs are decided two by two, which leaves $${power}$ free decisions.`,
      subsets: `There are $2^{${n}} = ${2 ** n}$ subsets in all. Those that avoid the part are the subsets of the remaining $${k}$ elements, $2^{${k}} = ${2 ** k}$ of them.`,
      functions: `The value at each of the $${n}$ elements can be chosen freely among $${m}$ possibilities.`,
      pairs: `Each of the $${n}$ elements has three possibilities: it belongs to neither of the two sets, to one particular one of them (the larger one, or the first one), or to the remaining allowed place.`,
    }[kind];
    return {
      level,
      given: { kind, n, k, m },
      question,
      answer: `${answer}`,
      solution: worked(d, level, {
        why: [
          'We look for decisions that can be made one after the other without influence on each other; the numbers of possibilities are then multiplied.',
        ],
        steps: [
          step,
          kind === 'subsets'
            ? `The difference is $${2 ** n} - ${2 ** k} = ${answer}$.`
            : `So the number is $${base}^{${power}} = ${answer}$.`,
        ],
        check: `For a set with a single element the same reasoning can be checked by writing everything down.`,
        end: `The answer is $${answer}$.`,
      }),
    };
  },
};

const calendar: Template = {
  name: 'logic/calendar',
  domain: '97',
  make(d) {
    const level = d.level(1, 3);
    const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    const start = d.int(0, 6);
    const every = range(1, level).map(() => d.int(3, 20));
    const times = d.int(2, 30);
    const shift = sum(every) * times;
    const answer = days[(start + shift) % 7] ?? '';
    const { name } = d.person();
    const jobs = d.some(
      [
        'waters the cactus',
        'winds the clock',
        'cleans the aquarium',
        'writes to a friend',
        'visits the library',
        'changes the bed sheets',
      ],
      1,
    );
    const pattern =
      every.length === 1 ? `every ${every[0]} days` : `at intervals of ${list(every, 'and')} days in turn`;
    return {
      level,
      given: { start, every, times },
      question: d.say(
        `${name} ${jobs[0]} ${pattern}, and the first time is a ${days[start]}. What day of the week is it when ${every.length === 1 ? `${times} intervals` : `${times} rounds of all these intervals`} have passed?`,
        `On a ${days[start]} ${name} ${jobs[0]} for the first time, and then again ${pattern}. Which day of the week is it after ${every.length === 1 ? `${times} such intervals` : `${times} full rounds of these intervals`}?`,
      ),
      answer,
      wrong: days.filter((day) => day !== answer),
      solution: worked(d, level, {
        why: [
          'Days of the week repeat after seven days, so only the remainder of the number of days on division by 7 matters.',
        ],
        steps: [
          `${every.length === 1 ? `There are ${times} intervals of ${every[0]} days` : `One round takes ${every.join(' + ')} = ${sum(every)} days, and there are ${times} rounds`}, so ${shift} days pass.`,
          `Dividing by 7, ${shift} = 7 x ${Math.floor(shift / 7)} + ${shift % 7}, so the day of the week moves on by ${shift % 7} ${shift % 7 === 1 ? 'day' : 'days'}.`,
          `Counted from ${days[start]}, this leads to ${answer}.`,
        ],
        end: `It is a ${answer}.`,
      }),
    };
  },
};

export const setsAndDays = [relations, calendar];
