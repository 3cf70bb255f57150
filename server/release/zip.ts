import { createReadStream } from 'node:fs';
import type { entriesOf } from './archive.ts';

type Entry = ReturnType<typeof entriesOf>[number];

/** 1980-01-01, the first day that ZIP knows. */
const DATE = 0x21;
/** Sizes and sum follow the bytes; names are UTF-8. */
const FLAGS = 0x0808;

/**
 * A folder as a ZIP archive of files that are stored as they are (most are packed already), piece by piece.
 * @throws RangeError for more than 4 GiB, which plain ZIP can not hold; tar can
 */
export async function* zipOf(entries: readonly Entry[]): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const head = localHead(name);
    yield head;
    let [bytes, sum] = [0, 0];
    if (entry.bytes > 0)
      for await (const chunk of createReadStream(entry.file) as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum);
        bytes += chunk.length;
        yield chunk;
      }
    if (at + bytes > 0xffff_ffff) throw new RangeError('a ZIP archive of this kind holds 4 GiB at most');
    yield descriptor(sum, bytes);
    directory.push(centralHead(name, { sum, bytes, at }));
    at += head.length + bytes + 16;
  }
  const size = directory.reduce((all, one) => all + one.length, 0);
  yield* directory;
  yield ending(entries.length, size, at);
}

function localHead(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DATE, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor(sum: number, bytes: number): Buffer {
  const end = Buffer.alloc(16);
  end.writeUInt32LE(0x08074b50, 0);
  end.writeUInt32LE(sum, 4);
  end.writeUInt32LE(bytes, 8);
  end.writeUInt32LE(bytes, 12);
  return end;
}

function centralHead(name: Buffer, { sum, bytes, at }: { sum: number; bytes: number; at: number }): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(FLAGS, 8);
  head.writeUInt16LE(DATE, 14);
  head.writeUInt32LE(sum, 16);
  head.writeUInt32LE(bytes, 20);
  head.writeUInt32LE(bytes, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE(at, 42);
  return Buffer.concat([head, name]);
}

function ending(files: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return end;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** CRC-32 (ISO 3309), over what came before. Node has its own from 22.2 on only. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let sum = ~before;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255]! ^ (sum >>> 8);
  return ~sum >>> 0;
}
