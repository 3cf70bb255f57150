/**
 * How far two tokens that follow each other may lie apart: words put between in the text (`filler`), and words of
 * the item that were left out. Unit: tokens.
 */
const REACH = { text: 14, item: 6 };
/** Bits of each token of the item; and sums, up to a token, of what leaving out costs there, and passing over here. */
export interface Prices {
  weights: Float64Array;
  leftOut: Float64Array;
  passed: Float64Array;
}

/** Token `item[i]` of an item and token `text[i]` of a text that are the same, in the order of the text. */
export interface Points {
  count: number;
  item: Int32Array;
  text: Int32Array;
}

/** A chain of such pairs, in order on both sides. */
export interface Chain {
  /** Places in `Points`, ascending. */
  points: number[];
  /** Bits of its tokens. */
  weight: number;
}

/**
 * The heaviest chains, one after the other, no token of the item in two of them: a local alignment with gaps
 * (Smith and Waterman 1981) over the pairs that match, which are few. At most `most` chains.
 * @param least a chain of fewer bits is chance
 */
export function chainsOf(points: Points, prices: Prices, least: number, most: number): Chain[] {
  const free = new Uint8Array(points.count).fill(1);
  const taken = new Uint8Array(prices.weights.length); // tokens of the item that lie in a chain
  const chains: Chain[] = [];
  while (chains.length < most) {
    const chain = heaviest(points, prices, free);
    if (chain === null || chain.weight < least) break;
    chains.push(chain);
    for (const point of chain.points) taken[points.item[point]!] = 1;
    const text = new Set(chain.points.map((point) => points.text[point]!));
    for (let p = 0; p < points.count; p++) {
      if (taken[points.item[p]!] === 1 || text.has(points.text[p]!)) free[p] = 0;
    }
    if (weightLeft(points, prices, free, taken) < least - 1e-9) break; // no chain can weigh so much any more
  }
  return chains;
}

/** Bits of the tokens of the item for which some pair is free. */
function weightLeft(
  { count, item }: Points,
  { weights }: Prices,
  free: Uint8Array,
  taken: Uint8Array,
): number {
  const seen = taken.slice();
  let left = 0;
  for (let p = 0; p < count; p++) {
    const i = item[p]!;
    if (free[p] === 0 || seen[i] === 1) continue;
    seen[i] = 1;
    left += weights[i]!;
  }
  return left;
}

/** The heaviest chain of the pairs that are free; null where none is. */
function heaviest(
  { count, item, text }: Points,
  { weights, leftOut, passed }: Prices,
  free: Uint8Array,
): Chain | null {
  const score = new Float64Array(count);
  const before = new Int32Array(count).fill(-1);
  let best = -1;
  for (let p = 0; p < count; p++) {
    if (free[p] === 0) continue;
    const i = item[p]!;
    const j = text[p]!;
    const there = passed[j]!;
    const own = leftOut[i]!;
    let gain = 0;
    for (let q = p - 1; q >= 0 && j - text[q]! <= REACH.text; q--) {
      const di = i - item[q]!;
      if (di < 1 || di > REACH.item || free[q] === 0 || text[q] === j) continue;
      const through = score[q]! - (there - passed[text[q]! + 1]!) - (own - leftOut[item[q]! + 1]!);
      if (through > gain) {
        gain = through;
        before[p] = q;
      }
    }
    score[p] = gain + weights[i]!;
    if (best < 0 || score[p]! > score[best]!) best = p;
  }
  if (best < 0) return null;
  const points: number[] = [];
  for (let p = best; p >= 0; p = before[p]!) points.push(p);
  points.reverse();
  return { points, weight: points.reduce((total, p) => total + weights[item[p]!]!, 0) };
}
