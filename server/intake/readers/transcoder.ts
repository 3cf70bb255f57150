import type { Decoder } from './decoder.ts';
import { LF } from './scanner.ts';

/** Longest piece that is decoded at once. Unit: bytes; even, for the sake of UTF-16. */
const PIECE = 1024;
/** A character has at most four bytes in any encoding: so many may be left over at the end of a piece. */
const WIDEST = 4;

/** A decoded piece: where it begins in the UTF-8 stream and in the file, and the bytes it was made of. */
interface Anchor {
  stream: number;
  file: number;
  bytes: Buffer;
}

/**
 * Turns a file of another encoding into UTF-8, piece by piece, and can tell for a place in the UTF-8 stream
 * the byte of the file that stands behind it. Pieces end at line feeds, so that bytes which are no text spoil
 * their own line only: they come out as bytes that are no UTF-8 either, and the record is rejected by name.
 */
export class Transcoder {
  private readonly decoder: Decoder;
  private anchors: Anchor[] = [];
  private rest: Buffer = Buffer.alloc(0);
  private stream = 0;
  private file = 0;

  /** @param start offset of the first byte, behind a byte order mark */
  constructor(decoder: Decoder, start: number) {
    this.decoder = decoder;
    this.file = start;
  }

  /** The UTF-8 of a chunk; `last` says that no other follows. */
  push(chunk: Buffer, last: boolean): Buffer {
    const bytes = Buffer.concat([this.rest, chunk]);
    const out: Buffer[] = [];
    let i = 0;
    while (i < bytes.length) {
      const end = this.pieceEnd(bytes, i);
      if (end === bytes.length && !last && end - i < PIECE) break;
      const piece = this.piece(bytes, i, end, last && end === bytes.length);
      out.push(this.keep(piece.bytes, piece.text));
      i += piece.bytes.length;
    }
    this.rest = Buffer.from(bytes.subarray(i));
    return Buffer.concat(out);
  }

  /** The byte of the file for a place in the stream; places must not go back. */
  fileOffset(stream: number): number {
    let k = 0;
    while (k + 1 < this.anchors.length && (this.anchors[k + 1]?.stream ?? 0) <= stream) k++;
    this.anchors = this.anchors.slice(k);
    const anchor = this.anchors[0];
    if (anchor === undefined) return this.file;
    return anchor.file + this.prefix(anchor.bytes, stream - anchor.stream);
  }

  /** How many of the bytes make `length` bytes of UTF-8; by bisection, then on to the end of the character. */
  private prefix(bytes: Buffer, length: number): number {
    const { unit, lenient, exact } = this.decoder;
    let low = 0;
    let high = Math.ceil(bytes.length / unit);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Buffer.byteLength(lenient(bytes.subarray(0, middle * unit))) < length) low = middle + 1;
      else high = middle;
    }
    let end = low * unit;
    while (end < bytes.length && end < (low + WIDEST) * unit && exact(bytes.subarray(0, end)) === null)
      end += unit;
    return end;
  }

  private pieceEnd(bytes: Buffer, from: number): number {
    const most = Math.min(from + PIECE, bytes.length);
    const { unit, bigEndian } = this.decoder;
    for (let i = bytes.indexOf(LF, from); i !== -1 && i < most; i = bytes.indexOf(LF, i + 1)) {
      if (unit === 1) return i + 1;
      const first = bigEndian ? i - 1 : i;
      const aligned = (first - from) % 2 === 0 && bytes[bigEndian ? first : first + 1] === 0;
      if (aligned && first >= from && first + 2 <= bytes.length) return first + 2;
    }
    return most;
  }

  /** The longest beginning of `[from, end)` that is whole text; failing that, the text with marks. */
  private piece(bytes: Buffer, from: number, end: number, last: boolean): { bytes: Buffer; text: Buffer } {
    for (let cut = 0; cut < WIDEST && end - cut > from; cut++) {
      if (cut > 0 && last) break;
      const part = bytes.subarray(from, end - cut);
      const text = this.decoder.exact(part);
      if (text !== null) return { bytes: part, text: Buffer.from(text) };
    }
    const part = bytes.subarray(from, end);
    return { bytes: part, text: marked(this.decoder.lenient(part), this.decoder.unit === 2) };
  }

  private keep(bytes: Buffer, text: Buffer): Buffer {
    this.anchors.push({ stream: this.stream, file: this.file, bytes });
    this.stream += text.length;
    this.file += bytes.length;
    return text;
  }
}

/** Where bytes were no text: half a surrogate pair as UTF-8 would have it, or a byte that UTF-8 never has. */
function marked(text: string, surrogate: boolean): Buffer {
  const mark = surrogate ? [0xed, 0xa0, 0x80] : [0xff, 0xff, 0xff];
  const bytes = Buffer.from(text);
  const replacement = Buffer.from('\ufffd');
  for (let i = bytes.indexOf(replacement); i !== -1; i = bytes.indexOf(replacement, i + 3))
    bytes.set(mark, i);
  return bytes;
}
