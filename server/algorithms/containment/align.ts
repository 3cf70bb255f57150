/**
 * How far two tokens that follow each other may lie apart: words put between in the text (`filler`), and words of
 * the item that were left out. Unit: tokens.
 */
const REACH = { text: 14, item: 6 };
/** Bits of a token of the item, what it costs to leave it out, and sums of what it costs to pass over the text's. */
export interface Prices {
  weightOf: (item: number) => number;
  leftOut: (item: number) => number;
  costOf: Float64Array;
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
  const covered = new Set<number>();
  const used = new Set<number>();
  const chains: Chain[] = [];
  while (chains.length < most) {
    const chain = heaviest(points, prices, covered, used);
    if (chain === null || chain.weight < least) break;
    for (const point of chain.points) {
      covered.add(points.item[point]!);
      used.add(points.text[point]!);
    }
    chains.push(chain);
  }
  return chains;
}

function heaviest(
  { count, item, text }: Points,
  { weightOf, leftOut, costOf }: Prices,
  covered: ReadonlySet<number>,
  used: ReadonlySet<number>,
): Chain | null {
  const score = new Float64Array(count);
  const before = new Int32Array(count).fill(-1);
  let best = -1;
  for (let p = 0; p < count; p++) {
    const [i, j] = [item[p]!, text[p]!];
    if (covered.has(i) || used.has(j)) {
      score[p] = Number.NEGATIVE_INFINITY;
      continue;
    }
    let gain = 0;
    for (let q = p - 1; q >= 0 && j - text[q]! <= REACH.text; q--) {
      const [di, dj] = [i - item[q]!, j - text[q]!];
      if (di < 1 || di > REACH.item || dj < 1) continue;
      let through = score[q]! - (costOf[j]! - costOf[text[q]! + 1]!);
      for (let k = item[q]! + 1; k < i; k++) through -= leftOut(k);
      if (through > gain) {
        gain = through;
        before[p] = q;
      }
    }
    score[p] = gain + weightOf(i);
    if (best < 0 || score[p]! > score[best]!) best = p;
  }
  if (best < 0 || score[best] === Number.NEGATIVE_INFINITY) return null;
  const points: number[] = [];
  for (let p = best; p >= 0; p = before[p]!) points.unshift(p);
  return { points, weight: points.reduce((total, p) => total + weightOf(item[p]!), 0) };
}
