import type { SimilarPair } from './sets.ts';

/** Pairs of sets in flat arrays, since a large pool has millions of them. */
export class PairList {
  /** The smaller number of each pair, the larger one, and how many elements they share; `count` of them hold. */
  a = new Uint32Array(FIRST);
  b = new Uint32Array(FIRST);
  shared = new Uint32Array(FIRST);
  count = 0;

  add(x: number, y: number, shared: number): void {
    if (this.count === this.a.length) this.#grow();
    this.a[this.count] = x < y ? x : y;
    this.b[this.count] = x < y ? y : x;
    this.shared[this.count++] = shared;
  }

  /** The same pairs by their numbers. */
  sorted(): PairList {
    const { a, b, shared, count } = this;
    const order = byFirst(a, count);
    for (let from = 0; from < count; ) {
      let end = from + 1;
      while (end < count && a[order[end]!] === a[order[from]!]) end++;
      sortBySecond(order, from, end, b);
      from = end;
    }
    const list = new PairList();
    list.a = order.map((i) => a[i]!);
    list.b = order.map((i) => b[i]!);
    list.shared = order.map((i) => shared[i]!);
    list.count = count;
    return list;
  }

  /** As objects, for whoever has few. */
  all(): SimilarPair[] {
    return Array.from({ length: this.count }, (_, i) => ({
      a: this.a[i]!,
      b: this.b[i]!,
      shared: this.shared[i]!,
    }));
  }

  #grow(): void {
    const larger = (from: Uint32Array): Uint32Array<ArrayBuffer> => {
      const to = new Uint32Array(2 * from.length);
      to.set(from);
      return to;
    };
    this.a = larger(this.a);
    this.b = larger(this.b);
    this.shared = larger(this.shared);
  }
}

const FIRST = 1024;

/** Places in the order of their numbers: a counting sort. */
function byFirst(numbers: Uint32Array, count: number): Uint32Array<ArrayBuffer> {
  let most = 0;
  for (let i = 0; i < count; i++) most = Math.max(most, numbers[i]!);
  const ends = new Uint32Array(most + 2);
  for (let i = 0; i < count; i++) ends[numbers[i]! + 1]!++;
  for (let number = 1; number < ends.length; number++) ends[number]! += ends[number - 1]!;
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[ends[numbers[i]!]!++] = i;
  return order;
}

/** Up to so many are sorted in place, which takes no call and no view. */
const FEW = 24;

/** Sorts order[from, to) by the numbers that it points at. */
function sortBySecond(order: Uint32Array, from: number, to: number, numbers: Uint32Array): void {
  if (to - from > FEW) {
    order.subarray(from, to).sort((i, j) => numbers[i]! - numbers[j]!);
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const place = order[i]!;
    let at = i;
    for (; at > from && numbers[order[at - 1]!]! > numbers[place]!; at--) order[at] = order[at - 1]!;
    order[at] = place;
  }
}
