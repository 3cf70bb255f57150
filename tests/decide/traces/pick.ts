import { type SeededRandom, seededRandom } from '../../../server/algorithms/random.ts';

/** Random choices of the test generators: the same for the same seed. */
export interface Pick extends SeededRandom {
  of<T>(list: readonly T[]): T;
  /** A whole number from `low` to `high`. */
  number(low: number, high: number): number;
  chance(share: number): boolean;
}

export function pickFrom(seed: string): Pick {
  const random = seededRandom(seed);
  return {
    ...random,
    of: (list) => list[random.int(list.length)]!,
    number: (low, high) => low + random.int(high - low + 1),
    chance: (share) => random.next() < share,
  };
}

/** A trace with the question that it answers. */
export interface MadeTrace {
  question: string;
  thinking: string;
  answer: string;
}
