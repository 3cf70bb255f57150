import { countLongMerges } from './merge-long.ts';
import { type BpeTable, mergedToken, NONE } from './table.ts';

/** Up to so many bytes the cheapest merge is looked for one by one: quicker than a heap, and short enough. */
const SHORT = 96;

/** Returns how many tokens bytes[from, to) come to: the merges of the table, cheapest first, leftmost first. */
export type MergeCounter = (bytes: Uint8Array, from: number, to: number) => number;

/**
 * Byte-pair encoding (Sennrich, Haddow and Birch 2016, arXiv:1508.07909) that only counts. The function
 * keeps buffers: one for each thread.
 */
export function mergeCounter(table: BpeTable): MergeCounter {
  const tokens = new Uint32Array(SHORT);
  const merges = new Uint32Array(SHORT); // merges[i]: what tokens i and i + 1 merge to
  return (bytes, from, to) => {
    if (to - from > SHORT) return countLongMerges(table, bytes, from, to);
    for (let i = from; i < to; i++) tokens[i - from] = table.byteTokens[bytes[i]!]!;
    let last = to - from - 1;
    for (let i = 0; i < last; i++) merges[i] = mergedToken(table, tokens[i]!, tokens[i + 1]!);
    for (;;) {
      const at = cheapest(merges, last);
      if (at < 0) return last + 1;
      tokens[at] = merges[at]!;
      last--;
      for (let i = at + 1; i <= last; i++) tokens[i] = tokens[i + 1]!;
      for (let i = at + 1; i < last; i++) merges[i] = merges[i + 1]!;
      if (at < last) merges[at] = mergedToken(table, tokens[at], tokens[at + 1]!);
      if (at > 0) merges[at - 1] = mergedToken(table, tokens[at - 1]!, tokens[at]);
    }
  };
}

/** Index of the smallest of the first `count`, the leftmost of equals; -1 where there is none. */
function cheapest(merges: Uint32Array, count: number): number {
  let best = -1;
  let least = NONE;
  for (let i = 0; i < count; i++) {
    const merge = merges[i]!;
    if (merge < least) {
      least = merge;
      best = i;
    }
  }
  return best;
}
