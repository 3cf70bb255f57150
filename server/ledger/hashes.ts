import { createHash, hash } from 'node:crypto';

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** Longer leaves are hashed part by part, so that no large text is copied. Unit: bytes. */
const COPIED_MOST = 65_536;
/** A leaf behind its prefix, to be hashed at one go. */
const leaf = Buffer.alloc(1 + COPIED_MOST);
/** A node, likewise. */
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** Leaf of RFC 9162 section 2.1.1: SHA-256(0x00 || bytes), 32 bytes. */
export function leafHash(bytes: Uint8Array): Uint8Array {
  if (bytes.length > COPIED_MOST)
    return createHash('sha256').update(leaf.subarray(0, 1)).update(bytes).digest();
  leaf.set(bytes, 1);
  return hashed(leaf.subarray(0, 1 + bytes.length));
}

/** Node of RFC 9162 section 2.1.1: SHA-256(0x01 || left || right), 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES)
    return createHash('sha256').update(node.subarray(0, 1)).update(left).update(right).digest();
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return hashed(node);
}

/** One call and no object that outlives it, which matters for millions of small texts. */
const hashed = (bytes: Uint8Array): Uint8Array => Buffer.from(hash('sha256', bytes, 'binary'), 'binary');

/** SHA-256 of nothing: the root of the empty tree. */
export const EMPTY_ROOT: Uint8Array = hash('sha256', '', 'buffer');
