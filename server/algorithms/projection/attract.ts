import { seededRandom } from '../random.ts';
import type { FuzzyGraph } from './fuzzy-graph.ts';

/** Strangers that a row is pushed away from for each neighbour that it is drawn to. */
const STRANGERS = 5;
/** No step of a row is longer, before it is scaled down. */
const LONGEST = 4;

/**
 * Moves points so that sure neighbours lie near each other and strangers apart: stochastic descent on the fuzzy cross
 * entropy of the pairs, each drawn as often as it is sure.
 * Source: UMAP (arXiv:1802.03426), section 4.2, with the similarity 1 / (1 + d^2) in the plane, as t-SNE has it (the
 * "t-UMAP" of Melville's uwot).
 * Differs: a = b = 1 rather than fitted to a least distance, so that nothing but sums, products and quotients is
 * needed and every machine gets the same bits; both ends of a pair are moved in one step.
 * @param points x and y of each row; they are moved
 */
export function* attract(
  points: Float32Array,
  { heads, tails, weights }: FuzzyGraph,
  { epochs, seed }: { epochs: number; seed: number | string },
): Generator<{ done: number; total: number }, void> {
  const size = points.length / 2;
  const most = weights.reduce((max, w) => Math.max(max, w), 0);
  const due = new Float32Array(weights.length); // epoch in which a pair is drawn next
  weights.forEach((w, pair) => {
    due[pair] = w * epochs < most ? Number.POSITIVE_INFINITY : most / w;
  });
  const draw = numbersBelow(size, seed);
  for (let epoch = 1; epoch <= epochs && size > 1; epoch++) {
    const rate = 1 - (epoch - 1) / epochs;
    for (let pair = 0; pair < due.length; pair++) {
      if (due[pair]! > epoch) continue;
      due[pair]! += most / weights[pair]!;
      const head = heads[pair]! * 2;
      const tail = tails[pair]! * 2;
      const dx = points[head]! - points[tail]!;
      const dy = points[head + 1]! - points[tail + 1]!;
      const pull = -2 / (1 + dx * dx + dy * dy);
      const mx = rate * clipped(pull * dx);
      const my = rate * clipped(pull * dy);
      points[head]! += mx;
      points[head + 1]! += my;
      points[tail]! -= mx;
      points[tail + 1]! -= my;
      pushAway(points, head, draw, rate);
      pushAway(points, tail, draw, rate);
    }
    yield { done: epoch, total: epochs };
  }
}

function pushAway(points: Float32Array, one: number, draw: () => number, rate: number): void {
  let x = points[one]!;
  let y = points[one + 1]!;
  for (let n = 0; n < STRANGERS; n++) {
    const other = draw() * 2;
    if (other === one) continue;
    const dx = x - points[other]!;
    const dy = y - points[other + 1]!;
    const squares = dx * dx + dy * dy;
    if (squares === 0) {
      x += rate * LONGEST * ((n & 1) === 0 ? 1 : -1);
      y += rate * LONGEST * ((n & 2) === 0 ? 1 : -1);
      continue;
    }
    const push = 2 / ((0.001 + squares) * (1 + squares));
    x += rate * clipped(push * dx);
    y += rate * clipped(push * dy);
  }
  points[one] = x;
  points[one + 1] = y;
}

const clipped = (step: number): number => (step > LONGEST ? LONGEST : step < -LONGEST ? -LONGEST : step);

/** Integers from 0 to size - 1, by xorshift32 (Marsaglia 2003): drawn by the hundred million, where none is precious. */
function numbersBelow(size: number, seed: number | string): () => number {
  let state = seededRandom(`strangers ${seed}`).int(2 ** 32) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 4_294_967_296) * size);
  };
}
