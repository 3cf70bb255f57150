import { roughLog2 } from '../../algorithms/learning/log2.ts';
import { BUCKETS } from '../../algorithms/learning/text-terms.ts';
import { BLOCKS, HEAD } from './terms.ts';

/** A term that stands in fewer texts than that tells nothing. Unit: texts. */
const LEAST_TEXTS = 3;
const NATURAL = Math.LN2;

/** Which terms have a column, and how much each tells. */
export interface Columns {
  /** Column of a bucket of a block, at block * BUCKETS + bucket; -1 for one that is too rare. */
  of: Int32Array;
  /** Inverse document frequency by column: 1 + ln of one in how many texts. */
  rarity: Float64Array;
}

/**
 * Gives columns to the terms of the questions that are learned from, the most frequent first: what is looked up most
 * then lies together in memory.
 */
export function columnsOf(learned: readonly Uint32Array[], blocks: number): Columns {
  const texts = textCounts(learned, blocks);
  const order: number[] = [];
  texts.forEach((count, bucket) => {
    if (count >= LEAST_TEXTS) order.push(bucket);
  });
  order.sort((a, b) => texts[b]! - texts[a]! || a - b);
  const of = new Int32Array(BLOCKS * BUCKETS).fill(-1);
  order.forEach((bucket, column) => {
    of[bucket] = column;
  });
  const rarity = Float64Array.from(
    order,
    (bucket) => 1 + NATURAL * roughLog2((learned.length + 1) / (texts[bucket]! + 1)),
  );
  return { of, rarity };
}

/** In how many of the questions each bucket stands, by block. */
function textCounts(learned: readonly Uint32Array[], blocks: number): Uint32Array {
  const texts = new Uint32Array(BLOCKS * BUCKETS);
  for (const terms of learned) {
    const middle = HEAD + terms[0]!;
    const end = blocks > 1 ? terms.length : middle;
    for (let i = HEAD; i < end; i++) {
      const at = (i < middle ? 0 : BUCKETS) + (terms[i]! & 0xffff);
      texts[at] = texts[at]! + 1;
    }
  }
  return texts;
}

/** 1 + ln of how often a term stands in a text. */
export const TIMES = Float64Array.from({ length: 256 }, (_, times) =>
  times === 0 ? 0 : 1 + NATURAL * roughLog2(times),
);
