import type { VectorSpace } from './space.ts';

/** For each client its most similar others, and how similar they are; the same by other: `clients` of each. */
interface Neighbours {
  /** Clients of other j are entries starts[j] to starts[j + 1]. */
  starts: Uint32Array;
  clients: Uint32Array;
  similarities: Float32Array;
}

/**
 * Picks so that everybody has a similar one among the picks: greedily the one that adds most to the sum, over all
 * clients, of the similarity to the most similar pick, which is at least 1 - 1/e of the best possible sum.
 * Source: Nemhauser, Wolsey and Fisher 1978; lazy evaluation after Minoux 1978; clients and neighbours cut as in
 * Wei, Iyer and Bilmes 2014, "Fast multi-stage submodular maximization".
 * Differs: where not all are clients, being one is no advantage: who is picked counts for itself as served, and adds
 * nothing by that. Where nothing adds any more, or several add the same, the first by number.
 * @param clients those who stand for all
 * @param neighbours how many others a client is similar to at most
 * @param first picked already
 * @returns the picks behind `first`, in their order
 */
export function facilityLocation(
  space: VectorSpace,
  want: { count: number; first: readonly number[]; clients: readonly number[]; neighbours: number },
): number[] {
  const near = nearestOthers(space, want.clients, want.neighbours);
  const best = new Float32Array(want.clients.length);
  const isPicked = new Uint8Array(space.size);
  const isWhole = want.clients.length === space.size;
  const clientAt = new Int32Array(space.size).fill(-1);
  want.clients.forEach((one, client) => {
    clientAt[one] = client;
  });
  const pick = (one: number): void => {
    isPicked[one] = 1;
    if (clientAt[one]! >= 0) best[clientAt[one]!] = 1;
    for (let at = near.starts[one]!; at < near.starts[one + 1]!; at++) {
      const client = near.clients[at]!;
      if (near.similarities[at]! > best[client]!) best[client] = near.similarities[at]!;
    }
  };
  for (const one of want.first) pick(one);
  const gainOf = (one: number): number => {
    let gain = isWhole ? 1 - best[clientAt[one]!]! : 0;
    for (let at = near.starts[one]!; at < near.starts[one + 1]!; at++)
      gain += Math.max(0, near.similarities[at]! - best[near.clients[at]!]!);
    return gain;
  };
  const queue = new GainHeap(space.size, (one) => (isPicked[one] === 1 ? -1 : gainOf(one)));
  const picks: number[] = [];
  const most = Math.min(want.count, space.size - want.first.length);
  while (picks.length < most) {
    const next = queue.top();
    if (!queue.isNewestAfter(gainOf(next))) continue; // gains only fall: an old one that is lowered may not be the best
    queue.drop();
    picks.push(next);
    pick(next);
  }
  return picks;
}

function nearestOthers(space: VectorSpace, clients: readonly number[], neighbours: number): Neighbours {
  const all = new Float32Array(space.size);
  const kept: { others: Uint32Array; similarities: Float32Array }[] = [];
  const counts = new Uint32Array(space.size + 1);
  for (const client of clients) {
    space.similarities(client, all);
    all[client] = 0;
    const top = mostSimilar(all, neighbours);
    for (const other of top.others) counts[other + 1]!++;
    kept.push(top);
  }
  for (let other = 0; other < space.size; other++) counts[other + 1]! += counts[other]!;
  const next = counts.slice();
  const found = {
    starts: counts,
    clients: new Uint32Array(counts[space.size]!),
    similarities: new Float32Array(counts[space.size]!),
  };
  kept.forEach(({ others, similarities }, client) => {
    others.forEach((other, i) => {
      const at = next[other]!++;
      found.clients[at] = client;
      found.similarities[at] = similarities[i]!;
    });
  });
  return found;
}

/** The `count` most similar ones that are at all, the first by number where several are as similar. */
function mostSimilar(all: Float32Array, count: number): { others: Uint32Array; similarities: Float32Array } {
  const least = Math.max(leastOfTop(all, count), Number.MIN_VALUE);
  const others: number[] = [];
  for (let i = 0; i < all.length; i++) if (all[i]! >= least) others.push(i);
  others.sort((a, b) => all[b]! - all[a]! || a - b);
  const top = Uint32Array.from(others.slice(0, count));
  return { others: top, similarities: Float32Array.from(top, (other) => all[other]!) };
}

/** A value that at least `count` of the values reach, by counting them in 256 bins of 0 to 1. */
function leastOfTop(all: Float32Array, count: number): number {
  const bins = new Uint32Array(257);
  for (let i = 0; i < all.length; i++) if (all[i]! > 0) bins[Math.min(256, Math.floor(all[i]! * 256))]!++;
  let above = 0;
  for (let bin = 256; bin > 0; bin--) {
    above += bins[bin]!;
    if (above >= count) return bin / 256;
  }
  return 0;
}

/** A heap of numbers by gain, the largest first and of several the first by number. */
class GainHeap {
  private readonly items: Uint32Array;
  private readonly gains: Float64Array;
  private length = 0;

  constructor(size: number, gainOf: (one: number) => number) {
    this.items = new Uint32Array(size);
    this.gains = new Float64Array(size);
    for (let one = 0; one < size; one++) {
      this.gains[one] = gainOf(one);
      if (this.gains[one]! >= 0) this.items[this.length++] = one;
    }
    for (let at = (this.length >>> 1) - 1; at >= 0; at--) this.sink(at);
  }

  top(): number {
    return this.items[0]!;
  }

  /** Gives the top its present gain. @returns true where it is still the top with it */
  isNewestAfter(gain: number): boolean {
    const one = this.items[0]!;
    if (this.gains[one] === gain) return true;
    this.gains[one] = gain;
    this.sink(0);
    return this.items[0] === one;
  }

  drop(): void {
    this.items[0] = this.items[--this.length]!;
    this.sink(0);
  }

  private isBefore(a: number, b: number): boolean {
    return this.gains[a]! > this.gains[b]! || (this.gains[a] === this.gains[b] && a < b);
  }

  private sink(from: number): void {
    const one = this.items[from]!;
    let at = from;
    for (let child = 2 * at + 1; child < this.length; child = 2 * at + 1) {
      if (child + 1 < this.length && this.isBefore(this.items[child + 1]!, this.items[child]!)) child++;
      if (!this.isBefore(this.items[child]!, one)) break;
      this.items[at] = this.items[child]!;
      at = child;
    }
    if (this.length > 0) this.items[at] = one;
  }
}
