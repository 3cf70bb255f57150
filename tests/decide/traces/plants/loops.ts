import type { Pick } from '../pick.ts';
import { append, insert, type Plant } from './plant.ts';

type Loop = (pick: Pick) => string;

const times = (pick: Pick, low: number, high: number, once: string): string =>
  once.repeat(pick.number(low, high));

const TUNED: readonly Loop[] = [
  (pick) =>
    times(
      pick,
      12,
      90,
      pick.of(['Wait, let me check again. ', 'So the answer is the same. ', 'This is not right. ']),
    ),
  (pick) => times(pick, 20, 200, pick.of(['and then ', 'no, wait, ', 'the same thing as '])),
  (pick) => times(pick, 220, 900, pick.of(['0', '9', 'a', 'x'])),
  (pick) =>
    times(
      pick,
      8,
      40,
      `Let me consider the case where the number is ${pick.number(2, 9)} and see what happens then.\n`,
    ),
  (pick) =>
    Array.from(
      { length: pick.number(100, 300) },
      (_, i) => `${i + 1}. The case n = ${i + 1} does not work either.`,
    ).join('\n'),
];

const HELD_OUT: readonly Loop[] = [
  (pick) => {
    const [a, b] = [pick.number(2, 50), pick.number(2, 50)];
    const round = `But if ${a} is even, then we need ${b} to be odd. If ${b} is odd, then the total is odd as well. That contradicts the first condition. `;
    return times(pick, 6, 30, round);
  },
  (pick) => times(pick, 30, 120, pick.of(['hence therefore thus ', 'yes yes ', 'carry the one, '])),
  (pick) => times(pick, 130, 400, pick.of(['ab', '37', '()', '!?'])),
  (pick) =>
    times(pick, 8, 60, pick.of(['我再检查一遍这个结果是否正确。', '所以答案应该是一样的，让我再想一想。'])),
  (pick) =>
    Array.from(
      { length: pick.number(12, 30) },
      (_, i) => `{${Array.from({ length: i + 1 }, (_x, j) => j * 3).join(', ')}}`,
    ).join('\n'),
  (pick) => {
    const fillers = ['Then', 'Next', 'After that', 'Again', 'Moreover', 'Also', 'Likewise'];
    const line = `we look at the remaining factor of the number ${pick.number(100, 999)} once more and find nothing new in it.`;
    return Array.from(
      { length: pick.number(40, 80) },
      () =>
        `${pick.of(fillers)} something else is tried with ${pick.number(1, 9999)}. It remains that ${line}`,
    ).join(' ');
  },
  (pick) =>
    Array.from(
      { length: pick.number(90, 250) },
      (_, i) => `Try ${i * 7 + 2}: it leaves ${(i * 7 + 2) % 5} when divided by 5.`,
    ).join(' '),
];

/** Words, sentences, characters, rounds of sentences, lists that grow. */
export const loop: Plant = (made, pick, half) => {
  const text = pick.of(half === 'tuned' ? TUNED : HELD_OUT)(pick);
  return pick.chance(0.6) ? append(made, text) : insert(made, pick, text);
};
