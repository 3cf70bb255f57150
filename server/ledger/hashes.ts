import { hash } from 'node:crypto';

const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** Leaf of RFC 9162 section 2.1.1: SHA-256(0x00 || bytes), 32 bytes. */
export const leafHash = (bytes: Uint8Array): Uint8Array =>
  hash('sha256', Buffer.concat([LEAF_PREFIX, bytes]), 'buffer');

/** Node of RFC 9162 section 2.1.1: SHA-256(0x01 || left || right), 32 bytes. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  hash('sha256', Buffer.concat([NODE_PREFIX, left, right]), 'buffer');

/** SHA-256 of nothing: the root of the empty tree. */
export const EMPTY_ROOT: Uint8Array = hash('sha256', '', 'buffer');
