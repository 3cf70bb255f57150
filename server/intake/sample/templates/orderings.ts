import { range } from '../integers.ts';
import { inWords, list } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

const row: Template = {
  name: 'logic/order-in-a-row',
  domain: '03',
  make(d) {
    const level = d.level(2, 4);
    const n = level + 2;
    const names = d.people(n).map(({ name }) => name);
    const place = d.shuffle(range(0, n - 1)); // place[i] is where person i stands
    const at = (k: number) => names[place.indexOf(k)] ?? '';
    const facts: { says: string; holds: (p: readonly number[]) => boolean }[] = [];
    const all = orders(n);
    let left = all;
    const [before, after, unit] = d.pick([
      ['to the left of', 'to the right of', 'stand in a row, seen from the front'],
      ['before', 'after', 'finish a race one after the other'],
      ['below', 'above', 'live on different floors of a house, one on each'],
    ] as const);
    for (let tries = 0; left.length > 1 && tries < 60; tries++) {
      const [i = 0, j = 1] = d.some(range(0, n - 1), 2);
      const [pi, pj] = [place[i] ?? 0, place[j] ?? 0];
      const gap = Math.abs(pi - pj) - 1;
      const fact = d.pick([
        {
          says: `${names[i]} is somewhere ${pi < pj ? before : after} ${names[j]}`,
          holds: (p: readonly number[]) => (p[i] ?? 0) < (p[j] ?? 0) === pi < pj,
        },
        {
          says:
            gap === 0
              ? `${names[i]} and ${names[j]} are next to each other`
              : `exactly ${gap === 1 ? 'one person is' : `${inWords(gap)} people are`} between ${names[i]} and ${names[j]}`,
          holds: (p: readonly number[]) => Math.abs((p[i] ?? 0) - (p[j] ?? 0)) - 1 === gap,
        },
        {
          says:
            pi === 0 || pi === n - 1
              ? `${names[i]} is at one of the two ends`
              : `${names[i]} is at neither of the two ends`,
          holds: (p: readonly number[]) => [0, n - 1].includes(p[i] ?? 0) === (pi === 0 || pi === n - 1),
        },
      ]);
      const next = left.filter(fact.holds);
      if (next.length < left.length) {
        facts.push(fact);
        left = next;
      }
    }
    if (left.length !== 1) return this.make(d);
    const asked = d.int(0, n - 1);
    const word = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'][asked] ?? 'first';
    const from = {
      'to the left of': 'from the left',
      before: 'in the order of arrival',
      below: 'from the bottom',
    }[before];
    const sentence = (text: string) => text.replace(/^./, (c) => c.toUpperCase());
    let rest = all;
    const steps = facts.map(({ says, holds }) => {
      const was = rest.length;
      rest = rest.filter(holds);
      const shown =
        rest.length <= 4
          ? `: ${rest
              .map((p) =>
                range(0, n - 1)
                  .map((k) => names[p.indexOf(k)])
                  .join(', '),
              )
              .join('; ')}`
          : '';
      return `${sentence(says)}: of ${was} orders ${rest.length} ${rest.length === 1 ? 'remains' : 'remain'}${shown}.`;
    });
    const answer = at(asked);
    return {
      level,
      given: { n, place },
      question: d.say(
        `${list(names)} ${unit}. ${facts.map(({ says }) => sentence(says)).join('. ')}. Who is ${word} ${from}?`,
        `It is known about ${list(names)}, who ${unit}: ${facts.map(({ says }) => says).join('; ')}. Which of them comes ${word} ${from}?`,
      ),
      answer,
      wrong: names.filter((name) => name !== answer),
      solution: worked(d, level, {
        why: [
          `${inWords(n).replace(/^./, (c) => c.toUpperCase())} people can be put in ${all.length} orders. Each statement excludes some of them, and we apply the statements one after the other.`,
        ],
        steps,
        end: `The only order that fits everything is ${range(0, n - 1)
          .map(at)
          .join(', ')} (${from}), so ${answer} is ${word}.`,
      }),
    };
  },
};

function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((rest) =>
    range(0, n - 1).map((k) => [...rest.slice(0, k), n - 1, ...rest.slice(k)]),
  );
}

export const orderings = [row];
