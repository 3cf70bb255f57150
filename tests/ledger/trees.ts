import { leafHash, nodeHash } from '../../server/ledger/hashes.ts';
import { finishedNodes, type NodeAt } from '../../server/ledger/tree.ts';

/** Leaf hashes of a log of `size` made-up lines. */
export const leavesOf = (size: number, name = 'line'): Uint8Array[] =>
  Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`${name} ${i}`)));

/** Every complete subtree of the leaves, grown leaf by leaf as a log does. */
export function grownNodes(leaves: readonly Uint8Array[]): NodeAt {
  const kept = new Map<string, Uint8Array>();
  const node: NodeAt = (level, index) => {
    const hash = kept.get(`${level} ${index}`);
    if (hash === undefined) throw new RangeError(`no node ${level} ${index}`);
    return hash;
  };
  for (const [i, leaf] of leaves.entries()) {
    for (const { level, index, hash } of finishedNodes(i, leaf, node)) kept.set(`${level} ${index}`, hash);
  }
  return node;
}

/** The definition of RFC 9162 section 2.1.1, word for word, over leaf hashes. */
export function naiveRoot(leaves: readonly Uint8Array[], empty: Uint8Array): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return empty;
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(naiveRoot(leaves.slice(0, split), empty), naiveRoot(leaves.slice(split), empty));
}
