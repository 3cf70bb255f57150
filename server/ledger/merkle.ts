import { EMPTY_ROOT, leafHash, nodeHash } from './hashes.ts';

/**
 * Root of the Merkle tree over lines of bytes in their order, 32 bytes; the empty tree is SHA-256 of nothing.
 * Source: RFC 9162 section 2.1.1. Takes the leaves one by one and keeps one hash a level, so that a file of any
 * size is rooted in constant memory: two neighbours of the same size are joined as soon as both are whole, and
 * what is left over is joined from the right, which is the RFC's split at the largest power of two.
 */
export function merkleRoot(leaves: Iterable<Uint8Array>): Uint8Array {
  const tree = merkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** The same root for whoever meets the leaves one at a time. */
export function merkleTree() {
  const whole: (Uint8Array | undefined)[] = []; // by level: the root of 2^level leaves that waits for its neighbour
  const addHash = (leaf: Uint8Array): void => {
    let hash = leaf;
    let level = 0;
    for (let left = whole[level]; left !== undefined; left = whole[level]) {
      whole[level] = undefined;
      hash = nodeHash(left, hash);
      level += 1;
    }
    whole[level] = hash;
  };
  return {
    add: (leaf: Uint8Array): void => addHash(leafHash(leaf)),
    /** A leaf whose hash is known. */
    addHash,
    /** Of the leaves so far. */
    root(): Uint8Array {
      let right: Uint8Array | undefined;
      for (const left of whole) {
        if (left !== undefined) right = right === undefined ? left : nodeHash(left, right);
      }
      return right ?? EMPTY_ROOT;
    },
  };
}
