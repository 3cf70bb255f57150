import { NumberHeap } from './number-heap.ts';
import { type BpeTable, mergedToken, NONE } from './table.ts';

/** One heap entry is one number: the merge, then its place, so that the leftmost of equal merges is first. */
const PLACES = 2 ** 32;

/**
 * The tokens that bytes[from, to) come to, in O(n log n): a heap of merges over a linked list of tokens,
 * so that a run of 100,000 letters costs no more for each than a short one.
 */
export function countLongMerges(table: BpeTable, bytes: Uint8Array, from: number, to: number): number {
  const size = to - from;
  const tokens = Uint32Array.from(bytes.subarray(from, to), (byte) => table.byteTokens[byte]!);
  const next = Uint32Array.from(tokens, (_, i) => i + 1); // size: none
  const before = Int32Array.from(tokens, (_, i) => i - 1); // -1: none
  const merges = new Uint32Array(size).fill(NONE); // merges[i]: of token i and the one after it
  const heap = new NumberHeap(2 * size);
  const look = (i: number): void => {
    const after = next[i]!;
    const merge = after < size ? mergedToken(table, tokens[i]!, tokens[after]!) : NONE;
    merges[i] = merge;
    if (merge !== NONE) heap.push(merge * PLACES + i);
  };
  for (let i = 0; i < size; i++) look(i);
  let count = size;
  for (let top = heap.pop(); top >= 0; top = heap.pop()) {
    const i = top % PLACES;
    if (merges[i] !== Math.floor(top / PLACES)) continue; // a neighbour has gone since this was pushed
    const gone = next[i]!;
    tokens[i] = merges[i]!;
    merges[gone] = NONE;
    next[i] = next[gone]!;
    if (next[i] < size) before[next[i]] = i;
    count--;
    look(i);
    if (before[i]! >= 0) look(before[i]!);
  }
  return count;
}
