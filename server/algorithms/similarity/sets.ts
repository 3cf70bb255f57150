/**
 * Many sets of 32-bit numbers in two flat arrays: set i is elements[offsets[i], offsets[i + 1]), each element
 * once. What the numbers stand for (word 3-grams, as a rule) is the caller's business.
 */
export interface SetTable {
  offsets: Uint32Array;
  elements: Uint32Array;
}

/**
 * Puts sets into one table; each holds its elements once.
 * @param room makes memory of so many bytes: shared memory crosses threads without a copy
 */
export function setTable(
  sets: readonly Uint32Array[],
  room: (bytes: number) => ArrayBuffer | SharedArrayBuffer = (bytes) => new ArrayBuffer(bytes),
): SetTable {
  const offsets = new Uint32Array(sets.length + 1);
  sets.forEach((set, i) => {
    offsets[i + 1] = offsets[i]! + set.length;
  });
  const elements = new Uint32Array(room(4 * offsets[sets.length]!));
  sets.forEach((set, i) => {
    elements.set(set, offsets[i]);
  });
  return { offsets, elements };
}

/** Two sets that are similar; `a` is the smaller number. */
export interface SimilarPair {
  a: number;
  b: number;
  /** Elements in common. */
  shared: number;
}

export const setCount = ({ offsets }: SetTable): number => offsets.length - 1;

export const sizeOf = ({ offsets }: SetTable, set: number): number => offsets[set + 1]! - offsets[set]!;

/** |A and B| / |A or B|; 1 for two empty sets. Source: Jaccard 1901. */
export const jaccard = (shared: number, sizeA: number, sizeB: number): number =>
  sizeA + sizeB === 0 ? 1 : shared / (sizeA + sizeB - shared);

/**
 * The sets with their elements in one order for all, the rarest first; `ordered` holds `weight * 2^32 + element`, so
 * that equal numbers are equal elements. The weight is the number of sets that hold the element, counted up to 65,535
 * in a table of cells without regard to collisions: any order that is the same for all sets will do for a join, and
 * below 65,535 the true count is never above the weight. Elements that no other set holds are left out; they would
 * come first.
 */
export interface OrderedSets {
  /** Where the elements of each set that are not its own alone begin in `ordered`. */
  starts: Uint32Array;
  ordered: Float64Array;
  /** All elements of each set, those that are its own alone among them. */
  sizes: Uint32Array;
}

const SHIFT = 2 ** 32;

/** Keys of `ordered` from this one on are of elements that more sets may hold. @param sets below 65,535, or Infinity */
export const heldByMore = (sets: number): number => (sets + 1) * SHIFT;

/** The element itself: the low 32 bits, which `%` finds too, and many times slower. */
export const elementOf = (key: number): number => key >>> 0;

export const orderedSets = (table: SetTable): OrderedSets => {
  const counters = elementCounters(table.elements.length);
  countElements(table.elements, counters);
  return orderedBy(table, weigh(table.elements, counters));
};

/** Up to this many cells, every element has two of its own and more. */
const MOST_OWN_CELLS = 2 ** 24;
/** So many elements share a cell of a larger table at most: fewer than may hold an element that finds pairs. */
const MOST_SHARED = 24;

/**
 * How many cells elements are counted in, a power of two: two to four an element, 2^24 where there are more than 8
 * million of them, and as many as it takes where there are more than 24 a cell: were there no more cells then, every
 * element of a large pool would pass for one that many sets hold, and find nothing.
 * @param elements how many there will be
 */
export const cellsFor = (elements: number): number =>
  Math.max(
    Math.min(MOST_OWN_CELLS, 2 ** Math.max(10, Math.ceil(Math.log2(2 * elements + 1)))),
    2 ** Math.ceil(Math.log2(Math.max(1, elements / MOST_SHARED))),
  );

/** Cells in which elements are counted. @param elements how many there will be */
export const elementCounters = (elements: number): Uint16Array<ArrayBuffer> =>
  new Uint16Array(cellsFor(elements));

/** The cell of an element. @param cells how many there are, a power of two */
export const cellOf = (element: number, cells: number): number => (spread(element) & (cells - 1)) >>> 0;

/** Counts elements of sets, each set's once. */
export function countElements(elements: Uint32Array, counters: Uint16Array): void {
  const mask = counters.length - 1;
  for (let i = 0; i < elements.length; i++) {
    const cell = spread(elements[i]!) & mask;
    if (counters[cell]! < MOST_COUNTED) counters[cell] = counters[cell]! + 1;
  }
}

