import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  laneHasher,
  type SliceHasher,
  scalarHasher,
  sliceHasher,
} from '../../server/algorithms/sha256-lanes.ts';

const first64 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Start and end of each slice of `bytes`, in order. */
type Slices = { bytes: Uint8Array; slices: readonly (readonly [number, number])[] };

const expected = ({ bytes, slices }: Slices): string[] =>
  slices.map(([start, end]) => first64(bytes.subarray(start, end)));

function hashed(hasher: SliceHasher, { bytes, slices }: Slices): { digests: string[]; calls: number } {
  const starts = Uint32Array.from(slices, ([start]) => start);
  const ends = Uint32Array.from(slices, ([, end]) => end);
  const hex = (word: number): string => word.toString(16).padStart(8, '0');
  const digests: string[] = [];
  let calls = 0;
  for (let from = 0; from < slices.length; calls++) {
    const count = hasher.hash(bytes, starts, ends, from, slices.length);
    for (let i = 0; i < count; i++) digests.push(hex(hasher.high[i]!) + hex(hasher.low[i]!));
    from += count;
  }
  return { digests, calls };
}

/** Messages one behind the other. */
function inOneBuffer(messages: readonly Uint8Array[]): Slices {
  let size = 0;
  const slices = messages.map(({ length }) => {
    size += length;
    return [size - length, size] as const;
  });
  return { bytes: Uint8Array.from(messages.flatMap((message) => [...message])), slices };
}

const manyBytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 131) & 0xff);

// One for all tests: what a call leaves behind must not reach the next.
const lanes = laneHasher();

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('laneHasher', () => {
  test('agrees with the crypto library on messages of any lengths side by side', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 200, size: 'max' }), {
          minLength: 1,
          maxLength: 13,
          size: 'max',
        }),
        (messages) => {
          const input = inOneBuffer(messages);
          expect(hashed(lanes, input)).toEqual({ digests: expected(input), calls: 1 });
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([0, 1, 2, 3])(
    'agrees with it at every length up to 200 in lane %i, whatever its neighbours',
    (lane) => {
      const bytes = manyBytes(520);
      for (let length = 0; length <= 200; length++) {
        for (const neighbour of [0, 55, 56, 200]) {
          const lengths = [neighbour, neighbour, neighbour, neighbour];
          lengths[lane] = length;
          const input = inOneBuffer(lengths.map((size, i) => bytes.subarray(i, i + size)));
          expect([length, neighbour, hashed(lanes, input).digests]).toEqual([
            length,
            neighbour,
            expected(input),
          ]);
        }
      }
    },
  );

  test('hashes slices that overlap and stops where it is told to', () => {
    const bytes = manyBytes(400);
    const slices = Array.from({ length: 300 }, (_, i) => [i, i + 60 + (i >> 3)] as const);
    expect(hashed(lanes, { bytes, slices })).toEqual({ digests: expected({ bytes, slices }), calls: 1 });
    const [starts, ends] = [Uint32Array.of(0, 1, 2, 3, 4, 5), Uint32Array.of(9, 9, 9, 9, 9, 9)];
    expect(lanes.hash(bytes, starts, ends, 2, 5)).toBe(3);
  });

  test('takes more slices than there is room for in several calls', () => {
    const bytes = manyBytes(9000);
    const slices = Array.from({ length: 2500 }, (_, i) => [3 * i, 3 * i + 40] as const);
    expect(hashed(lanes, { bytes, slices })).toEqual({ digests: expected({ bytes, slices }), calls: 3 });
  });

  test('takes slices longer than its memory, and those that fill it', () => {
    const bytes = manyBytes(200_000);
    const slices = [
      [0, 10],
      [5, 100_000],
      [6, 100_007],
      [100_000, 100_020],
      [100_001, 146_000],
      [146_000, 146_001],
      [146_001, 199_999],
      [199_999, 200_000],
    ] as const;
    expect(hashed(lanes, { bytes, slices }).digests).toEqual(expected({ bytes, slices }));
  });

  test('reads nothing behind its memory when a slice ends with it', () => {
    const bytes = manyBytes(0x1_0000);
    for (let length = 46_000; length <= 48_000; length += 7) {
      const input = {
        bytes,
        slices: [
          [0, 1],
          [0, length],
          [length - 1, length],
        ] as const,
      };
      expect(hashed(lanes, input).digests).toEqual(expected(input));
    }
  });
});

test('one after the other the digests are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200, size: 'max' }), { minLength: 1 }), (messages) => {
      const input = inOneBuffer(messages);
      expect(hashed(scalarHasher(), input).digests).toEqual(expected(input));
    }),
    { numRuns: 50 },
  );
});

describe('sliceHasher', () => {
  const input = inOneBuffer([1, 2, 3, 4, 5].map((length) => manyBytes(length)));

  test('takes four at a time where it can', () => {
    expect(hashed(sliceHasher(), input)).toEqual({ digests: expected(input), calls: 1 });
  });

  test('goes on without WebAssembly where that is switched off', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(hashed(sliceHasher(), input)).toEqual({ digests: expected(input), calls: 5 });
  });
});
