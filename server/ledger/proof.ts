import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './hashes.ts';

/** The largest number of leaves a tree may claim: what a note may say stays within 63 bits. */
const MAX_SIZE = 2n ** 63n;

/**
 * Whether `path` leads from a leaf to the root of a tree.
 * Source: RFC 9162 section 2.1.3.2. Strict: every hash has 32 bytes, none is left over, none is missing.
 * @param leaf leaf hash, 32 bytes
 * @param index 0-based number of the leaf. @param size leaves of the tree
 */
export function isIncluded(
  leaf: Uint8Array,
  index: bigint,
  size: bigint,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (index < 0n || index >= size || size > MAX_SIZE) return false;
  if (![leaf, root, ...path].every(isHash)) return false;
  let fn = index;
  let sn = size - 1n;
  let hash = leaf;
  for (const sibling of path) {
    if (sn === 0n) return false;
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(fn) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && isEqual(hash, root);
}

/**
 * Whether the tree of `first` leaves is the beginning of the tree of `second` leaves.
 * Source: RFC 9162 section 2.1.4.2. Strict as `isIncluded`; the empty tree begins every tree, by an empty proof.
 */
export function isConsistent(
  first: bigint,
  second: bigint,
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
  path: readonly Uint8Array[],
): boolean {
  if (first < 0n || first > second || second > MAX_SIZE) return false;
  if (![firstRoot, secondRoot, ...path].every(isHash)) return false;
  if (first === 0n) return path.length === 0 && isEqual(firstRoot, EMPTY_ROOT);
  if (first === second) return path.length === 0 && isEqual(firstRoot, secondRoot);
  const isPowerOfTwo = (first & (first - 1n)) === 0n;
  const hashes = isPowerOfTwo ? [firstRoot, ...path] : [...path];
  const [seed, ...rest] = hashes;
  if (seed === undefined) return false;
  let fn = first - 1n;
  let sn = second - 1n;
  while (isOdd(fn)) [fn, sn] = [fn >> 1n, sn >> 1n];
  let [fr, sr] = [seed, seed];
  for (const hash of rest) {
    if (sn === 0n) return false;
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(hash, fr);
      sr = nodeHash(hash, sr);
      while (!isOdd(fn) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      sr = nodeHash(sr, hash);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && isEqual(fr, firstRoot) && isEqual(sr, secondRoot);
}

const isOdd = (n: bigint): boolean => (n & 1n) === 1n;
const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_BYTES;
const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
