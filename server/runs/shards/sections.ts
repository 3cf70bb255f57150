import { bytesOf } from '../../engine/shards/frames.ts';

/** Rows of whole numbers of 32 bits, by partition: what a job hands to those of the next round. */
export class Sections {
  readonly #width: number;
  readonly #rows: Uint32Array<ArrayBuffer>[];
  readonly #ends: Uint32Array;

  constructor(partitions: number, width: number) {
    this.#width = width;
    this.#rows = Array.from({ length: partitions }, () => new Uint32Array(FIRST * width));
    this.#ends = new Uint32Array(partitions);
  }

  add(partition: number, row: readonly number[]): void {
    const end = this.#ends[partition]!;
    let rows = this.#rows[partition]!;
    if (end + this.#width > rows.length) {
      const larger = new Uint32Array(2 * rows.length);
      larger.set(rows);
      this.#rows[partition] = rows = larger;
    }
    rows.set(row, end);
    this.#ends[partition] = end + this.#width;
  }

  /** The rows of a partition. */
  of(partition: number): Uint32Array<ArrayBuffer> {
    return this.#rows[partition]!.subarray(0, this.#ends[partition]);
  }

  /** All of them as bytes, in the order of partitions. */
  *pieces(): Generator<Uint8Array> {
    for (let partition = 0; partition < this.#rows.length; partition++) yield bytesOf(this.of(partition));
  }

  /** How many rows each has. */
  counts(): number[] {
    return Array.from(this.#ends, (end) => end / this.#width);
  }
}

const FIRST = 16;

/** Rows one behind the other. */
export function joined(parts: readonly Uint32Array[]): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    rows.set(part, at);
    at += part.length;
  }
  return rows;
}
