import { describe, expect, test } from 'vitest';
import { keyedOrder, seededRandom } from '../../server/algorithms/random.ts';
import { chiSquare } from './chi-square.ts';

describe('seededRandom', () => {
  test('a seed gives the same numbers on every machine', () => {
    const random = seededRandom('golden');
    expect({
      next: [random.next(), random.next()],
      int: [random.int(10), random.int(1000), random.int(2 ** 32)],
    }).toEqual({ next: [0.6058687128406197, 0.27710183731746496], int: [6, 801, 2127432082] });
  });

  test('the state follows xoshiro128** 1.1 as its authors publish it', () => {
    // Their C code, from the state that SHA-256 of "0" gives, written out over BigInt.
    const mask = 0xffff_ffffn;
    const rotate = (x: bigint, by: bigint) => ((x << by) | (x >> (32n - by))) & mask;
    const s = [0x5feceb66n, 0xffc86f38n, 0xd952786cn, 0x6d696c79n];
    const reference = Array.from({ length: 100 }, () => {
      const result = (rotate((s[1]! * 5n) & mask, 7n) * 9n) & mask;
      const t = (s[1]! << 9n) & mask;
      s[2]! ^= s[0]!;
      s[3]! ^= s[1]!;
      s[1]! ^= s[2]!;
      s[0]! ^= s[3]!;
      s[2]! ^= t;
      s[3] = rotate(s[3]!, 11n);
      return Number(result);
    });
    const random = seededRandom(0);
    expect(Array.from({ length: 100 }, () => random.int(2 ** 32))).toEqual(reference);
  });

  test('a number and its text are one seed; neighbouring seeds share nothing', () => {
    const draw = (seed: number | string) => {
      const random = seededRandom(seed);
      return Array.from({ length: 200 }, () => random.int(2 ** 32));
    };
    expect(draw(7)).toEqual(draw('7'));
    const first = new Set(draw(7));
    expect(draw(8).filter((number) => first.has(number))).toEqual([]);
  });

  test('next is uniform in [0, 1)', () => {
    const random = seededRandom(1);
    const bins = new Array<number>(64).fill(0);
    for (let i = 0; i < 64_000; i++) bins[Math.floor(random.next() * 64)]!++;
    expect(chiSquare(bins, new Array<number>(64).fill(1000))).toBeLessThan(118); // p = 1e-5 at 63 degrees
    expect(bins.reduce((sum, n) => sum + n)).toBe(64_000);
  });

  test('int is unbiased where a remainder would not be', () => {
    const random = seededRandom(2);
    const n = 3 * 2 ** 30; // a remainder of 32 bits would favour the first third two to one
    const thirds = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) thirds[Math.floor(random.int(n) / 2 ** 30)]!++;
    expect(chiSquare(thirds, [10_000, 10_000, 10_000])).toBeLessThan(23);
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 32 + 1])('int refuses %s', (n) => {
    expect(() => seededRandom(1).int(n)).toThrow(RangeError);
  });

  test('int(1) is 0', () => {
    expect(seededRandom(1).int(1)).toBe(0);
  });
});

describe('keyedOrder', () => {
  test('hangs on seed and id alone', () => {
    expect([keyedOrder(42, 'a'), keyedOrder(42, 'b'), keyedOrder(43, 'a'), keyedOrder('42', 'a')]).toEqual([
      6481947440576388, 8609775028906499, 735751942213670, 6481947440576388,
    ]);
  });

  test('keeps seed and id apart', () => {
    expect(keyedOrder('1', '2')).not.toBe(keyedOrder('12', ''));
    expect(keyedOrder('1:', '2')).not.toBe(keyedOrder('1', ':2'));
  });

  test('puts each of some ids first equally often over many seeds', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const first = ids.map(() => 0);
    for (let seed = 0; seed < 6000; seed++) {
      const orders = ids.map((id) => keyedOrder(seed, id));
      first[orders.indexOf(Math.min(...orders))]!++;
    }
    expect(
      chiSquare(
        first,
        ids.map(() => 1000),
      ),
    ).toBeLessThan(31); // p = 1e-5 at 5 degrees
  });

  test('is an integer of at most 53 bits', () => {
    const orders = Array.from({ length: 1000 }, (_, i) => keyedOrder(1, `id-${i}`));
    expect(orders.every((order) => Number.isSafeInteger(order) && order >= 0)).toBe(true);
    expect(orders.some((order) => order > 2 ** 52)).toBe(true);
    expect(new Set(orders).size).toBe(1000);
  });
});
