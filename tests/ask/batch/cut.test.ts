import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutter, displayNameOf } from '../../../server/ask/batch/cut.ts';
import { callOf, keysOf } from './scripted-batches.ts';

const ROOMY = { items: 50_000, bytes: 20_000_000 };

function cutAll(...args: Parameters<typeof cutter>) {
  const cut = cutter(...args);
  const shards: string[][] = [];
  for (let next = cut.next(); next !== null; next = cut.next()) shards.push(next.map(({ key }) => key));
  return { shards, tooBig: cut.tooBig };
}

describe('cutter', () => {
  it.each([
    [0, []],
    [1, [1]],
    [1_000, [1_000]],
    [1_001, [501, 500]],
    [2_500, [834, 834, 832]],
  ])('cuts %d calls into shards of about one size', (n, sizes) => {
    const { shards } = cutAll(keysOf(n), callOf, ROOMY);
    expect(shards.map(({ length }) => length)).toEqual(sizes);
    expect(shards.flat()).toEqual(keysOf(n));
  });

  it('keeps to 2,000 calls and to what the provider takes', () => {
    expect(cutAll(keysOf(4_000), callOf, ROOMY, 1e9).shards.map(({ length }) => length)).toEqual([
      2_000, 2_000,
    ]);
    expect(cutAll(keysOf(9), callOf, { ...ROOMY, items: 4 }).shards.map(({ length }) => length)).toEqual([
      3, 3, 3,
    ]);
  });

  it('loses nothing and keeps to the bytes, whatever the sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4_000), { maxLength: 60 }), (sizes) => {
        const long = (key: string) => ({
          ...callOf(key),
          prompt: '\\'.repeat(sizes[Number(key.slice(1))] ?? 0),
        });
        const keys = keysOf(sizes.length);
        const { shards, tooBig } = cutAll(keys, long, { items: 100, bytes: 6_000 });
        expect([...shards.flat(), ...tooBig].sort()).toEqual(keys.sort());
        for (const shard of shards) {
          const bytes = shard.reduce((sum, key) => sum + Buffer.byteLength(JSON.stringify(long(key))), 0);
          expect(bytes).toBeLessThan(6_000);
        }
        expect(tooBig.every((key) => long(key).prompt.length > 1_500)).toBe(true);
      }),
    );
  });

  it('counts a key once, and passes over calls that nobody wants any more', () => {
    const wanted = (key: string) => (key === 'k1' ? null : callOf(key));
    expect(cutAll(['k0', 'k1', 'k0', 'k2'], wanted, ROOMY)).toEqual({ shards: [['k0', 'k2']], tooBig: [] });
  });
});

describe('displayNameOf', () => {
  it('hangs on the collection, the keys in any order, and how often they were asked before', () => {
    const name = displayNameOf('col-1', ['a', 'b'], 0);
    expect(name).toMatch(/^winnow-[0-9a-f]{32}$/);
    expect(displayNameOf('col-1', ['b', 'a'], 0)).toBe(name);
    const others = [
      displayNameOf('col-2', ['a', 'b'], 0),
      displayNameOf('col-1', ['a'], 0),
      displayNameOf('col-1', ['a', 'b'], 1),
    ];
    expect(new Set([name, ...others]).size).toBe(4);
  });
});
