import { nodeHash } from './hashes.ts';

/**
 * Hash of a complete subtree, 32 bytes: the root over the 2^level leaves from leaf `index` * 2^level on; level 0
 * is the leaf hash itself. Whoever calls has it for every subtree that is whole in the tree.
 */
export type NodeAt = (level: number, index: number) => Uint8Array;

/**
 * The complete subtrees that a leaf finishes, the leaf itself first: what has to be kept so that every root and
 * proof can be told later. One hash for each level, so appending costs two hashes on average.
 * @param index number of the leaf, 0-based: also the size of the tree before it
 */
export function finishedNodes(
  index: number,
  leaf: Uint8Array,
  node: NodeAt,
): { level: number; index: number; hash: Uint8Array }[] {
  const finished = [{ level: 0, index, hash: leaf }];
  for (let level = 0, at = index; at % 2 === 1; level++) {
    const hash = nodeHash(node(level, at - 1), finished[level]!.hash);
    at = (at - 1) / 2;
    finished.push({ level: level + 1, index: at, hash });
  }
  return finished;
}

/**
 * Root over the leaves `from` to `to` - 1, where `from` begins a subtree of the tree.
 * Source: RFC 9162 section 2.1.1 (split at the largest power of two below the size).
 */
export function rangeRoot(from: number, to: number, node: NodeAt): Uint8Array {
  const size = to - from;
  const level = levelBelow(size);
  const whole = 2 ** level;
  if (whole === size) return node(level, from / whole);
  return nodeHash(node(level, from / whole), rangeRoot(from + whole, to, node));
}

/**
 * What leads from leaf `index` to the root of the tree of `size` leaves: the hashes beside the way, from the
 * leaf upwards. Source: RFC 9162 section 2.1.3.1.
 * @throws RangeError unless 0 <= index < size
 */
export function inclusionProof(index: number, size: number, node: NodeAt): Uint8Array[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`leaf ${index} of a tree of ${size}`);
  const path: Uint8Array[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      path.push(rangeRoot(middle, to, node));
      to = middle;
    } else {
      path.push(rangeRoot(from, middle, node));
      from = middle;
    }
  }
  return path.reverse();
}

/**
 * Proof that the tree of `first` leaves is the beginning of the tree of `second`.
 * Source: RFC 9162 section 2.1.4.1. Empty for trees of the same size, and for the empty tree, which begins all.
 * @throws RangeError unless 0 <= first <= second
 */
export function consistencyProof(first: number, second: number, node: NodeAt): Uint8Array[] {
  if (!(first >= 0 && first <= second)) throw new RangeError(`a tree of ${first} in a tree of ${second}`);
  if (first === 0 || first === second) return [];
  const path: Uint8Array[] = [];
  let [from, to] = [0, second];
  let isWholeOld = true; // the range begins at 0 and its root is a root the verifier already holds
  while (first !== to) {
    const middle = from + splitOf(to - from);
    if (first <= middle) {
      path.push(rangeRoot(middle, to, node));
      to = middle;
    } else {
      path.push(rangeRoot(from, middle, node));
      from = middle;
      isWholeOld = false;
    }
  }
  if (!isWholeOld) path.push(rangeRoot(from, to, node));
  return path.reverse();
}

/** Largest power of two that is smaller than `size` (size >= 2). */
const splitOf = (size: number): number => {
  const whole = 2 ** levelBelow(size);
  return whole === size ? whole / 2 : whole;
};

/** Exponent of the largest power of two that is at most `size` (1 <= size < 2^53). */
function levelBelow(size: number): number {
  let level = 0;
  for (let rest = size; rest >= 2; rest = Math.floor(rest / 2)) level += 1;
  return level;
}
