import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What waits in memory for all partitions together. Unit: bytes. */
const WAITING = 16 * 1024 * 1024;

/**
 * Entries of one width, by partition, in files of a folder: each partition is small enough to be sorted in memory,
 * however many entries there are.
 */
export class Scatter {
  readonly #dir: string;
  readonly #name: string;
  readonly #width: number;
  readonly #waiting: (Buffer | undefined)[];
  readonly #ends: Uint32Array;
  readonly #room: number;

  constructor(dir: string, name: string, width: number, partitions: number) {
    mkdirSync(dir, { recursive: true });
    this.#dir = dir;
    this.#name = name;
    this.#width = width;
    this.#room = width * Math.max(1, Math.floor(WAITING / partitions / width));
    this.#waiting = Array.from({ length: partitions }, () => undefined);
    this.#ends = new Uint32Array(partitions);
  }

  /** Room for one more entry of a partition, to be filled before the next is asked for. */
  entry(partition: number): Buffer {
    if (this.#ends[partition] === this.#room) this.#flush(partition);
    const waiting = this.#waiting[partition] ?? Buffer.alloc(this.#room);
    this.#waiting[partition] = waiting;
    const at = this.#ends[partition]!;
    this.#ends[partition] = at + this.#width;
    return waiting.subarray(at, at + this.#width);
  }

  /** All entries of a partition, which are then no more on the disk. */
  take(partition: number): Buffer {
    const rest = this.#waiting[partition]?.subarray(0, this.#ends[partition]) ?? Buffer.alloc(0);
    this.#waiting[partition] = undefined;
    const file = this.#file(partition);
    if (!existsSync(file)) return rest;
    const entries = Buffer.concat([readFileSync(file), rest]);
    rmSync(file);
    return entries;
  }

  #flush(partition: number): void {
    appendFileSync(this.#file(partition), this.#waiting[partition]!.subarray(0, this.#ends[partition]));
    this.#ends[partition] = 0;
  }

  #file(partition: number): string {
    return join(this.#dir, `${this.#name}-${partition}.raw`);
  }
}

/**
 * Places of entries in the order of their first eight bytes, and of `then` where those are equal.
 * @param entries of one width
 */
export function sortedEntries(
  entries: Buffer,
  width: number,
  then: (a: number, b: number) => number,
): Uint32Array {
  const count = entries.length / width;
  const high = Uint32Array.from({ length: count }, (_, i) => entries.readUInt32BE(i * width));
  const low = Uint32Array.from({ length: count }, (_, i) => entries.readUInt32BE(i * width + 4));
  return Uint32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => high[a]! - high[b]! || low[a]! - low[b]! || then(a, b),
  );
}
