import { roughLog2 } from '../../algorithms/learning/log2.ts';
import type { SparseRows } from '../../algorithms/learning/sparse-rows.ts';
import { BUCKETS, SIZES } from '../../algorithms/learning/text-terms.ts';
import { type Columns, columnsOf, TIMES } from './columns.ts';
import { spread } from './scales.ts';
import { BLOCKS, HEAD } from './terms.ts';

/** Plain counts weigh that much beside the terms. Source: set on public questions with stated levels. */
const SIZE_WEIGHT = 0.1;

/** Most counts are small: their logarithms are looked up. */
const LOGARITHMS = Float64Array.from({ length: 4096 }, (_, count) => roughLog2(1 + count));

const logOf = (count: number): number =>
  count < LOGARITHMS.length ? LOGARITHMS[count]! : roughLog2(1 + count);

/** What rows are made by: numbers alone, so that threads can share it. */
export interface RowLayout extends Columns {
  /** 1 for the question alone, 2 for its solution beside it. */
  blocks: 1 | 2;
  /** Mean of each plain count, and what a deviation from it weighs. */
  means: Float64Array;
  scales: Float64Array;
}

/** By what was seen in the questions that are learned from. */
export function rowLayout(learned: readonly Uint32Array[], blocks: 1 | 2): RowLayout {
  const means = new Float64Array(blocks * SIZES.length);
  const scales = new Float64Array(blocks * SIZES.length);
  const counts = new Float64Array(learned.length);
  for (let size = 0; size < means.length; size++) {
    for (let i = 0; i < counts.length; i++) counts[i] = logOf(learned[i]![BLOCKS + size]!);
    const { mean, deviation } = spread(counts);
    means[size] = mean;
    scales[size] = deviation > 0 ? SIZE_WEIGHT / deviation : 0;
  }
  return { ...columnsOf(learned, blocks), blocks, means, scales };
}

/**
 * Turns packed terms into a row of the matrix, by a layout: plain counts
 * as logarithms in standard deviations, then for each block tf-idf of length 1 (tf 1 + ln n).
 */
export class RowReader {
  /** How many columns the matrix has. */
  readonly width: number;
  readonly #layout: RowLayout;
  /** The row that was read last: `count` places hold. */
  readonly #columns: Uint32Array;
  readonly #values: Float64Array;

  constructor(layout: RowLayout) {
    this.#layout = layout;
    this.width = layout.means.length + layout.rarity.length;
    this.#columns = new Uint32Array(this.width);
    this.#values = new Float64Array(this.width);
  }

  /** A row for each of the questions. */
  matrix(learned: readonly Uint32Array[]): SparseRows {
    const { blocks, means } = this.#layout;
    const ownTerms = (terms: Uint32Array) => (blocks > 1 ? terms.length - HEAD : terms[0]!);
    const room = learned.reduce((sum, terms) => sum + means.length + ownTerms(terms), 0);
    const ends = new Uint32Array(learned.length);
    const columns = new Uint32Array(room);
    const values = new Float32Array(room);
    let end = 0;
    learned.forEach((terms, row) => {
      const count = this.#read(terms);
      columns.set(this.#columns.subarray(0, count), end);
      values.set(this.#values.subarray(0, count), end);
      end += count;
      ends[row] = end;
    });
    return { ends, columns: columns.subarray(0, end), values: values.subarray(0, end) };
  }

  /**
   * The row times weights.
   * @param stride,lane weight of column c at c * stride + lane
   */
  dot(terms: Uint32Array, weights: Float32Array, stride: number, lane: number): number {
    const count = this.#read(terms);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += this.#values[i]! * weights[this.#columns[i]! * stride + lane]!;
    return sum;
  }

  #read(terms: Uint32Array): number {
    const { blocks, means, scales } = this.#layout;
    const sizes = means.length;
    for (let size = 0; size < sizes; size++) {
      this.#columns[size] = size;
      this.#values[size] = scales[size]! * (logOf(terms[BLOCKS + size]!) - means[size]!);
    }
    const middle = HEAD + terms[0]!;
    const count = this.#readBlock(terms, HEAD, middle, 0, sizes);
    return blocks > 1 ? this.#readBlock(terms, middle, terms.length, BUCKETS, count) : count;
  }

  #readBlock(terms: Uint32Array, from: number, end: number, offset: number, at: number): number {
    const { of, rarity, means } = this.#layout;
    const columns = this.#columns;
    const values = this.#values;
    const first = means.length;
    let count = at;
    let square = 0;
    for (let i = from; i < end; i++) {
      const entry = terms[i]!;
      const column = of[offset + (entry & 0xffff)]!;
      if (column < 0) continue;
      const value = TIMES[entry >>> 16]! * rarity[column]!;
      square += value * value;
      columns[count] = first + column;
      values[count++] = value;
    }
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let i = at; i < count; i++) values[i] = values[i]! * scale;
    return count;
  }
}
