import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { merkleRoot, merkleTree } from '../../server/ledger/merkle.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The eight leaves that RFC 6962 implementations test with. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((text) => Buffer.from(text, 'hex'));

/** The definition of RFC 9162 section 2.1.1, word for word. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return sha256(Uint8Array.of(0), only);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Uint8Array.of(1), naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

it('gives the published roots of the eight test leaves', () => {
  expect(hex(merkleRoot(LEAVES))).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  const ends = [
    ['e3b0c442', 'b855'],
    ['6e340b9c', 'a01d'],
    ['fac54203', 'c125'],
    ['aeb6bcfe', 'e77'],
    ['d37ee418', '14b7'],
  ] as const;
  ends.forEach(([first, last], n) => {
    const root = hex(merkleRoot(LEAVES.slice(0, n)));
    expect([root.slice(0, first.length), root.slice(-last.length)]).toEqual([first, last]);
  });
});

it('agrees with the definition for every size up to 300', () => {
  const leaves = Array.from({ length: 300 }, (_, i) => Buffer.from(`line ${i}`));
  const tree = merkleTree();
  for (let n = 0; n <= leaves.length; n++) {
    expect(hex(tree.root())).toBe(hex(naiveRoot(leaves.slice(0, n))));
    if (n < leaves.length) tree.add(leaves[n]!);
  }
});

it('changes with any byte, with the order and with the number of the leaves', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 2, maxLength: 12 }),
      fc.nat(),
      (leaves, at) => {
        const root = hex(merkleRoot(leaves));
        const i = at % leaves.length;
        const longer = leaves.map((leaf, k) => (k === i ? Uint8Array.of(...leaf, 7) : leaf));
        expect(hex(merkleRoot(longer))).not.toBe(root);
        expect(hex(merkleRoot(leaves.slice(0, -1)))).not.toBe(root);
        const first = leaves[0]!;
        const last = leaves.at(-1)!;
        if (hex(first) === hex(last)) return;
        expect(hex(merkleRoot([last, ...leaves.slice(1, -1), first]))).not.toBe(root);
      },
    ),
  );
});
