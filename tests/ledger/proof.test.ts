import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_ROOT, leafHash } from '../../server/ledger/hashes.ts';
import { isConsistent, isIncluded } from '../../server/ledger/proof.ts';
import { consistencyProof, inclusionProof, rangeRoot } from '../../server/ledger/tree.ts';
import { grownNodes, leavesOf, naiveRoot } from './trees.ts';

const SIZE = 300;
const leaves = leavesOf(SIZE);
const node = grownNodes(leaves);
const roots = Array.from({ length: SIZE + 1 }, (_, n) => naiveRoot(leaves.slice(0, n), EMPTY_ROOT));
const included = (i: number, n: number, path: readonly Uint8Array[]) =>
  isIncluded(leaves[i]!, BigInt(i), BigInt(n), path, roots[n]!);
const consistent = (m: number, n: number, path: readonly Uint8Array[]) =>
  isConsistent(BigInt(m), BigInt(n), roots[m]!, roots[n]!, path);

describe('the tree of a log', () => {
  it('has, grown leaf by leaf, the roots of the definition for every size up to 300', () => {
    for (let n = 1; n <= SIZE; n++) expect(Buffer.compare(rangeRoot(0, n, node), roots[n]!)).toBe(0);
  });

  it('proves every leaf of every tree up to 300, within the length that its size allows', () => {
    for (let n = 1; n <= SIZE; n++) {
      for (let i = 0; i < n; i += n < 80 ? 1 : 7) {
        const path = inclusionProof(i, n, node);
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(n)));
        if (!included(i, n, path)) expect.fail(`leaf ${i} of ${n}`);
      }
    }
  });

  it('proves every tree up to 300 to begin every larger one', () => {
    for (let n = 0; n <= SIZE; n++) {
      for (let m = 0; m <= n; m++) {
        if (!consistent(m, n, consistencyProof(m, n, node))) expect.fail(`${m} in ${n}`);
      }
    }
  });

  it('refuses to prove what is not there', () => {
    expect(() => inclusionProof(5, 5, node)).toThrow(RangeError);
    expect(() => inclusionProof(-1, 5, node)).toThrow(RangeError);
    expect(() => consistencyProof(6, 5, node)).toThrow(RangeError);
  });
});

/** Everything that can be done to a list of hashes and should be noticed. */
const TAMPERINGS: Record<string, (path: Uint8Array[]) => Uint8Array[]> = {
  'a flipped bit': (path) => path.map((hash, i) => (i === 0 ? flipped(hash) : hash)),
  'a hash too many at the end': (path) => [...path, path[0] ?? EMPTY_ROOT],
  'a hash too many at the start': (path) => [EMPTY_ROOT, ...path],
  'the last hash gone': (path) => path.slice(0, -1),
  'the first hash gone': (path) => path.slice(1),
  'a hash of 31 bytes': (path) => path.map((hash, i) => (i === 0 ? hash.slice(1) : hash)),
  'a hash of 33 bytes': (path) => path.map((hash, i) => (i === 0 ? Uint8Array.of(...hash, 0) : hash)),
  'an empty hash': (path) => path.map((hash, i) => (i === 0 ? new Uint8Array(0) : hash)),
  'two hashes swapped': ([a, b, ...rest]) => [b ?? EMPTY_ROOT, a ?? EMPTY_ROOT, ...rest],
};

const flipped = (hash: Uint8Array) => Uint8Array.from(hash, (byte, i) => (i === 3 ? byte ^ 4 : byte));
const sizes = fc.integer({ min: 2, max: SIZE });

