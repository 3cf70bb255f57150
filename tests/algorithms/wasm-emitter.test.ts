import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Code,
  get,
  i32,
  i32x4,
  loopWhile,
  set,
  v128,
  wasmModule,
} from '../../server/algorithms/wasm-emitter.ts';

type Exports = { run: (parameter: number) => void; memory: WebAssembly.Memory };

/** A module with one parameter (local 0), one i32 (local 1) and one vector (local 2). */
function compiled(body: Code): { run: (parameter: number) => void; words: Int32Array } {
  const bytes = wasmModule({ name: 'run', parameters: 1, i32Locals: 1, v128Locals: 1, body }, 1);
  const exports = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Exports;
  return { run: exports.run, words: new Int32Array(exports.memory.buffer) };
}

/** The four lanes of a vector, as a function that gets two numbers in memory computes it. */
function lanesOf(value: (x: Code, y: Code) => Code, x: readonly number[], y: readonly number[]): number[] {
  const load = (offset: number): Code => v128.load(i32.of(0), offset);
  const { run, words } = compiled(v128.store(i32.of(0), value(load(16), load(32)), 48));
  words.set(x, 4);
  words.set(y, 8);
  run(0);
  return [...words.subarray(12, 16)];
}

const four = fc.array(fc.integer(), { minLength: 4, maxLength: 4 });

describe('wasmModule', () => {
  test('writes constants, addresses and offsets of any size', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(4094), fc.nat(4094), (value, from, offset) => {
        const { run, words } = compiled(v128.store(get(0), i32x4.splat(i32.of(value)), 8 * offset));
        run(8 * from);
        const at = 2 * (from + offset);
        expect([...words.subarray(at, at + 4)]).toEqual([value, value, value, value]);
      }),
    );
  });

  test.each([-(2 ** 31), -129, -128, -65, -64, -1, 0, 63, 64, 127, 128, 8191, 8192, 2 ** 31 - 1])(
    'writes the constant %i',
    (value) => {
      expect(lanesOf(() => i32x4.splat(i32.of(value)), [], [])[3]).toBe(value);
    },
  );

  test('exports a memory that stays as large as it is said to be', () => {
    const bytes = wasmModule({ name: 'run', parameters: 0, i32Locals: 0, v128Locals: 0, body: [] }, 2);
    const { memory } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Exports;
    expect(memory.buffer.byteLength).toBe(2 * 65_536);
    expect(() => memory.grow(1)).toThrow(RangeError);
  });
});

test('loopWhile runs its body once at least, and for as long as the condition holds', () => {
  const { run, words } = compiled([
    ...loopWhile(
      [...set(2, i32x4.add(get(2), i32x4.splat(i32.of(3)))), ...set(1, i32.add(get(1), i32.of(1)))],
      i32.less(get(1), get(0)),
    ),
    ...v128.store(i32.of(0), get(2), 0),
  ]);
  const results = [0, 1, 2, 1000].map((times) => {
    run(times);
    return words[2];
  });
  expect(results).toEqual([3, 3, 6, 3000]);
});

test('instructions on vectors compute lane by lane', () => {
  const perLane: [string, (x: Code, y: Code) => Code, (x: number, y: number) => number][] = [
    ['add', i32x4.add, (x, y) => (x + y) | 0],
    ['sub', i32x4.sub, (x, y) => (x - y) | 0],
    ['shiftLeft', (x) => i32x4.shiftLeft(x, 7), (x) => x << 7],
    ['shiftRight', (x) => i32x4.shiftRight(x, 25), (x) => (x >>> 25) | 0],
    ['min', i32x4.min, Math.min],
    ['max', i32x4.max, Math.max],
    ['minUnsigned', i32x4.minUnsigned, (x, y) => (x >>> 0 < y >>> 0 ? x : y)],
    ['notLess', i32x4.notLess, (x, y) => (x >= y ? -1 : 0)],
    ['and', v128.and, (x, y) => x & y],
    ['or', v128.or, (x, y) => x | y],
    ['xor', v128.xor, (x, y) => x ^ y],
    [
      'select',
      (x, y) => v128.select(x, y, i32x4.splat(i32.of(0xff00))),
      (x, y) => (x & 0xff00) | (y & ~0xff00),
    ],
  ];
  fc.assert(
    fc.property(four, four, (x, y) => {
      const found = perLane.map(([name, code]) => [name, ...lanesOf(code, x, y)]);
      expect(found).toEqual(perLane.map(([name, , of]) => [name, ...x.map((value, i) => of(value, y[i]!))]));
    }),
    { numRuns: 40 },
  );
});

test('instructions across lanes', () => {
  const x = [1, 2, 3, 4];
  const y = [0, 0, 0x0403_0201, 0];
  const swapped = [3, 2, 1, 0].map((byte) => 24 + byte);
  expect({
    lane: lanesOf((one) => i32x4.splat(i32x4.lane(one, 2)), x, y),
    shuffle: lanesOf(
      (one, other) => v128.shuffle(one, other, [...swapped, 4, 5, 6, 7, ...swapped, 0, 1, 2, 3]),
      x,
      y,
    ),
    any: lanesOf((_, other) => i32x4.splat(v128.any(other)), x, y)[0],
    none: lanesOf((one) => i32x4.splat(v128.any(v128.xor(one, one))), x, y)[0],
  }).toEqual({ lane: [3, 3, 3, 3], shuffle: [0x0102_0304, 2, 0x0102_0304, 1], any: 1, none: 0 });
});
