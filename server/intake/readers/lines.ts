import { Fault } from '../fault.ts';
import { MAX_RECORD_BYTES } from '../limits.ts';
import { Carry, CR, type Finds, LF, type Scanner } from './scanner.ts';

/**
 * Cuts a stream into lines, each one record; blank lines are passed over and counted.
 * A line ends at LF, CRLF or CR; U+2028 and U+2029 are text. The search is the native `indexOf` of a buffer,
 * two to three times faster than `readline`.
 */
export class LineScanner implements Scanner {
  private readonly finds: Finds<Buffer>;
  private readonly carry = new Carry();
  private line = 1;
  /** Stream offset of the chunk at hand, and of the line at hand. */
  private offset = 0;
  private lineStart = 0;
  private afterCr = false;

  constructor(finds: Finds<Buffer>) {
    this.finds = finds;
  }

  push(chunk: Buffer): void {
    let start = 0;
    if (this.afterCr && chunk.length > 0) {
      if (chunk[0] === LF) this.lineStart = this.offset + ++start;
      this.afterCr = false;
    }
    let lf = chunk.indexOf(LF, start);
    let cr = chunk.indexOf(CR, start);
    while (lf !== -1 || cr !== -1) {
      const end = lf === -1 || (cr !== -1 && cr < lf) ? cr : lf;
      this.finish(chunk.subarray(start, end));
      start = end + 1;
      if (end === cr) {
        if (chunk[start] === LF) start++;
        else this.afterCr = start === chunk.length;
      }
      if (lf !== -1 && lf < start) lf = chunk.indexOf(LF, start);
      if (cr !== -1 && cr < start) cr = chunk.indexOf(CR, start);
      this.lineStart = this.offset + start;
    }
    if (start < chunk.length) this.carry.add(chunk.subarray(start), this.finds.refuse);
    this.offset += chunk.length;
  }

  end(): void {
    if (this.carry.bytes > 0) this.finish(Buffer.alloc(0));
  }

  private finish(last: Buffer): void {
    if (this.carry.bytes + last.length > MAX_RECORD_BYTES) {
      const bytes = this.carry.bytes + last.length;
      this.carry.clear();
      const message = `The line has ${bytes} bytes; the limit is ${MAX_RECORD_BYTES}.`;
      this.finds.fault(new Fault('too-long', message), this.line, this.lineStart);
    } else {
      const text = this.carry.take(last);
      if (!isBlank(text)) this.finds.record(text, this.line, this.lineStart);
    }
    this.line++;
  }
}

function isBlank(text: Buffer): boolean {
  for (const byte of text) if (byte !== 32 && byte !== 9) return false;
  return true;
}
