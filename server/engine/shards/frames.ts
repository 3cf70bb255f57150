import { createHash, hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';

/**
 * A file of pieces of bytes, each led by its length and the first 8 bytes of its SHA-256, with their offsets and a
 * mark at the end: a piece is read without the others, and what was cut or changed is never taken for whole.
 */
export interface Frames {
  count: number;
  /** @throws WinnowError `failed` where it is not what was written */
  at(number: number): Buffer;
  close(): void;
}

const HEAD = 12;
/** Offset of the piece that holds the offsets, number of pieces, mark. */
const TAIL = 16;
const MARK = 0x57464d31;

export interface Written {
  bytes: number;
  /** Of the whole file. Hex. */
  sha256: string;
}

export interface FrameWriter {
  add(piece: Uint8Array): void;
  /** Ends the file. */
  end(): Written;
  /** Closes it as it is, after something went wrong. */
  drop(): void;
}

/** Begins a file; one that was there is overwritten. */
export function frameWriter(file: string): FrameWriter {
  const open = openSync(file, 'w');
  const whole = createHash('sha256');
  const offsets: number[] = [];
  let at = 0;
  const write = (bytes: Uint8Array): void => {
    for (let done = 0; done < bytes.length; ) done += writeSync(open, bytes, done);
    whole.update(bytes);
    at += bytes.length;
  };
  const add = (piece: Uint8Array): void => {
    const head = Buffer.alloc(HEAD);
    head.writeUInt32LE(piece.length, 0);
    Buffer.from(hash('sha256', piece, 'hex').slice(0, 16), 'hex').copy(head, 4);
    write(head);
    write(piece);
  };
  return {
    add(piece) {
      offsets.push(at);
      add(piece);
    },
    end() {
      const tail = Buffer.alloc(TAIL);
      tail.writeDoubleLE(at, 0);
      tail.writeUInt32LE(offsets.length, 8);
      tail.writeUInt32LE(MARK, 12);
      add(bytesOf(Float64Array.from(offsets)));
      write(tail);
      closeSync(open);
      return { bytes: at, sha256: whole.digest('hex') };
    },
    drop: () => closeSync(open),
  };
}

/** Writes all pieces of a file. */
export function writeFrames(file: string, pieces: Iterable<Uint8Array>): Written {
  const writer = frameWriter(file);
  try {
    for (const piece of pieces) writer.add(piece);
    return writer.end();
  } catch (cause) {
    writer.drop();
    throw cause;
  }
}

/** @throws WinnowError `failed` where the file is not there or not whole */
export function openFrames(file: string): Frames {
  const open = opened(file);
  try {
    const size = fstatSync(open).size;
    const tail = size < TAIL ? Buffer.alloc(TAIL) : read(open, size - TAIL, TAIL, file);
    if (tail.readUInt32LE(12) !== MARK) throw notWhole(file);
    const offsets = numbersOf(Float64Array, pieceAt(open, tail.readDoubleLE(0), file));
    if (offsets.length !== tail.readUInt32LE(8)) throw notWhole(file);
    return {
      count: offsets.length,
      at: (number) => pieceAt(open, offsets[number] ?? Number.NaN, file),
      close: () => closeSync(open),
    };
  } catch (cause) {
    closeSync(open);
    throw cause;
  }
}

/** Hands every piece of a file to `take`, in order. */
export function eachFrame(file: string, take: (piece: Buffer, number: number) => void): void {
  const frames = openFrames(file);
  try {
    for (let number = 0; number < frames.count; number++) take(frames.at(number), number);
  } finally {
    frames.close();
  }
}

/** One piece of a file. */
export function readFrame(file: string, number: number): Buffer {
  const frames = openFrames(file);
  try {
    return frames.at(number);
  } finally {
    frames.close();
  }
}

function opened(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (cause) {
    throw new WinnowError('failed', `${nameOf(file)} can not be read: ${(cause as Error).message}`);
  }
}

function pieceAt(open: number, at: number, file: string): Buffer {
  if (!(at >= 0)) throw notWhole(file);
  const head = read(open, at, HEAD, file);
  const piece = read(open, at + HEAD, head.readUInt32LE(0), file);
  if (hash('sha256', piece, 'hex').slice(0, 16) !== head.toString('hex', 4)) throw notWhole(file);
  return piece;
}

function read(open: number, at: number, length: number, file: string): Buffer {
  if (at + length > fstatSync(open).size) throw notWhole(file);
  const bytes = Buffer.allocUnsafeSlow(length); // a memory of its own, so that numbers in it can be read in place
  for (let done = 0; done < length; ) {
    const more = readSync(open, bytes, done, length - done, at + done);
    if (more === 0) throw notWhole(file);
    done += more;
  }
  return bytes;
}

const notWhole = (file: string): WinnowError =>
  new WinnowError('failed', `${nameOf(file)} was cut or changed since it was written.`);

/** As much of a path as tells a shard: round, folder and file. */
const nameOf = (file: string): string => file.split('/').slice(-4).join('/') || basename(file);

type Numbers = Uint32Array | Int32Array | Float64Array | Uint16Array | Uint8Array;

/** Numbers as bytes, as they stand in memory. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: Numbers): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Bytes as numbers again. */
export function numbersOf<T extends Numbers>(type: { new (buffer: ArrayBuffer): T }, piece: Buffer): T {
  return new type(new Uint8Array(piece).buffer);
}
