import { expect, test } from 'vitest';
import {
  fixedOverlap,
  type Outcome,
  risingOverlap,
  type World,
} from '../decide/judging/simulated-reviewers.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];

/** Teams of unlike care, over 300 items each: chance of error of each person, and what is added in a hard domain. */
const WORLDS: Record<string, Omit<World, 'seed'>> = {
  'careful: 5 to 10 % mistaken': {
    domains: [{ items: 300, harder: 0 }],
    people: [0.05, 0.06, 0.08, 0.1, 0.05, 0.07, 0.09],
    accept: 0.85,
  },
  'mixed: 5 to 20 %, and 10 % more in one domain of three': {
    domains: [
      { items: 200, harder: 0 },
      { items: 100, harder: 0.1 },
    ],
    people: [0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.1, 0.07],
    accept: 0.8,
  },
  'hasty: 15 to 25 %': {
    domains: [{ items: 300, harder: 0 }],
    people: [0.15, 0.2, 0.25, 0.2, 0.18, 0.22, 0.2],
    accept: 0.7,
  },
};

const mean = (all: readonly Outcome[], of: keyof Outcome): number =>
  all.reduce((sum, one) => sum + one[of], 0) / all.length;
const over = (act: (seed: number) => Outcome): Outcome => {
  const all = SEEDS.map(act);
  return { judgements: mean(all, 'judgements'), right: mean(all, 'right') };
};
const row = (name: string, { judgements, right }: Outcome): string =>
  `| ${name} | ${Math.round(judgements)} | ${(100 * right).toFixed(1)} % |`;

test.each(Object.keys(WORLDS))(
  'of a team %s a rising overlap asks less than a fixed one, and is right as often',
  (name) => {
    const world = WORLDS[name] as Omit<World, 'seed'>;
    const at = (sure: number) => over((seed) => risingOverlap({ ...world, seed }, { upTo: 5, sure }));
    const rising = new Map([0.9, 0.95, 0.97, 0.99].map((sure) => [sure, at(sure)]));
    const lines = [...rising].map(([sure, one]) => row(`rising, ${Math.round(100 * sure)} % to hold`, one));
    const fixed = new Map(
      [1, 3, 5].map((people) => [people, over((seed) => fixedOverlap({ ...world, seed }, people))]),
    );
    for (const [people, one] of fixed) lines.push(row(`fixed, ${people}`, one));
    console.log([name, '| overlap | judgements | verdicts right |', ...lines].join('\n'));
    for (const people of [3, 5]) {
      const { judgements, right } = fixed.get(people) ?? { judgements: 0, right: 1 };
      const equal = [...rising.values()].filter((one) => one.right >= right - 0.002);
      const least = Math.min(...equal.map((one) => one.judgements));
      expect([people, least < judgements]).toEqual([people, true]);
    }
  },
);
