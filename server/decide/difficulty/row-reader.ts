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

/**
 * Turns packed terms into a row of the matrix, by what was seen in the questions that are learned from: plain counts
 * as logarithms in standard deviations, then for each block tf-idf of length 1 (tf 1 + ln n).
 */
export class RowReader {
  /** How many columns the matrix has. */
  readonly width: number;
  readonly #blocks: number;
  readonly #terms: Columns;
  /** Mean of each plain count, and what a deviation from it weighs. */
  readonly #means: Float64Array;
  readonly #scales: Float64Array;
  /** The row that was read last: `count` places hold. */
  readonly #columns: Uint32Array;
  readonly #values: Float64Array;

  constructor(learned: readonly Uint32Array[], blocks: number) {
    this.#blocks = blocks;
    this.#terms = columnsOf(learned, blocks);
    this.#means = new Float64Array(blocks * SIZES.length);
    this.#scales = new Float64Array(blocks * SIZES.length);
    const counts = new Float64Array(learned.length);
    for (let size = 0; size < this.#means.length; size++) {
      for (let i = 0; i < counts.length; i++) counts[i] = logOf(learned[i]![BLOCKS + size]!);
      const { mean, deviation } = spread(counts);
      this.#means[size] = mean;
      this.#scales[size] = deviation > 0 ? SIZE_WEIGHT / deviation : 0;
    }
    this.width = this.#means.length + this.#terms.rarity.length;
    this.#columns = new Uint32Array(this.width);
    this.#values = new Float64Array(this.width);
  }

  /** A row for each of the questions. */
  matrix(learned: readonly Uint32Array[]): SparseRows {
    const ownTerms = (terms: Uint32Array) => (this.#blocks > 1 ? terms.length - HEAD : terms[0]!);
    const room = learned.reduce((sum, terms) => sum + this.#means.length + ownTerms(terms), 0);
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
    const sizes = this.#means.length;
    for (let size = 0; size < sizes; size++) {
      this.#columns[size] = size;
      this.#values[size] = this.#scales[size]! * (logOf(terms[BLOCKS + size]!) - this.#means[size]!);
    }
    const middle = HEAD + terms[0]!;
    const count = this.#readBlock(terms, HEAD, middle, 0, sizes);
    return this.#blocks > 1 ? this.#readBlock(terms, middle, terms.length, BUCKETS, count) : count;
  }

  #readBlock(terms: Uint32Array, from: number, end: number, offset: number, at: number): number {
    const { of, rarity } = this.#terms;
    const columns = this.#columns;
    const values = this.#values;
    const first = this.#means.length;
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