/** Cells, ascending, and what was counted in each; the rest of the cells are empty. */
export interface CellCounts {
  cells: Uint32Array<ArrayBuffer>;
  counts: Uint16Array<ArrayBuffer>;
}

/**
 * Counts elements of sets, each set's once, in no more room than they take themselves.
 * @param elements of all sets; @param cells how many there are
 */
export function cellCounts(elements: Uint32Array, cells: number): CellCounts {
  const all = elements.map((element) => cellOf(element, cells)).sort();
  const counts = new Uint16Array(all.length);
  let end = 0;
  for (const cell of all) {
    if (end > 0 && all[end - 1] === cell) {
      if (counts[end - 1]! < MOST_COUNTED) counts[end - 1]!++;
    } else {
      all[end] = cell; // never behind the place that is read
      counts[end++] = 1;
    }
  }
  return { cells: all.slice(0, end), counts: counts.slice(0, end) };
}

/**
 * Adds what was counted elsewhere: the same as if it had been counted here.
 * @param first the cell that the counters begin with
 */
export function addCells(counters: Uint16Array, { cells, counts }: CellCounts, first = 0): void {
  for (let i = 0; i < cells.length; i++) {
    const at = cells[i]! - first;
    counters[at] = Math.min(MOST_COUNTED, counters[at]! + counts[i]!);
  }
}

/** How many sets hold each element, as it was counted. */
export function weigh(elements: Uint32Array, counters: Uint16Array): Uint16Array<ArrayBuffer> {
  const mask = counters.length - 1;
  const weights = new Uint16Array(elements.length);
  for (let i = 0; i < elements.length; i++) weights[i] = counters[spread(elements[i]!) & mask]!;
  return weights;
}

/** Orders sets by what was counted. @param weights of the elements, in their order; over more sets than these, perhaps */
export function orderedBy(table: SetTable, weights: Uint16Array): OrderedSets {
  const { offsets, elements } = table;
  const count = setCount(table);
  const starts = new Uint32Array(count + 1);
  const buffer = new Float64Array(elements.length);
  let size = 0;
  for (let set = 0; set < count; set++) {
    for (let i = offsets[set]!; i < offsets[set + 1]!; i++) {
      const element = elements[i]!;
      const weight = weights[i]!;
      if (weight > 1) buffer[size++] = weight * SHIFT + element;
    }
    sortKeys(buffer, starts[set]!, size);
    starts[set + 1] = size;
  }
  const sizes = Uint32Array.from({ length: count }, (_, set) => sizeOf(table, set));
  return { starts, ordered: buffer.subarray(0, size), sizes };
}

/** Whatever more sets hold is equally frequent: small counters stay in the cache of the processor. */
const MOST_COUNTED = 0xffff;

/** Up to so many keys are sorted in place, which takes no call and no view. */
const FEW = 40;

/** Sorts keys[from, to), ascending. */
function sortKeys(keys: Float64Array, from: number, to: number): void {
  if (to - from > FEW) {
    keys.subarray(from, to).sort();
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const key = keys[i]!;
    let at = i;
    for (; at > from && keys[at - 1]! > key; at--) keys[at] = keys[at - 1]!;
    keys[at] = key;
  }
}

/** Spreads numbers that are close to each other over a table (the finaliser of MurmurHash3, first half). */
export function spread(element: number): number {
  const h = Math.imul(element ^ (element >>> 16), 0x85ebca6b);
  return h ^ (h >>> 13);
}

/**
 * Elements in common of two sets of an ordered table, or -1 as soon as it is plain that there are fewer than
 * `least`.
 */
export function sharedCount({ starts, ordered }: OrderedSets, a: number, b: number, least: number): number {
  let i = starts[a]!;
  let j = starts[b]!;
  const endA = starts[a + 1]!;
  const endB = starts[b + 1]!;
  let missA = endA - i - least; // so many elements of a may be missing in b
  let missB = endB - j - least;
  let shared = 0;
  while (i < endA && j < endB) {
    const x = ordered[i]!;
    const y = ordered[j]!;
    if (x === y) {
      shared++;
      i++;
      j++;
    } else if (x < y) {
      if (--missA < 0) return -1;
      i++;
    } else {
      if (--missB < 0) return -1;
      j++;
    }
  }
  return shared >= least ? shared : -1;
}
