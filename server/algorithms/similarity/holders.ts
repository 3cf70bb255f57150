import type { ContainmentOptions } from './containment.ts';
import { leastShared, prefixLength } from './join.ts';
import { Postings } from './postings.ts';
import { elementOf, heldByMore, type OrderedSets, spread } from './sets.ts';

/**
 * The joins of `join.ts` and `containment.ts` in two steps that any split of the sets will do for: every set tells
 * under which elements it is to be looked for, and whoever stands under one element is paired. What comes out is a
 * little more than what those joins look at, and is verified by `isFound`, by which it is the same as theirs.
 * Source: Vernica, Carey and Li 2010 (set-similarity joins by MapReduce). Differs: rows carry no sets, only numbers
 * and sizes; whoever verifies reads the sets.
 */

/** A row: element, number of the set, size of the set, and the place of the element in it with the roles below. */
export const HOLDER_WIDTH = 4;

/** Roles of an element in a set: in the prefix of the join; in that of a smaller set; in a larger one. */
const JOINED = 1;
const SMALLER = 2;
const LARGER = 4;
const ROLES = 3;

export interface JoinSettings {
  /** Least Jaccard similarity; null where the join is done by other means. */
  threshold: number | null;
  /** Elements that more sets hold find no pair. */
  longest: number;
  contained: ContainmentOptions & { longest: number };
}

/**
 * Tells under which elements sets are looked for.
 * @param numbers of the sets, over all splits
 * @param add takes a row; `key` says to which partition it belongs
 */
export function holderRows(
  { starts, ordered, sizes }: OrderedSets,
  numbers: Uint32Array,
  { threshold, longest, contained }: JoinSettings,
  add: (key: number, row: readonly [number, number, number, number]) => void,
): void {
  const joined = heldByMore(longest);
  const held = heldByMore(contained.longest);
  sizes.forEach((size, set) => {
    const from = starts[set]!;
    const alone = size - (starts[set + 1]! - from); // elements that no other set has come first
    const prefix = threshold === null ? 0 : Math.min(prefixLength(size, threshold), size);
    const needed = Math.ceil(contained.threshold * size - 1e-9);
    const smaller = size < contained.least ? 0 : size - needed + 1;
    for (let i = alone; i < size; i++) {
      const key = ordered[from + i - alone]!;
      const roles =
        (i < prefix && key < joined ? JOINED : 0) |
        (i < smaller && key < held ? SMALLER : 0) |
        (key < held ? LARGER : 0);
      if (roles === 0) break; // the rest is as frequent or more
      const element = elementOf(key);
      add(spread(element) >>> 0, [element, numbers[set]!, size, (i << ROLES) | roles]);
    }
  });
}

/** Pairs sets that stand under one element. @param rows of one partition; @param add takes each pair, some more than once */
export function pairHolders(
  rows: Uint32Array,
  { threshold, contained }: JoinSettings,
  add: (a: number, b: number) => void,
): void {
  const count = rows.length / HOLDER_WIDTH;
  const postings = new Postings(count, false);
  for (let row = 0; row < count; row++) {
    const at = row * HOLDER_WIDTH;
    const element = rows[at]!;
    for (let next = postings.head(element); next >= 0; next = postings.next[next]!) {
      if (postings.elements[next] !== element) continue;
      const other = postings.sets[next]! * HOLDER_WIDTH;
      if (mayJoin(rows, at, other, threshold) || mayContain(rows, at, other, contained))
        add(rows[at + 1]!, rows[other + 1]!);
    }
    postings.add(element, row, 0);
  }
}

/** The filters by size and position, for the rarest element that both hold. */
function mayJoin(rows: Uint32Array, x: number, y: number, threshold: number | null): boolean {
  const [tellsX, tellsY] = [rows[x + 3]!, rows[y + 3]!];
  if (threshold === null || (tellsX & tellsY & JOINED) === 0) return false;
  const [sizeX, sizeY] = [rows[x + 2]!, rows[y + 2]!];
  const most = Math.min(sizeX - (tellsX >>> ROLES), sizeY - (tellsY >>> ROLES)); // this one, and those behind it
  return most >= leastShared(sizeX, sizeY, threshold);
}

function mayContain(
  rows: Uint32Array,
  x: number,
  y: number,
  { ratio, threshold }: ContainmentOptions,
): boolean {
  const [sizeX, sizeY] = [rows[x + 2]!, rows[y + 2]!];
  const most = Math.min(sizeX - (rows[x + 3]! >>> ROLES), sizeY - (rows[y + 3]! >>> ROLES));
  if (most < Math.ceil(threshold * Math.min(sizeX, sizeY) - 1e-9)) return false;
  const [small, large] = sizeX < sizeY ? [x, y] : [y, x];
  const isTold = (row: number, role: number) => (rows[row + 3]! & role) !== 0;
  const isEither =
    (isTold(small, SMALLER) && isTold(large, LARGER)) ||
    (sizeX === sizeY && isTold(large, SMALLER) && isTold(small, LARGER));
  return isEither && Math.max(sizeX, sizeY) <= ratio * Math.min(sizeX, sizeY);
}

/**
 * Whether the joins find a pair.
 * @param shared elements in common
 * @param rarest of these the one that fewest sets hold: how many do
 * @param isSimilar whether the pair counts as looked for by the join; always where its elements do that
 */
export function isFound(
  { shared, rarest, sizeA, sizeB }: { shared: number; rarest: number; sizeA: number; sizeB: number },
  { longest, contained }: JoinSettings,
  threshold: number,
  isSimilar: boolean,
): boolean {
  if (shared === 0) return false;
  const [small, large] = [Math.min(sizeA, sizeB), Math.max(sizeA, sizeB)];
  if (isSimilar && rarest <= longest && shared >= leastShared(sizeA, sizeB, threshold)) return true;
  const needed = Math.ceil(contained.threshold * small - 1e-9);
  return (
    small >= contained.least &&
    large <= contained.ratio * small &&
    rarest <= contained.longest &&
    shared >= needed
  );
}

/** The fewest elements that two sets must share for the joins to find them. */
export function leastToFind(
  sizeA: number,
  sizeB: number,
  { contained }: JoinSettings,
  threshold: number,
): number {
  const needed = Math.ceil(contained.threshold * Math.min(sizeA, sizeB) - 1e-9);
  return Math.min(leastShared(sizeA, sizeB, threshold), needed);
}

/**
 * Elements that two sets have in common, and how many sets hold the one of them that fewest do; nothing is shared
 * where it is plain that there are fewer than `least`.
 * @param a, b ascending
 * @param weights of the elements of `a`: how many sets hold each
 */
export function commonOf(
  a: Uint32Array,
  b: Uint32Array,
  weights: Uint16Array,
  least: number,
): { shared: number; rarest: number } {
  let shared = 0;
  let rarest = Number.POSITIVE_INFINITY;
  let missA = a.length - least; // so many elements of a may be missing in b
  let missB = b.length - least;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]! < b[j]!) {
      if (--missA < 0) return { shared: 0, rarest };
      i++;
    } else if (a[i]! > b[j]!) {
      if (--missB < 0) return { shared: 0, rarest };
      j++;
    } else {
      rarest = Math.min(rarest, weights[i]!);
      shared++;
      i++;
      j++;
    }
  }
  return { shared, rarest };
}
