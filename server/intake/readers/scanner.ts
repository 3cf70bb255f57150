import type { Fault } from '../fault.ts';
import { MAX_RECORD_BYTES, MAX_SCAN_BYTES } from '../limits.ts';

/** Where a scanner delivers. `T` is a buffer that is valid during the call only, or a row of cells. */
export interface Finds<T> {
  /** `line` is 1-based; `byte` counts from the start of what was pushed. */
  record(item: T, line: number, byte: number): void;
  fault(fault: Fault, line: number, byte: number): void;
  /** Gives the whole file up. */
  refuse(why: string): never;
}

/** Cuts a stream of UTF-8 bytes into records. The pieces may be cut anywhere. */
export interface Scanner {
  push(chunk: Buffer): void;
  end(): void;
}

/** Bytes of a record that began in an earlier chunk. Over the limit they are counted, no longer kept. */
export class Carry {
  private pieces: Buffer[] = [];
  /** Bytes of the record so far, kept or not. */
  bytes = 0;

  get tooLong(): boolean {
    return this.bytes > MAX_RECORD_BYTES;
  }

  /** Copies the piece: the chunk it lies in is used again. */
  add(piece: Buffer, refuse: (why: string) => never): void {
    this.bytes += piece.length;
    if (this.bytes > MAX_SCAN_BYTES) {
      refuse(`one of its records is over ${MAX_SCAN_BYTES >> 20} MiB`);
    }
    if (this.tooLong) this.pieces = [];
    else this.pieces.push(Buffer.from(piece));
  }

  /** What was kept and `last`, as one; empties the carry. */
  take(last: Buffer): Buffer {
    const whole = this.pieces.length === 0 ? last : Buffer.concat([...this.pieces, last]);
    this.clear();
    return whole;
  }

  clear(): void {
    this.pieces = [];
    this.bytes = 0;
  }
}

/** Counts line ends (LF, CRLF, CR) up to a place that only moves forward. */
export class LineCounter {
  /** 1-based line of the place. */
  line = 1;
  private afterCr = false;

  /** Counts the line ends in `chunk[from, to)`, which follow what was counted before. */
  advance(chunk: Buffer, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const byte = chunk[i];
      if (byte === LF) {
        if (!this.afterCr) this.line++;
        this.afterCr = false;
      } else if (byte === CR) {
        this.line++;
        this.afterCr = true;
      } else {
        this.afterCr = false;
      }
    }
  }
}

export const LF = 10;
export const CR = 13;
export const QUOTE = 34;
