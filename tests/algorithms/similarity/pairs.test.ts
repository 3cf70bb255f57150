import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PairList } from '../../../server/algorithms/similarity/pairs.ts';

describe('PairList', () => {
  it('puts pairs of any number and order into the order of their numbers, the smaller one first', () => {
    const numbers = fc.integer({ min: 0, max: 40 });
    const pairs = fc.uniqueArray(
      fc.tuple(numbers, numbers).filter(([x, y]) => x !== y),
      { maxLength: 400, selector: ([x, y]) => Math.min(x, y) * 64 + Math.max(x, y) },
    );
    fc.assert(
      fc.property(pairs, (some) => {
        const list = new PairList();
        some.forEach(([x, y], shared) => {
          list.add(x, y, shared);
        });
        const expected = some
          .map(([x, y], shared) => ({ a: Math.min(x, y), b: Math.max(x, y), shared }))
          .sort((p, q) => p.a - q.a || p.b - q.b);
        expect(list.sorted().all()).toEqual(expected);
      }),
    );
  });

  it('grows beyond its first room, and sorts many pairs of one number', () => {
    const list = new PairList();
    for (let y = 3000; y > 0; y--) list.add(y, 0, y % 7);
    const expected = Array.from({ length: 3000 }, (_, i) => ({ a: 0, b: i + 1, shared: (i + 1) % 7 }));
    expect(list.sorted().all()).toEqual(expected);
  });
});
