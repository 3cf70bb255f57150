import { expect, it } from 'vitest';
import { type DuplicateEdge, pairsOf, sorted } from '../../../server/decide/near/pairs.ts';
import { packGroups, unpackGroups } from '../../../server/runs/facts/found-groups.ts';

const RULES = ['same-text', 'same-form', 'added-sentence'] as const;
const some = (count: number): DuplicateEdge[] =>
  Array.from({ length: count }, (_, i) => ({
    a: i,
    b: (i * 7) % 13,
    similarity: (i % 11) / 10,
    rule: RULES[i % 3]!,
  }));

it.each([0, 1, 37])('writes and reads groups of %i pairs, as they came and in another order', (count) => {
  const [edges, plain] = [pairsOf(some(count)), pairsOf(some(count + 2))];
  for (const members of [plain, sorted(plain, (i, j) => plain.b[i]! - plain.b[j]!)]) {
    const read = unpackGroups(packGroups({ edges, members }));
    expect({ edges: [...read.edges], members: [...read.members] }).toEqual({
      edges: [...edges],
      members: [...members],
    });
  }
});

it('takes nothing for groups that is not whole', () => {
  const packed = packGroups({ edges: pairsOf(some(3)), members: pairsOf(some(2)) });
  expect(() => unpackGroups(Buffer.concat([packed, Buffer.alloc(4)]))).toThrow(RangeError);
});
