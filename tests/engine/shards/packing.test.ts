import { serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packed, sha256Of, unpacked } from '../../../server/engine/shards/packing.ts';

describe('sha256Of(thing)', () => {
  it('is the same for equal things, however their arrays are laid out', () => {
    const holey = new Array<number>(3);
    for (let i = 0; i < 3; i++) holey[i] = i;
    expect(serialize(holey).equals(serialize([0, 1, 2]))).toBe(false); // v8 tells them apart
    expect(sha256Of(holey)).toBe(sha256Of([0, 1, 2]));
    const memory = new SharedArrayBuffer(3);
    new Uint8Array(memory).set([7, 8, 9]);
    expect(sha256Of({ memory })).toBe(sha256Of({ memory: Uint8Array.of(7, 8, 9) }));
  });

  it('tells different things apart', () => {
    const things = [
      ...[
        [1, 2],
        [12],
        ['1', '2'],
        [[1], 2],
        [1, [2]],
        { 1: 2 },
        [null, 2],
        new Map([[1, 2]]),
        { a: { b: 1 } },
      ],
      ...[
        { a: 1, b: 1 },
        'a,',
        ['a', ''],
        Uint8Array.of(1, 2),
        Uint32Array.of(1, 2),
        new Map([['a', [1]]]),
        '',
        null,
      ],
    ];
    expect(new Set(things.map(sha256Of)).size).toBe(things.length);
  });

  it('stays the same over packing and unpacking', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.uint32Array(), (json, numbers) => {
        const thing = { json, numbers };
        expect(sha256Of(unpacked(packed(thing)))).toBe(sha256Of(thing));
      }),
    );
  });
});
