import { type Code, f32x4, get, i32, type Local, loopWhile, set, v128, wasmModule } from '../wasm-emitter.ts';

const PAGE = 65_536;
/** Vectors summed side by side; with what the loop needs they fit the registers of a processor. */
const SIDE_BY_SIDE = 12;

/** Where things lie in the memory of the module. Unit: bytes. */
export interface ScoresLayout {
  /** Addresses of the rows to sum, 32 bits each. */
  rows: number;
  /** The sums, 32-bit floating-point numbers. */
  sums: number;
  /** The weights, a row of `width` numbers for each feature. */
  weights: number;
  pages: number;
}

/** @param width numbers in a row, a multiple of four. @param most rows that are summed at once */
export function scoresLayout(features: number, width: number, most: number): ScoresLayout {
  const rows = 0;
  const sums = rows + 16 * Math.ceil((4 * most) / 16);
  const weights = sums + 4 * width;
  return { rows, sums, weights, pages: Math.ceil((weights + 4 * features * width) / PAGE) };
}

/**
 * A module that exports `sum(bytes)`: adds up the rows of weights whose addresses are in the first `bytes` of
 * `rows`, in their order, as `sums`. `bytes` is over 0. Four numbers at a time; the sums are those of 32-bit
 * additions one after the other.
 */
export function scoresModule(width: number, layout: ScoresLayout): Uint8Array<ArrayBuffer> {
  const [bytes, at, row]: Local[] = [0, 1, 2];
  const sums = Array.from({ length: SIDE_BY_SIDE }, (_, i) => 3 + i);
  const body: number[] = [];
  for (let from = 0; from < width / 4; from += SIDE_BY_SIDE) {
    const side = sums.slice(0, Math.min(SIDE_BY_SIDE, width / 4 - from));
    const offset = (i: number): number => 16 * (from + i);
    const clear: Code = side.flatMap((sum) => set(sum, ZERO));
    const add: Code = side.flatMap((sum, i) =>
      set(sum, f32x4.add(get(sum), v128.load(get(row!), offset(i)))),
    );
    const store: Code = side.flatMap((sum, i) => v128.store(i32.of(layout.sums), get(sum), offset(i)));
    body.push(
      ...clear,
      ...set(at!, i32.of(layout.rows)),
      ...loopWhile(
        [...set(row!, i32.load(get(at!))), ...add, ...set(at!, i32.add(get(at!), i32.of(4)))],
        i32.less(get(at!), i32.add(get(bytes!), i32.of(layout.rows))),
      ),
      ...store,
    );
  }
  return wasmModule(
    { name: 'sum', parameters: 1, i32Locals: 2, v128Locals: SIDE_BY_SIDE, body },
    layout.pages,
  );
}

const ZERO: Code = v128.xor(v128.load(i32.of(0), 0), v128.load(i32.of(0), 0));
