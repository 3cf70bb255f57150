import { Fault } from '../fault.ts';
import { MAX_RECORD_BYTES, MAX_SCAN_BYTES } from '../limits.ts';
import { type Cell, readRow } from './row.ts';
import { CR, type Finds, LF, LineCounter, type Scanner } from './scanner.ts';

/** A row as it lies in a buffer that is valid during the call only. */
export interface TableRow {
  bytes: Buffer;
  cells: readonly Cell[];
}

/**
 * Cuts CSV and its relatives into rows, the header among them; blank lines are passed over and counted.
 * After a fault it goes on with the line behind the one on which the bad row begins, so that one quote which
 * is never closed costs one line, not the rest of the file.
 */
export class TableScanner implements Scanner {
  private readonly finds: Finds<TableRow>;
  private readonly delimiter: number;
  private readonly lines = new LineCounter();
  /** What was not read yet; reading it again waits until it has doubled, so that long rows stay linear. */
  private rest: Buffer = Buffer.alloc(0);
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private offset = 0;
  /** Bytes of an overlong line that were passed over; -1 outside of one. */
  private passed = -1;

  constructor(delimiter: string, finds: Finds<TableRow>) {
    this.delimiter = delimiter.charCodeAt(0);
    this.finds = finds;
  }

  push(chunk: Buffer): void {
    this.waiting.push(Buffer.from(chunk));
    this.waitingBytes += chunk.length;
    if (this.waitingBytes >= this.rest.length) this.read(false);
  }

  end(): void {
    this.read(true);
  }

  private read(whole: boolean): void {
    this.rest = Buffer.concat([this.rest, ...this.waiting]);
    this.waiting = [];
    this.waitingBytes = 0;
    let i = 0;
    while (i < this.rest.length) {
      const next = this.passed >= 0 ? this.pass(i) : this.row(i, whole);
      if (next === -1) break;
      this.lines.advance(this.rest, i, next);
      i = next;
    }
    this.offset += i;
    this.rest = this.rest.subarray(i);
  }

  /** Reads the row at `i`. @returns where the next one begins, -1 where more bytes are needed */
  private row(i: number, whole: boolean): number {
    const { rest } = this;
    const row = readRow(rest, i, this.delimiter, whole);
    const place = [this.lines.line, this.offset + i] as const;
    if (row === 'more') {
      if (rest.length - i <= MAX_RECORD_BYTES) return -1;
      return this.overlong(i);
    }
    if (row instanceof Fault) {
      const next = lineEnd(rest, i);
      if (next === -1 && !whole) return rest.length - i <= MAX_RECORD_BYTES ? -1 : this.overlong(i);
      this.finds.fault(row, ...place);
      return next === -1 ? rest.length : next;
    }
    if (row.next - i > MAX_RECORD_BYTES) {
      this.finds.fault(tooLong(`${row.next - i} bytes`), ...place);
    } else if (!isBlank(row.cells)) {
      this.finds.record({ bytes: rest, cells: row.cells }, ...place);
    }
    return row.next;
  }

  /** More than a record may have, and no end: a quote that is not closed, or one endless line. */
  private overlong(i: number): number {
    const next = lineEnd(this.rest, i);
    const fault =
      next === -1
        ? tooLong('no end')
        : new Fault('unclosed-quote', `A quoted field is not closed within ${MAX_RECORD_BYTES} bytes.`);
    this.finds.fault(fault, this.lines.line, this.offset + i);
    if (next === -1) this.passed = 0;
    return next === -1 ? this.rest.length : next;
  }

  private pass(i: number): number {
    const next = lineEnd(this.rest, i);
    this.passed = next === -1 ? this.passed + this.rest.length - i : -1;
    if (this.passed > MAX_SCAN_BYTES)
      this.finds.refuse(`one of its lines is over ${MAX_SCAN_BYTES >> 20} MiB`);
    return next === -1 ? this.rest.length : next;
  }
}

const tooLong = (what: string) =>
  new Fault('too-long', `The row has ${what}; the limit is ${MAX_RECORD_BYTES} bytes.`);

const isBlank = (cells: readonly Cell[]) =>
  cells.length === 1 && cells[0]?.from === cells[0]?.to && !cells[0]?.doubled;

/** Where the line after the one at `i` begins, -1 where no line end follows. A CR at the very end is one. */
function lineEnd(bytes: Buffer, i: number): number {
  const lf = bytes.indexOf(LF, i);
  const cr = bytes.subarray(i, lf === -1 ? bytes.length : lf).indexOf(CR);
  if (cr === -1) return lf === -1 ? -1 : lf + 1;
  const end = i + cr + 1;
  return bytes[end] === LF ? end + 1 : end;
}