describe('isIncluded', () => {
  it.each(Object.entries(TAMPERINGS))('refuses a proof with %s', (_what, tamper) => {
    fc.assert(
      fc.property(sizes, fc.nat(), (n, at) => {
        const i = at % n;
        const path = inclusionProof(i, n, node);
        const forged = tamper([...path]);
        if (Buffer.concat(forged).equals(Buffer.concat(path)) && forged.length === path.length) return;
        expect(included(i, n, forged)).toBe(false);
      }),
    );
  });

  it('refuses another leaf, index, size or root', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.integer({ min: 1, max: 1000 }), (n, at, off) => {
        const i = at % n;
        const path = inclusionProof(i, n, node);
        const j = (i + 1 + (off % (n - 1))) % n;
        expect(isIncluded(leaves[j]!, BigInt(i), BigInt(n), path, roots[n]!)).toBe(false);
        expect(isIncluded(leaves[i]!, BigInt(j), BigInt(n), path, roots[n]!)).toBe(false);
        expect(isIncluded(leaves[i]!, BigInt(i), BigInt(n), path, roots[n - 1]!)).toBe(false);
        expect(isIncluded(leaves[i]!, BigInt(i), BigInt(n), path, flipped(roots[n]!))).toBe(false);
      }),
    );
  });

  it.each([
    ['an index below 0', -1n, 8n],
    ['an index at the size', 8n, 8n],
    ['an empty tree', 0n, 0n],
    ['a tree of more than 2^63 leaves', 0n, 2n ** 63n + 1n],
  ])('refuses %s', (_what, index, size) => {
    expect(isIncluded(leaves[0]!, index, size, inclusionProof(0, 8, node), roots[8]!)).toBe(false);
  });

  it('takes an index beyond 2^32 for what it is, and not for its lower bits', () => {
    const path = inclusionProof(3, 8, node);
    expect(isIncluded(leaves[3]!, 3n + 2n ** 32n, 8n + 2n ** 32n, path, roots[8]!)).toBe(false);
  });

  it('does not take a node for a leaf: what is hashed as one never has the hash of the other', () => {
    const content = Buffer.concat([leaves[0]!, leaves[1]!]); // the bytes that the node over both is made of
    expect(isIncluded(leafHash(content), 0n, 1n, [], roots[2]!)).toBe(false);
    expect(isIncluded(leafHash(content), 0n, 4n, inclusionProof(0, 8, node).slice(1), roots[8]!)).toBe(false);
  });
});

describe('isConsistent', () => {
  it.each(Object.entries(TAMPERINGS))('refuses a proof with %s', (_what, tamper) => {
    fc.assert(
      fc.property(sizes, fc.nat(), (n, at) => {
        const m = 1 + (at % (n - 1));
        const path = consistencyProof(m, n, node);
        const forged = tamper([...path]);
        if (Buffer.concat(forged).equals(Buffer.concat(path)) && forged.length === path.length) return;
        expect(consistent(m, n, forged)).toBe(false);
      }),
    );
  });

  it('refuses swapped roots, and a tree that was rewritten behind the first', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (n, at) => {
        const m = 1 + (at % (n - 1));
        const path = consistencyProof(m, n, node);
        expect(isConsistent(BigInt(m), BigInt(n), roots[n]!, roots[m]!, path)).toBe(false);
        const other = leaves.slice(0, n).map((leaf, i) => (i === m - 1 ? flipped(leaf) : leaf));
        const forged = grownNodes(other);
        const root = rangeRoot(0, n, forged);
        const proof = consistencyProof(m, n, forged);
        expect(isConsistent(BigInt(m), BigInt(n), roots[m]!, root, proof)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses a smaller second tree, and a proof where none is due', () => {
    expect(isConsistent(5n, 4n, roots[5]!, roots[4]!, [])).toBe(false);
    expect(isConsistent(5n, 5n, roots[5]!, roots[5]!, [EMPTY_ROOT])).toBe(false);
    expect(isConsistent(0n, 5n, EMPTY_ROOT, roots[5]!, [EMPTY_ROOT])).toBe(false);
    expect(isConsistent(0n, 5n, roots[1]!, roots[5]!, [])).toBe(false);
    expect(isConsistent(5n, 5n, roots[5]!, roots[4]!, [])).toBe(false);
  });
});
