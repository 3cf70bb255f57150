/** Bins of equal width that difficulties are counted in, from 0 (easy) to 1. */
export const DIFFICULTY_BINS = 20;

/** The difficulty of a question for which none is known, as a bin. */
export const UNKNOWN_DIFFICULTY = 255;

/** The bin of a difficulty: how many edges it reaches, the last one not counted, so that 1 is in the last bin. */
export function difficultyBin(difficulty: number | null): number {
  if (difficulty === null) return UNKNOWN_DIFFICULTY;
  let bin = 0;
  while (bin < DIFFICULTY_BINS - 1 && difficulty >= (bin + 1) / DIFFICULTY_BINS) bin++;
  return bin;
}

/** From the first to the second, both included; of difficulties the second is not, unless it is 1. */
export type Range = readonly [from: number, to: number];

/** A range in an address or a command: `100-400`, `0.2-0.55`. */
export const RANGE_PATTERN = '^[0-9]{1,12}(\\.[0-9]{1,4})?-[0-9]{1,12}(\\.[0-9]{1,4})?$';

/** @returns null for a text that is no range */
export function rangeOf(text: string): Range | null {
  if (!new RegExp(RANGE_PATTERN).test(text)) return null;
  const [from = 0, to = 0] = text.split('-').map(Number);
  return [from, to];
}
